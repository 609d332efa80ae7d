"""Every figure of a text by its bare value, those inside names and idioms too.

A second, blunter reading beside the quantities: a figure that a statement has in whatever word, its quote has too.
"""

from __future__ import annotations

import re

from bot.folding import plain_with_offsets
from vectorstore.numerals import DIGITS, SCALES, SIZES, WELL_FORMED, D

_MARKER = re.compile(r"\[\d+\]")
_COMMA = re.compile(r"(?<=\d),(?=\d{3})")
_SCORED_SCALES = SCALES | {"万亿": 1e12, "亿": 1e8, "万": 1e4}
_SCORED = re.compile(
    r"(\d+(?:\.\d+)?)\s*(万亿|亿|万|trillion|billion|bn\b|million|mn\b|thousand)?\s*(%|个百分点|percent)?"
)
_SCORED_NUMERAL = re.compile(f"(百分之(?=[万亿]*[{D}十百千]))?([{D}十百千万亿]+)")


def figures_of(text: str) -> dict[tuple[float, bool, str], tuple[int, int]]:
    """Return every figure and where it stands.

    A numeral that is no number keeps its wording: 十四五 and 十五五 both come to 15 there.
    """
    plain, offsets = plain_with_offsets(text)
    kept = [at for at in range(len(plain)) if not _COMMA.match(plain, at)]
    plain, offsets = "".join(plain[at] for at in kept), [offsets[at] for at in kept]
    plain = _MARKER.sub(lambda match: " " * len(match.group()), plain)
    read = [(m, float(m[1]) * _SCORED_SCALES.get(m[2], 1), m[3], "") for m in _SCORED.finditer(plain)]
    read += [
        (m, _scored_numeral(m[2]), m[1], "" if WELL_FORMED.fullmatch(m[2]) else m[2])
        for m in _SCORED_NUMERAL.finditer(plain)
        if m[2].strip("万亿")
    ]
    return {
        (round(value, 6), bool(percent), wording): (offsets[m.start()], offsets[m.end() - 1] + 1)
        for m, value, percent, wording in read
    }


def _scored_numeral(numeral: str) -> float:
    """Read a numeral as it is spelt, ill-formed ones included (一亿三千万 and 十四五 come out wrong)."""
    if all(c in DIGITS for c in numeral):
        return float("".join(str(DIGITS[c]) for c in numeral))
    total = section = digit = 0.0
    for c in numeral:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in "十百千":
            section, digit = section + (digit or 1) * SIZES[c], 0
        else:
            total, section, digit = (total + section + digit) * SIZES[c], 0, 0
    return total + section + digit

"""Numbers as they are written: Arabic or Chinese, and the words of their scale."""

from __future__ import annotations

import re

D = "零〇一二两三四五六七八九"
_S = f"(?:[{D}]千)?(?:零?[{D}]百)?(?:零?[{D}]?十)?(?:零?[{D}])?"
WELL_FORMED = re.compile(f"(?![百千万亿])(?:(?:{_S}万)?{_S}亿)?(?:零?{_S}万)?零?{_S}|[{D}]{{4}}")
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SIZES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
SCALES = {"trillion": 1e12, "tn": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6, "thousand": 1e3}


def number_of(written: str) -> float:
    """Return the value of an Arabic or Chinese number without its scale word."""
    if written[:1].isdigit():
        return float(written.replace(",", ""))
    whole, _, decimals = written.partition("点")
    fraction = float("0." + "".join(str(DIGITS[c]) for c in decimals))
    for sign, size in reversed(SIZES.items()):
        head, found, tail = whole.rpartition(sign)
        if found:
            return (number_of(head) if head else 1) * size + number_of(tail) + fraction
    return float("".join(str(DIGITS[c]) for c in whole) or 0) + fraction


def value_of_numeral(written: str) -> float | None:
    """The value of a well-formed Chinese number (五百, 四点五, 百 of 百分之百); None of anything else."""
    whole, _, decimals = written.partition("点")
    if not whole or set(decimals) - set(DIGITS) or (written != "百" and not WELL_FORMED.fullmatch(whole)):
        return None
    return number_of(written)

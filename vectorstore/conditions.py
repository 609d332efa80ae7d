"""What a question asks of a target's value: 4.5%, within 5%, at least 60万, between 5% and 6%, any range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from vectorstore.commitments import Target
from vectorstore.tokens import fold


class Relation(StrEnum):
    """How a value stands to the figure that is asked for, and how a target puts its own."""

    IS = "is"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOVE = "above"
    BELOW = "below"
    RANGE = "range"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Condition:
    """A figure or range that is asked for, its scale (万, million) counted in; `but_about` leaves "around" out."""

    relation: Relation
    low: Decimal | None = None
    high: Decimal | None = None
    percent: bool = False
    but_about: bool = False


_PERCENT = r"%|per ?cent\b"
_SCALES = {
    "万亿": 12, "亿": 8, "万": 4, "千": 3, "trillion": 12, "billion": 9, "million": 6, "thousand": 3,
}  # fmt: skip
_SCALE = "|".join(_SCALES)
_NUMBER = rf"(\d[\d,]*(?:\.\d+)?)\s*({_PERCENT})?\s*({_SCALE})?"
_VALUE = re.compile(rf"(?<![\d.]){_NUMBER}(?:\s*(?:-|–|—|~|至|到|和|与|\bto\b|\band\b)+\s*{_NUMBER})?(?![\d.])")
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.%])年?")
_COUNT_OF_PLACES = re.compile(r"(?:前|这|哪|有)?\d+\s*个?(?:省|市|城市|地区|provinces|cities)")
# 不是区间, (a ceiling, not "around 5%"): what is not asked for.
_NOT_THIS = re.compile(r"(?:而?不是|并非|不含|不包括|不要|不带|没有|\bnot\b|\brather than\b)[^，,。；;)）？?]*")
_AROUND = re.compile(r"左右|上下|约|\b(?:around|about|roughly|approximately)\b")
_BEFORE = (
    (Relation.AT_LEAST, r"(?:不低于|不少于|不小于|至少|达到或超过|\bat least|\b(?:no|not) (?:less|lower|fewer) than|\bminimum of)"),
    (Relation.AT_MOST, r"(?:不超过|不高于|不大于|不多于|最多|至多|最高|\bat most|\b(?:no|not) (?:more|higher) than|\bwithin|\bup to|\b(?:ceiling|cap|maximum) of)"),
    (Relation.ABOVE, r"(?:高于|超过|大于|多于|突破|超|\babove|\bmore than|\bover|\bexceed(?:s|ing)?|\b(?:higher|greater|faster) than|\bbeyond)"),
    (Relation.BELOW, r"(?:低于|小于|少于|不到|不足|\bbelow|\bunder|\b(?:less|lower|slower|fewer) than)"),
    (Relation.ABOUT, r"(?:约|大约|\baround|\babout|\broughly|\bapproximately)"),
)  # fmt: skip
_BEHIND = (
    (
        Relation.AT_LEAST,
        r"\s*[^\s，,。]{0,2}?(?:及以上|或以上|以上|\bor (?:more|above|higher)|\band above|\bplus\b|\+)",
    ),
    (Relation.AT_MOST, r"\s*[^\s，,。]{0,2}?(?:以内|之内|及以下|以下|\bor (?:less|below|lower|under))"),
    (Relation.ABOUT, r"\s*[^\s，,。]{0,2}?(?:左右|上下)"),
)
_BEFORE_PATTERNS = [(relation, re.compile(rf"{words}\s*(?:the |a )?$")) for relation, words in _BEFORE]
_BEHIND_PATTERNS = [(relation, re.compile(words)) for relation, words in _BEHIND]
_CAPPED = re.compile(r"上限|封顶|\b(?:a ceiling|as a ceiling|a cap|an upper limit)\b")
_FLOORED = re.compile(r"下限|\b(?:a floor|as a floor|a lower limit)\b")
_SPAN = re.compile(r"之间|介于|\bbetween\b")
_A_RANGE = re.compile(r"区间|范围目标|\b(?:a|target) range\b|\bas a range\b")
# The comparators of targets, as they are printed.
_PRINTED = (
    (Relation.ABOUT, re.compile(r"左右|上下|约|about|around|approximately")),
    (Relation.ABOVE, re.compile(r"超|高于|大于|突破|more than|over|exceed|above")),
    (Relation.AT_MOST, re.compile(r"以内|以下|之内|不超|不高于|不大于|最[高多]|at most|no more than|within|up to|below|under|<")),
    (Relation.AT_LEAST, re.compile(r"以上|不低于|不少于|不小于|至少|at least|no less than|or more|>")),
    (Relation.BELOW, re.compile(r"低于|少于|小于|不到|less than")),
)  # fmt: skip


def condition_asked(text: str) -> Condition | None:
    """The one figure of a question that is no year, and how a target should stand to it; None where there is none.

    `text` is folded and names no regions.
    """
    plain = _NOT_THIS.sub(" ", text)
    but_about = any(_AROUND.search(words[0]) for words in _NOT_THIS.finditer(text))
    bare = _COUNT_OF_PLACES.sub(" ", _YEAR.sub(lambda year: " " * len(year[0]), plain))
    found = [match for match in _VALUE.finditer(bare) if _is_figure(match)]
    if not found and _A_RANGE.search(plain):
        return Condition(Relation.RANGE, percent=True)
    if len({match[0].replace(" ", "") for match in found}) != 1:
        return None
    match = found[0]
    low, high = _decimal(match[1]), _decimal(match[4])
    percent = bool(match[2] or match[5])
    low, high = _scaled(low, match[3] or match[6]), _scaled(high, match[6])
    if low is None:
        return None
    if high is not None:
        span = _SPAN.search(bare) is not None
        return Condition(Relation.BETWEEN if span else Relation.RANGE, low, high, percent, but_about)
    return Condition(_relation(bare, match.start(), match.end()), low, None, percent, but_about)


def meets(target: Target, condition: Condition) -> bool:
    """Whether a target's value is what is asked for.

    A ceiling keeps within a higher one and a floor above a lower one; "around 5%" promises neither side of 5%.
    """
    low, high = _bounds(target, condition.percent)
    if low is None or high is None:
        return False
    if condition.relation is Relation.RANGE:
        return low != high and (condition.low is None or (low, high) == (condition.low, condition.high))
    return condition.low is not None and _stands(printed_relation(target), (low, high), condition.low, condition)


def has_value(target: Target, condition: Condition) -> bool:
    """Whether a target's figure is the one that is asked for, whichever way it is put."""
    low, high = _bounds(target, condition.percent)
    return condition.low is not None and low == high == condition.low


def is_about_the_bound(target: Target, condition: Condition) -> bool:
    """Whether a target is "about 5%" where at least or at most 5% is asked for: which side it will be on is open."""
    bounded = condition.relation in (Relation.AT_LEAST, Relation.AT_MOST) and not condition.but_about
    return bounded and has_value(target, condition) and printed_relation(target) is Relation.ABOUT


def printed_relation(target: Target) -> Relation:
    """How a target puts its value: plainly, about, at least, at most, above or below it."""
    comparator = fold(target.comparator or "")
    return next((relation for relation, words in _PRINTED if words.search(comparator)), Relation.IS)


def _bounds(target: Target, percent: bool) -> tuple[Decimal | None, Decimal | None]:
    """A target's least and greatest value, its scale counted in; None where its unit is of the other kind."""
    unit = fold(f"{target.unit or ''}{'%' if '%' in target.value else ''}")
    if (re.search(_PERCENT, unit) is not None) != percent:
        return None, None
    bounds = [_scaled(_decimal(part), _scale_of(unit)) for part in re.split(r"[-–—~]", fold(target.value))]
    return bounds[0], bounds[-1]


def _stands(printed: Relation, span: tuple[Decimal, Decimal], value: Decimal, condition: Condition) -> bool:
    """Whether a span of values, put as `printed`, stands to the value asked for as it should."""
    (low, high), asked, upper = span, condition.relation, condition.high
    if printed is Relation.ABOUT and condition.but_about:
        return False
    if asked in (Relation.IS, Relation.ABOUT):
        return low == high == value and printed in (Relation.IS, Relation.ABOUT)
    bounded_below = printed in (Relation.AT_LEAST, Relation.ABOVE)
    bounded_above = printed in (Relation.AT_MOST, Relation.BELOW)
    if asked is Relation.BETWEEN:
        return upper is not None and value <= low and high <= upper and not (bounded_below or bounded_above)
    at = low == high == value
    if asked is Relation.AT_LEAST:
        return not bounded_above and (low > value or (low >= value and not (at and printed is Relation.ABOUT)))
    if asked is Relation.AT_MOST:
        return not bounded_below and (high < value or (high <= value and not (at and printed is Relation.ABOUT)))
    if asked is Relation.ABOVE:
        return not bounded_above and (low > value or (at and printed is Relation.ABOVE))
    return not bounded_below and (high < value or (at and printed is Relation.BELOW))


def _relation(text: str, start: int, end: int) -> Relation:
    before = text[max(0, start - 16) : start]
    behind = text[end : end + 12]
    for relation, words in _BEHIND_PATTERNS:
        if words.match(behind):
            return relation
    for relation, words in _BEFORE_PATTERNS:
        if words.search(before):
            return relation
    if _CAPPED.search(text):
        return Relation.AT_MOST
    return Relation.AT_LEAST if _FLOORED.search(text) else Relation.IS


def _is_figure(match: re.Match[str]) -> bool:
    """Whether a number is a value: with a percent sign or a scale, a range, or of more than one digit."""
    return bool(match[2] or match[3] or match[4] or len(match[1]) > 1)


def _decimal(number: str | None) -> Decimal | None:
    try:
        return Decimal(number.replace(",", "").strip().rstrip("%")) if number else None
    except InvalidOperation:
        return None


def _scaled(number: Decimal | None, scale: str | None) -> Decimal | None:
    return number if number is None else number * 10 ** _SCALES.get(scale or "", 0)


def _scale_of(unit: str) -> str | None:
    return next((scale for scale in _SCALES if unit.startswith(scale)), None)

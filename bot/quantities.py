"""The quantities of a text, and the quantities of a statement that no quote backs.

A quantity is a value and a unit (DESIGN.md, "What must always hold" 2): Chinese numerals are read, scales applied,
synonyms of a unit made one, dates read as whole numbers such as 20260301. Names that hold figures (第三十条, 十四五,
一批, PM2.5) are no quantities, but their figures must be quoted too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.figures import figures_of
from bot.folding import plain_with_offsets
from vectorstore.numerals import SCALES, SIZES, WELL_FORMED, D, number_of

_CN = f"(?:[{D}十万亿]|百(?!分)|千(?![瓦克米卡])){{1,24}}(?:点[{D}]{{1,9}})?"
_NUM = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,24})(?:\.\d{1,24})?"
_TEN = f"(?:\\d{{1,2}}|[{D}十]{{1,3}})"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?<![a-z])(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_CURRENCIES = {"$": "美元", "us$": "美元", "usd": "美元", "€": "欧元", "¥": "元", "rmb": "元", "cny": "元"}
_UNITS = {
    "美元": "美元|us dollars?|dollars?|usd", "元": "元|人民币|yuan|rmb|cny", "欧元": "欧元|euros?", "港元": "港元|港币",
    "kwh": "千瓦时|kilowatt[- ]hours?|kwh", "mwh": "兆瓦时|mwh", "gwh": "吉瓦时|gwh", "twh": "太瓦时|twh", "kw": "千瓦|kilowatts?|kw", "mw": "兆瓦|mw",
    "gw": "吉瓦|gw", "吨标准煤": "吨标准?煤", "吨": "吨|tonnes?|tons?|t", "千克": "千克|公斤|kg", "亩": "亩|mu",
    "平方公里": "平方公里|平方千米|km2|square kilomet[re]{2}s?", "平方米": "平方米|m2|square met[re]{2}s?", "米": "米|m",
    "立方米": "立方米|m3|cubic met[re]{2}s?", "公里": "公里|千米|km|kilomet[re]{2}s?", "公顷": "公顷|hectares?|ha",
    "人次": "人次|person-times", "人": "人|名|people|persons?", "户": "户|households?", "年": "周?年|years?", "个月": "个月|months?",
    "工作日": "个?工作日|working days?", "天": "天|日|days?", "小时": "个?小时|hours?", "分钟": "分钟|minutes?",
    "倍": "倍|times", "季度": "季度", **{unit: unit for unit in "月番成个家项条件款种批次位岁级度号期届辆台套艘座所处"},
}  # fmt: skip
_WAYS = sorted((way for ways in _UNITS.values() for way in ways.split("|")), key=len, reverse=True)
_UNIT = "|".join([*(w for w in _WAYS if w > "z"), f"(?:{'|'.join(w for w in _WAYS if w < 'zz')})(?![a-z\\d])"])
_COUNTED_ONCE = set("个家项条件款种批次位名户套座所处届期级成")  # 一个, 一批, 一级: an article or a rank
_MEASURE = (
    rf"(?:\s{{0,2}}[多余几]?(?P<scale>[十百千]?万亿|[十百千]?[万亿]|百(?!分)|千(?![瓦克米卡])|(?:{'|'.join(SCALES)})(?![a-z])))?"
    rf"[多余]?(?:\s{{0,2}}(?P<percent>[%‰]|个?百分点|percentage points?|per ?cent))?(?:[\s-]{{0,2}}(?P<unit>{_UNIT}))?"
)
_NUMBER = re.compile(
    rf"(?:(?P<currency>(?:rmb|cny|us\$|usd|[$€¥]))\s?|(?<![a-z\d.])(?P<sign>(?<![\da-z%‰).元年月日万亿点人家个])[-−])?)"
    rf"(?:(?P<number>{_NUM})|(?P<numeral>{_CN})){_MEASURE}"
    rf"(?=\s{{0,2}}(?:[-–—~〜至到]{{1,2}}|to\b)\s{{0,2}}(?:{_NUM}|{_CN}){_MEASURE.replace('?P<', '?P<to_')}|)"
)
_DATES = [
    re.compile(rf"(?<!\d)(?P<y>\d{{4}}|[{D}]{{4}})\s?年\s?(?P<m>{_TEN})\s?月(?:\s?(?P<d>{_TEN})\s?[日号])?"),
    re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d.])"),
    re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?P<d>)(?!\d)"),
    re.compile(rf"{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? ?(?P<y>\d{{4}})(?!\d))?"),
    re.compile(rf"(?<![\d.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},?(?: (?P<y>\d{{4}})(?!\d))?"),
    re.compile(rf"{_MONTH},? (?P<d>)(?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>)(?P<m>{_TEN})\s?月\s?(?P<d>{_TEN})\s?[日号]"),
]
_FRACTION = re.compile(rf"(?P<parts>[百千万]|{_NUM}|{_CN})分之(?P<share>{_NUM}|{_CN})")
_NAME = re.compile(rf"\[\d+\]|第\s?(?:{_NUM}|{_CN})|\(\s?(?:\d{{1,2}}|{_CN})\s?\)|(?<![{D}十])[{D}十]是")
_YEAR = re.compile(rf"(?:19|20|21)\d\d|[一二][{D}]{{3}}")
_DATED = {"year", "month", "date", "day", "号"}
_CIRCLED = re.compile("[①-⑳]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and its unit, as they stand at `text`; a date is a whole number with the unit year, month, date or day."""

    value: float
    unit: str
    percent: bool
    text: str
    start: int
    end: int


@functools.cache
def _unit(way: str | None) -> str:
    return next((unit for unit, ways in _UNITS.items() if re.fullmatch(ways, way)), way) if way else ""


def _date(match: re.Match[str]) -> tuple[float, str]:
    year, day = (number_of(match[part].strip()) if match[part] else 0.0 for part in ("y", "d"))
    month = _MONTHS.index(match["m"][:3]) + 1 if match["m"][:3] in _MONTHS else number_of(match["m"])
    if not day:
        return year * 100 + month, "month"
    return (year * 10000 + month * 100 + day, "date") if year else (month * 100 + day, "day")


def _fraction(match: re.Match[str]) -> tuple[float, str] | None:
    parts, share = match.group("parts", "share")
    if not all(p.isascii() or p in "百千万" or WELL_FORMED.fullmatch(p.partition("点")[0]) for p in (parts, share)):
        return None
    unit = {"百": "%", "千": "‰"}.get(parts, "")
    return (number_of(share), unit) if unit else (number_of(share) / (number_of(parts) or 1), "")


def _amount(match: re.Match[str]) -> tuple[float, str] | None:
    scale, percent, unit, currency = match.group("scale", "percent", "unit", "currency")
    to_scale, to_percent, to_unit = match.group("to_scale", "to_percent", "to_unit")
    written = match["number"] or match["numeral"]
    if match["numeral"] and not WELL_FORMED.fullmatch(written.partition("点")[0]):
        return None
    bare = not (scale or percent or currency or match["sign"])
    if bare and {unit, to_unit} <= {None, "年"} and not to_scale and not to_percent and _YEAR.fullmatch(written):
        return number_of(written), "year"
    if bare and not unit:  # the first end of a range is measured as the second: 5—10亿元
        scale, percent, unit = to_scale, to_percent, to_unit
    elif not percent:
        unit = unit or to_unit
    article = written == "一" and unit in _COUNTED_ONCE
    if match["numeral"] and (article or not (unit or scale or percent or re.search("[百千万亿点]", written))):
        return None
    value = number_of(written) * SCALES.get(scale or "", 1) * (-1 if match["sign"] else 1)
    for sign in scale or "":
        value *= SIZES.get(sign, 1)
    if percent:
        return value, "个百分点" if "点" in percent or "point" in percent else percent if percent == "‰" else "%"
    return value, _CURRENCIES[currency] if currency else _unit(unit)


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text, in order."""
    plain, offsets = plain_with_offsets(_CIRCLED.sub(" ", text))
    found: list[Quantity] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(plain):
            reading = read(match)
            if reading:
                value, unit = reading
                start, end = offsets[match.start()], offsets[match.end() - 1] + 1
                percent = unit in ("%", "个百分点")
                found.append(Quantity(round(value, 6), unit, percent, text[start:end], start, end))
        plain = pattern.sub(lambda match: "\0" * len(match.group()), plain)
    return sorted(found, key=lambda quantity: quantity.start)


def _backs(said: Quantity, found: Quantity) -> bool:
    if said.unit in ("year", "month", "day"):
        held = [found.value] if found.unit == said.unit else []
        if found.unit == "date":
            held = [{"year": found.value // 10000, "month": found.value // 100, "day": found.value % 10000}[said.unit]]
        elif found.unit == "month" and said.unit == "year":
            held = [found.value // 100]
        return said.value in held
    same_unit = found.unit == said.unit or (not said.unit and found.unit not in _DATED)
    return (said.value, said.percent) == (found.value, found.percent) and same_unit


def backed_by(statement: str, evidence: Sequence[str], known: str = "") -> list[Quantity]:
    """Return the quantities of a statement that the quotes do not hold; none where all of them are backed.

    A year, a date or a document's number (5号) may also come from `known`: the title, number and proven dates of the
    cited document. So may a figure that is part of a name, as in 第十五个五年规划.
    """
    quoted = [quantity for quote in evidence for quantity in find_quantities(quote)]
    named = [quantity for quantity in find_quantities(known) if quantity.unit in _DATED]
    missing = [
        said
        for said in find_quantities(statement)
        if not any(_backs(said, found) for found in quoted)
        and not (said.unit in _DATED and any(_backs(said, found) for found in named))
    ]
    figures = set(figures_of(known.replace("-", " "))).union(*map(figures_of, evidence))
    for figure, (start, end) in figures_of(_CIRCLED.sub(" ", statement)).items():
        if figure not in figures and not any(q.start < end and start < q.end for q in missing):
            missing.append(Quantity(figure[0], "", figure[1], statement[start:end], start, end))
    return sorted(missing, key=lambda quantity: quantity.start)


_READERS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[float, str] | None]]] = [
    *((pattern, _date) for pattern in _DATES),
    (_FRACTION, _fraction),
    (_NAME, lambda _: None),
    (_NUMBER, _amount),
]

"""Figures and dates in the other language: 1.5万亿元 is 1.5 trillion yuan, 10 million kilowatts is 1000万千瓦."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vectorstore.numerals import SCALES, SIZES, WELL_FORMED, D, number_of

# Units and counting words of Chinese; an empty rendering is a counting word, which English leaves out.
_UNITS = {
    "元": "yuan", "人民币": "yuan", "美元": "US dollars", "欧元": "euros", "港元": "Hong Kong dollars", "人": "people",
    "名": "people", "人次": "person-times", "亩": "mu", "公里": "km", "千米": "km", "平方公里": "square kilometres",
    "平方米": "square metres", "立方米": "cubic metres", "公顷": "hectares", "吨": "tonnes", "斤": "jin", "公斤": "kg",
    "千瓦": "kW", "千瓦时": "kWh", "千伏安": "kVA", "标箱": "TEU", "年": "years", "个月": "months", "个工作日": "working days",
    "工作日": "working days", "日": "days", "天": "days", "小时": "hours", "个小时": "hours", "分钟": "minutes", "倍": "times",
    "个百分点": "percentage points", "%": "%", "‰": "‰", "户": "households", "元/人": "yuan per person",
    "元/月": "yuan per month", "元/年": "yuan per year", "元/平方米": "yuan per square metre", "元/台": "yuan per unit",
    "元/辆": "yuan per vehicle", "元/户": "yuan per household", "元/套": "yuan per unit", "元/人/月": "yuan per person per month",
    "微克/立方米": "micrograms per cubic metre", "岁": "(in years)",
    **dict.fromkeys(("个", "家", "项", "条", "件", "场", "所", "处", "座", "部", "支", "台", "套", "辆", "张", "间", "款", "种",
                     "栋", "例", "头", "只", "艘", "列", "门", "株", "宗", "套（间）", "套(间)", "台（套）", "台(套)"), ""),
}  # fmt: skip
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_SCALE = "万亿|亿|万|千(?!瓦|米|伏)|百"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = f"[{D}十百千]+"
_FIGURE = re.compile(
    rf"(?<![\d.])(?P<n>{_DIGITS})(?P<s>{_SCALE})?(?P<u>{_UNIT})?"
    rf"(?:(?:[-–—~～]{{1,2}}|至|到)(?P<n2>{_DIGITS})(?P<s2>{_SCALE})?(?P<u2>{_UNIT})?)?"
    rf"|百分之(?P<p>{_NUMERAL})|(?<![{D}十百千万亿第每])(?P<c>{_NUMERAL})(?P<cs>万)?(?P<cu>{_UNIT})(?!以上学)"
)
_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"
)  # fmt: skip
_STEPS = ((Decimal(10) ** 12, " trillion"), (Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million"))
_CHINESE_STEPS = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_ENGLISH_UNITS = {
    "%": r"%|per ?cent", "个百分点": "percentage points?", "元": "(?:yuan|RMB)", "美元": "US dollars?",
    "千瓦": "kilowatts?|kW", "千瓦时": "kilowatt[- ]hours?|kWh", "吨": "tons?|tonnes?", "公里": "kilomet(?:er|re)s?|km",
    "平方公里": "square kilomet(?:er|re)s?", "平方米": "square met(?:er|re)s?", "立方米": "cubic met(?:er|re)s?",
    "公顷": "hectares?", "亩": "mu", "人": "people|persons", "年": "years?", "个月": "months?", "个工作日": "working days?",
    "日": "days?", "小时": "hours?", "分钟": "minutes?", "倍": "times",
}  # fmt: skip
_ENGLISH_UNIT = "|".join(f"(?P<u{i}>{way})" for i, way in enumerate(_ENGLISH_UNITS.values()))
_ENGLISH_FIGURE = re.compile(
    rf"(?<![\w.,/-])(?:(?P<money>RMB|CNY|US\$|[$€]) ?)?(?P<n>{_DIGITS})(?: (?P<s>trillion|billion|million|thousand))?"
    rf"(?: ?(?:{_ENGLISH_UNIT})(?![a-z]))?(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
)
_MONEY = {"rmb": "元", "cny": "元", "us$": "美元", "$": "美元", "€": "欧元"}
_MONTH = "|".join(_MONTHS)
_ENGLISH_DATE = re.compile(
    rf"(?:(?P<m>{_MONTH}) (?P<d>\d{{1,2}}),? |(?P<d2>\d{{1,2}}) (?P<m2>{_MONTH}) |(?P<m3>{_MONTH}) )(?P<y>(?:19|20)\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class RenderedFigure:
    """A figure at [start, end) of a text, as the other language writes it.

    `unit` is the unit as the text has it, `one` says that the figure is a plain 1.
    """

    start: int
    end: int
    words: str
    unit: str
    one: bool = False

    @property
    def percent(self) -> bool:
        """Whether it is a share or a rate."""
        return self.unit in ("%", "‰", "个百分点")

    @property
    def counts(self) -> bool:
        """Whether it counts things, and does not measure them."""
        return _UNITS.get(self.unit) == "" and self.unit != ""


def figures_in_chinese(text: str) -> Iterator[RenderedFigure]:
    """The figures of a Chinese text in English, years and dates left out."""
    dates = [match.span() for match in _DATE.finditer(text)]
    for match in _FIGURE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in dates):
            continue
        found = _of_numeral(match) if match["p"] or match["c"] else _of_digits(match)
        if found:
            yield found


def _of_digits(match: re.Match[str]) -> RenderedFigure | None:
    scale, unit = match["s2"] or "", match["u2"] or ""
    if not match["n2"]:
        scale, unit = match["s"] or "", match["u"] or ""
        words = _english(match["n"], scale, unit)
    elif (match["s"] and match["s"] != match["s2"]) or (match["u"] and match["u"] != match["u2"]):
        return None
    else:
        own = match["s"] or scale
        sign = "%" if unit == "%" else ""
        words = f"{_english(match['n'], own, sign)} to {_english(match['n2'], scale, unit)}"
    return RenderedFigure(*match.span(), words, unit, match["n"] == "1" and not scale and not match["n2"])


def _of_numeral(match: re.Match[str]) -> RenderedFigure | None:
    numeral, unit = match["p"] or match["c"], "%" if match["p"] else match["cu"]
    if not WELL_FORMED.fullmatch(numeral) or (numeral == "一" and not match["p"]):
        return None
    words = _english(str(int(number_of(numeral))), match["cs"] or "", unit)
    return RenderedFigure(*match.span(), words, unit)


def _english(number: str, scale: str, unit: str) -> str:
    value = Decimal(number.replace(",", ""))
    for sign in scale:
        value *= Decimal(int(SIZES[sign]))
    size, word = next(((size, word) for size, word in _STEPS if value >= size), (Decimal(1), ""))
    written = f"{(value / size).normalize():,f}" + word
    name = _UNITS.get(unit, "")
    if value == 1 and name in ("years", "months", "days", "working days", "hours", "minutes", "people"):
        name = "person" if name == "people" else name[:-1]
    return written + ("" if unit in ("%", "‰") else " ") * bool(name) + name


def render_chinese_date(text: str) -> str | None:
    """A date, a month or a year in English: 2019年3月1日 is 1 March 2019."""
    match = _DATE.fullmatch(text)
    if not match or (match["m"] and not 1 <= int(match["m"]) <= 12):
        return None
    month = _MONTHS[int(match["m"]) - 1] if match["m"] else ""
    return " ".join(part for part in ((match["d"] or "").lstrip("0"), month, match["y"]) if part)


def figures_in_english(text: str) -> Iterator[RenderedFigure]:
    """The figures of an English text in Chinese, dates left out."""
    dates = [match.span() for match in _ENGLISH_DATE.finditer(text)]
    for match in _ENGLISH_FIGURE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in dates):
            continue
        named = next((unit for i, unit in enumerate(_ENGLISH_UNITS) if match[f"u{i}"]), "")
        if match["money"] and named:
            continue
        unit = _MONEY[match["money"].lower()] if match["money"] else named
        value = Decimal(match["n"].replace(",", "")) * Decimal(int(SCALES.get((match["s"] or "").lower(), 1)))
        yield RenderedFigure(*match.span(), chinese_number(value) + unit, unit, value == 1)


def chinese_number(value: Decimal) -> str:
    """A number as Chinese writes it: 1500000 is 150万."""
    size, word = next(((size, word) for size, word in _CHINESE_STEPS if value >= size), (Decimal(1), ""))
    shown = (value / size).normalize()
    exponent = shown.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        shown, word = value.normalize(), ""
    return f"{shown:f}{word}"


def english_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """The dates of an English text in Chinese: (start, end, 2019年3月1日)."""
    for match in _ENGLISH_DATE.finditer(text):
        month = _MONTHS.index((match["m"] or match["m2"] or match["m3"]).capitalize()) + 1
        day = match["d"] or match["d2"]
        yield *match.span(), f"{match['y']}年{month}月" + (f"{int(day)}日" if day else "")

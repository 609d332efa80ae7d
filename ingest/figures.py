"""The figures of a text with their units, as they are printed: 9800亿元, 4.5—5%, 2.5万套（间）, 百分之五, 35 million kW."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.units import PERCENT_IN_WORDS, bare, is_order, is_time
from vectorstore.numerals import D, value_of_numeral

_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.．]\d+)?)"
_TO = r"\s?(?:——|－－|--|[-－–—―─~～〜至到])\s?"
_SCALE = r"(?:[十百千]?万亿|[十百千]?[万亿]|[百千](?!瓦|米|克|卡|伏|赫|帕|焦))"
# units of measure, longest first where one begins another
_MEASURES = (
    "个百分点|百分点|微克/立方米|毫克/立方米|毫克/升|平方公里|平方千米|平方米|立方米|立方|平米|公里|千米|海里|毫米|厘米|公顷|公斤|千克|英里"
    "|吨标准煤|吨标煤|吨二氧化碳当量|标准煤|标准箱|标箱|千瓦时|兆瓦时|吉瓦时|千伏安|兆伏安|千瓦|兆瓦|吉瓦|太瓦|千伏|千赫|兆赫"
    "|美元|欧元|港元|日元|英镑|元人民币|人民币|人次|人天|人年|户次|家次|件次|场次|班次|批次|架次|车次|台次|标次|班列|学时|课时|学位|床位|工位"
    "|个工作日|个小时|个季度|工作日|小时|分钟|季度|个月|周岁|周年|台套|台组|套间|岁|斤|克|吨|亩|米|升|瓦|元|度|番|倍|成|分|年|月|天|日|周|秒|℃|分贝"
    "|方(?!面|式|案|向|便|位|法|针)|EFLOPS|EFlops|PFLOPS|TEU|TWh|GWh|MWh|kWh|GW|MW|kW|KW|P(?![a-zA-Z])|E(?![a-zA-Z])"
)
_CLASSIFIERS = (
    "[个家项条座处所台套辆艘架张件种批场次期届部集首册幅篇株棵头只羽尾匹峰口眼盏根块片栋幢层组对支队位宗笔班列车箱门盒瓶剂例床席款类级户名人间轮站孔页路起"
    "具枚颗发卷堂课节枝束把]"
)
# a noun that follows its number without a classifier: 18部门, 30场景
_NO_CLASSIFIER = (
    "(?!部门|部委|家庭|人才|人口|个体|场景|期间|年度|年间|年代|年末|级别|类型|园区|村庄|片区|区域|县域|市场|站点|院校|校区|店铺|厂房|路线"
    "|发展|市级|省级|县级|位于|起降|对应|成以|批准|分钟|级联|集群|种子)"
)
_BASE = rf"(?:{_MEASURES}|{_NO_CLASSIFIER}{_CLASSIFIERS})"
_BRACKETED = (
    r"(?:[（(](?:[个台套间件辆处所家户项条座名部人段口根栋幢]|人次|套间)(?:、[个台套间件辆处所家户项条座名])*[）)])?"
)
_PER = rf"(?:\s?[/／]\s?每?(?:[百千万]{{0,2}}{_BASE}|[\u4e00-\u9fff]{{1,3}}))*"
_UNIT = rf"(?:{_SCALE}?(?:[%％‰]|{_BASE}{_BRACKETED}{_PER})|{_SCALE})"
_ENGLISH_SCALE = r"(?:trillion|billion|million|thousand|hundred)"
_ENGLISH_BASE = (
    r"(?:percent(?:age points?)?|per cent|%|(?:standard )?(?:metric )?tons?(?: of standard coal)?|tonnes?|kilowatt[- ]?hours?|kilowatts?|megawatts?|gigawatts?"
    r"|kWh|MWh|GWh|kW|KW|MW|GW|yuan|RMB|CNY|US dollars?|dollars?|euros?|(?:square |cubic )?(?:kilo)?met(?:er|re)s?|hectares?|acres?|mu|km2?|people|persons?"
    r"|households?|years?|months?|days?|hours?|minutes?|times|units?|sets?|items?|beds?)\b"
)
_FIGURE = re.compile(
    rf"(?<![\d.．A-Za-z/])(?P<low>{_NUMBER})(?:\s?(?P<inner>{_UNIT})?{_TO}(?P<high>{_NUMBER}))?\s?(?P<more>[多余几]?)(?P<unit>{_UNIT})"
)
_FOREIGN = re.compile(
    rf"(?<![\d.A-Za-z/])(?P<currency>(?:US|HK)?[$€¥£]\s?|(?:RMB|CNY|USD)\s?)?(?P<low>{_NUMBER})(?:\s?(?:%|percent)?{_TO.replace('到', '').replace('至', '|to')}(?P<high>{_NUMBER}))?"
    rf"[\s-]?(?P<unit>(?:{_ENGLISH_SCALE}\s)?{_ENGLISH_BASE}|{_ENGLISH_SCALE}\b)?",
)
_TIMES = re.compile(r"翻(?P<times>[一两]|1|2)(?P<unit>番)")
_PART = re.compile(r"(?:一半|三分之[一二]|四分之[一三])(?=以上|左右|[，。；、]|$)")
_SCALE_ALONE = re.compile(r"(?<=[过破达到超])(?P<low>[百千万]|十万|百万|千万)(?P<unit>亿(?:美)?元|[万亿](?:美)?元)")
# a ratio without a unit: 收入比缩小到2.3以内
_RATIO = re.compile(r"(?<=[到至达为在])\s?(?P<value>\d+\.\d+)(?=以内|以下|以上|左右|\s?[，。；、]|$)")
_NUMERAL = rf"[{D}十百千万亿]+(?:点[{D}]+)?"
_PERCENT = re.compile(
    rf"(?P<unit>{PERCENT_IN_WORDS})(?P<low>{_NUMERAL})(?:{_TO}(?:{PERCENT_IN_WORDS})?(?P<high>{_NUMERAL}))?"
)
_WRITTEN = re.compile(
    rf"(?<![第之届逢周年月点〇○{D}十百千万亿])(?P<low>{_NUMERAL})(?:{_TO}(?P<high>{_NUMERAL}))?(?P<more>[多余]?)(?P<unit>{_UNIT})"
)
_SCALED = re.compile(rf"(?P<value>[{D}十百千点]+)(?P<scale>万亿|[万亿])")
# numerals that name or number what they stand before: 四十条, 十一次全会, 二十四节气
_NAMING = frozenset("条 次 项 部 节 字 号 章 道 面 角 方 大 国 强".split())
_POINTS = ("个百分点", "百分点", "倍")
_TWO_DIGITS = 10
_CHINESE = re.compile("[\u3400-\u9fff]")
_YEAR = re.compile(r"(?:19|20|21)\d\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and its unit as printed; of a range, both ends with a hyphen between ("4.5-5").

    `start` and `end` are character offsets of the whole, unit included.
    """

    value: str
    unit: str | None
    start: int
    end: int


def find_figures(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """The figures of a text between two offsets, in order; dates and years are none."""
    stop = len(text) if end is None else end
    if is_english(text, start, stop):
        return [_foreign(match) for match in _FOREIGN.finditer(text, start, stop) if match["unit"] or match["currency"]]
    return sorted(_chinese(text, start, stop), key=lambda figure: figure.start)


def is_english(text: str, start: int, stop: int) -> bool:
    """Whether a stretch of text holds no Chinese."""
    return _CHINESE.search(text, start, stop) is None


def _chinese(text: str, start: int, stop: int) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text, start, stop):
        low, high, unit = match.group("low", "high", "unit")
        if unit in ("月", "日") or (unit in ("年", "届") and _YEAR.fullmatch(high or low)):
            continue
        if high and not match["inner"] and _YEAR.fullmatch(low) and _YEAR.fullmatch(high):
            continue
        yield Figure(f"{low}-{high}" if high else low, unit, match.start(), match.end())
    yield from _in_numerals(text, start, stop)
    for match in _TIMES.finditer(text, start, stop):
        yield Figure(match["times"], match["unit"], match.start("times"), match.end())
    for match in _PART.finditer(text, start, stop):
        yield Figure(match.group(), None, match.start(), match.end())
    for match in _SCALE_ALONE.finditer(text, start, stop):
        yield Figure(match["low"], match["unit"], match.start(), match.end())
    for match in _RATIO.finditer(text, start, stop):
        yield Figure(match["value"], None, match.start("value"), match.end())


def _in_numerals(text: str, start: int, stop: int) -> Iterator[Figure]:
    """The figures in Chinese numerals; of small numbers only shares and multiples, for 三个方面 is no quantity."""
    for match in _PERCENT.finditer(text, start, stop):
        low, high = match.group("low", "high")
        if value_of_numeral(low) is not None and value_of_numeral(high or low) is not None:
            yield Figure(f"{low}-{high}" if high else low, match["unit"], match.start(), match.end())
    for match in _WRITTEN.finditer(text, start, stop):
        low, high, unit = match.group("low", "high", "unit")
        last = high or low
        number = value_of_numeral(last)
        if number is None or last == "百" or value_of_numeral(low) is None:
            continue
        if is_time(unit) or is_order(unit) or bare(unit) in _NAMING:
            continue
        if number < _TWO_DIGITS and unit not in _POINTS and unit == bare(unit):
            continue
        if (scaled := _SCALED.fullmatch(last)) and not match["more"]:
            # 五百亿元 has its scale in the unit, as 500亿元 has
            last, unit = scaled["value"], scaled["scale"] + unit
            low = low.removesuffix(scaled["scale"])
        yield Figure(f"{low}-{last}" if high else last, unit, match.start(), match.end())


def _foreign(match: re.Match[str]) -> Figure:
    low, high = match.group("low", "high")
    unit = " ".join(part for part in ((match["unit"] or "").strip(), (match["currency"] or "").strip()) if part)
    return Figure(f"{low}-{high}" if high else low, unit or None, match.start(), match.end())

"""A scripted hostile model: of a true sentence it makes statements that are false in one known way, and faithful ones.

Works on plain text with patterns of its own, and asks nothing of what it tests: what it makes false is false by the
way in which it was made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_NUMBER = re.compile(r"(?<![\d.,A-Za-z])\d+(?:,\d{3})*(?:\.\d+)?(?![\d.,]*\d|[A-Za-z])")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|\b)")
_ZH_DIGITS = "零一二三四五六七八九"
REGIONS = {
    "zh": ("江苏省", "四川省", "福建省", "宁夏回族自治区", "深圳市"),
    "en": ("Jiangsu", "Sichuan", "Fujian", "Ningxia", "Shenzhen"),
}
_INVENTED = {
    "zh": (
        "并将对所有参与企业免除三年的企业所得税",
        "同时允许企业无需审批直接开工建设",
        "由外资银行承担全部费用",
        "优先保障大型商场的用电需要",
    ),
    "en": (
        "and every participating company is freed from income tax",
        "and no licence is needed to begin construction",
        "with foreign banks bearing all of the costs",
        "and shopping malls come first in the supply of electricity",
    ),
}
_TITLES = {
    "zh": "根据《跨境产业振兴与安全保障条例》，",
    "en": "According to the “Regulations on Cross-border Industrial Revival”, ",
}
_SWAPS: dict[str, list[tuple[str, str, str]]] = {
    "zh": [
        ("unit", "亿元", "万元"),
        ("unit", "万元", "亿元"),
        ("unit", "万元", "万美元"),
        ("unit", "亿元", "亿美元"),
        ("unit", "万人", "人"),
        ("unit", "公里", "米"),
        ("unit", "工作日", "个月"),
        ("unit", "万千瓦", "万千瓦时"),
        ("unit", "吨", "千克"),
        ("point", "个百分点", "%"),
        ("point", "%", "个百分点"),
        ("bound", "以上", "以下"),
        ("bound", "不低于", "不高于"),
        ("bound", "不超过", "不低于"),
        ("bound", "不超过", ""),
        ("bound", "最高", "最低"),
        ("bound", "最高", ""),
        ("bound", "至少", "至多"),
        ("direction", "增长", "下降"),
        ("direction", "下降", "增长"),
        ("direction", "提高", "降低"),
        ("negation", "支持", "不支持"),
        ("negation", "给予", "不给予"),
        ("negation", "可以", "不可以"),
        ("negation", "不得", "可以"),
        ("negation", "应当", "不应当"),
        ("negation", "达到", "未达到"),
        ("negation", "实现", "未实现"),
        ("negation", "增长", "没有增长"),
        ("negation", "新增", "不再新增"),
        ("duty", "应当", "可以"),
        ("duty", "可以", "必须"),
        ("done", "力争", "已经"),
        ("done", "达到", "已经达到了"),
        ("scope", "城镇", "农村"),
        ("scope", "全省", "全国"),
        ("scope", "全市", "全国"),
        ("scope", "人均", ""),
        ("scope", "规模以上", ""),
        ("scope", "年均", ""),
        ("scope", "累计", "每年"),
        ("scope", "进口", "出口"),
        ("scope", "出口", "进口"),
        ("who", "中小企业", "大型企业"),
        ("who", "企业", "个人"),
        ("who", "地区生产总值", "财政收入"),
        ("who", "工业增加值", "地区生产总值"),
        ("who", "固定资产投资", "社会消费品零售总额"),
        ("who", "新能源汽车", "燃油汽车"),
        ("who", "人工智能", "生物医药"),
        ("exception", "除外", ""),
    ],
    "en": [
        ("unit", " billion", " million"),
        ("unit", " million", " billion"),
        ("unit", " trillion", " billion"),
        ("unit", " yuan", " US dollars"),
        ("unit", "RMB", "USD"),
        ("unit", " days", " months"),
        ("unit", " tons", " kilograms"),
        ("point", " percent", " percentage points"),
        ("point", "%", " percentage points"),
        ("point", " percentage points", " percent"),
        ("bound", "at least", "at most"),
        ("bound", "more than", "less than"),
        ("bound", "over ", "under "),
        ("bound", "up to ", ""),
        ("bound", "not exceeding", "at least"),
        ("bound", "no more than", "no less than"),
        ("bound", "maximum", "minimum"),
        ("direction", "increase", "decrease"),
        ("direction", "growth", "decline"),
        ("direction", "reduce", "raise"),
        ("direction", "grow", "fall"),
        ("negation", " will ", " will not "),
        ("negation", " should ", " should not "),
        ("negation", " shall ", " shall not "),
        ("negation", " may ", " may not "),
        ("negation", " is ", " is not "),
        ("negation", " are ", " are not "),
        ("negation", " not ", " "),
        ("duty", " shall ", " may "),
        ("duty", " may ", " must "),
        ("done", " will reach ", " has reached "),
        ("done", " should reach ", " reached "),
        ("scope", "urban", "rural"),
        ("scope", "per capita ", ""),
        ("scope", "import", "export"),
        ("scope", "export", "import"),
        ("scope", "annual average ", ""),
        ("who", "small and medium-sized enterprises", "large enterprises"),
        ("who", "enterprises", "individuals"),
        ("who", "GDP", "fiscal revenue"),
        ("who", "industry", "agriculture"),
        ("who", "artificial intelligence", "biomedicine"),
        ("who", "foreign", "domestic"),
    ],
}
_RANGE = re.compile(r"(?<![\d-])(\d+(?:\.\d+)?)(%?)\s?[-—–~～至到]+\s?(\d+(?:\.\d+)?)(?=%|个|万|亿|元|年|天|日|家| )")
_ABOUT = re.compile(r"左右|大约|约(?=\d)|approximately |about (?=\d)|around (?=\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that the model writes: how it was made, the statement, a quote or none, and whether its key exists."""

    kind: str
    statement: str
    quote: str | None = None
    keyed: bool = True


def false_lines(
    sentence: str, others: list[str], language: str, region: str, known: str, rng: random.Random
) -> Iterator[Line]:
    """False statements made of a true sentence.

    `others` are other sentences of its passage, `region` is its document's, `known` its title and headings, which may
    name another region.
    """
    yield from _figures_changed(sentence, rng)
    yield from _words_changed(sentence, language)
    yield from _figures_swapped(sentence)
    yield from _subjects_swapped(sentence, language)
    yield from _placed_and_dated(sentence, language, region, known, rng)
    end = re.sub(r"[。.；;，,]+$", "", sentence)
    comma = "，" if language == "zh" else ", "
    yield Line("untrue half", f"{end}{comma}{rng.choice(_INVENTED[language])}")
    yield Line("made-up title", _TITLES[language] + sentence)
    yield Line("unknown key", sentence, keyed=False)
    yield Line("link", f"{end} https://example.com/apply")
    yield Line("markup", f"<b>{end}</b>")
    yield Line("markdown link", f"[{end}](http://example.com)")
    for other in others[:1]:
        yield Line("joined quotes", sentence, quote=sentence[: len(sentence) // 2] + other[len(other) // 2 :])
    if len(sentence) > 24:
        yield Line("ellipsis", sentence, quote=f"{sentence[:8]}……{sentence[-8:]}")
        yield Line("ellipsis", sentence, quote=f"{sentence[:10]}...{sentence[-8:]}")
        yield Line("altered quote", sentence, quote=sentence[: len(sentence) // 2] + sentence[len(sentence) // 2 + 2 :])


def faithful_lines(sentence: str, language: str, region: str) -> Iterator[Line]:
    """True statements: the sentence itself, a clause of it that says something alone, and harmless other ways to put it."""
    end = re.sub(r"[。.；;，,]+$", "", sentence)
    yield Line("verbatim", end)
    yield Line("verbatim, quoted", end, quote=end)
    if _ABOUT.search(sentence):
        yield Line("approximately dropped", _ABOUT.sub("", end))
    if language == "zh":
        if region and region not in sentence:
            yield Line("region named", f"{region}：{end}")
        numerals = re.sub(r"(?<![\d.〔])([1-9])(\.[0-9])?%", lambda m: f"百分之{_zh(m[1], m[2])}", end)
        if numerals != end:
            yield Line("numerals", numerals)
        larger = re.sub(r"(?<![\d.])([1-9])000亿元", r"\g<1>千亿元", end)
        if larger != end:
            yield Line("other scale", larger)
    else:
        worded = re.sub(r"(\d)%", r"\1 percent", end)
        if worded != end:
            yield Line("percent in words", worded)
        if region and region not in sentence:
            yield Line("region named", f"In {region}, {end}")


def clause_of(sentence: str, language: str) -> str | None:
    """A clause of a listing sentence that stands alone: a subject, a verb and its figure."""
    for clause in re.split(r"[，；。]" if language == "zh" else r"[;,](?!\d)", sentence):
        if _NUMBER.search(clause) and re.search(
            r"[\u4e00-\u9fff]{4,}(?:增长|达到|下降|突破)\D{0,3}\d|^[^\d]{12,} (?:will|to|should) ", clause
        ):
            return clause.strip()
    return None


def _figures_changed(sentence: str, rng: random.Random) -> Iterator[Line]:
    for match in list(_NUMBER.finditer(sentence))[:4]:
        number = match[0]
        at = rng.choice([i for i, c in enumerate(number) if c.isdigit()])
        digit = rng.choice([d for d in "123456789" if d != number[at]])
        kind = "year" if _YEAR.match(sentence, match.start()) else "digit"
        changed = number[:at] + digit + number[at + 1 :]
        if kind == "year":
            changed = str(int(number) + rng.choice([-2, -1, 1, 3]))
        yield Line(kind, sentence[: match.start()] + changed + sentence[match.end() :])
        if kind == "digit" and re.fullmatch(r"[1-9](\.\d)?", number) and sentence[match.end() : match.end() + 1] == "%":
            wrong = str(int(number[0]) % 9 + 1)
            words = f"百分之{_zh(wrong, number[1:] or None)}"
            yield Line("numerals", sentence[: match.start()] + words + sentence[match.end() + 1 :])
    for match in list(re.finditer(r"[二三四五六七八九](?=[个项十百千万亿大条批类])", sentence))[:2]:
        wrong = _ZH_DIGITS[_ZH_DIGITS.index(match[0]) % 9 + 1]
        yield Line("numerals", sentence[: match.start()] + wrong + sentence[match.end() :])
    if match := _RANGE.search(sentence):
        yield Line(
            "range cut",
            sentence[: match.start()]
            + match[1]
            + match[2]
            + sentence[match.end() :].removeprefix("%" if match[2] else ""),
        )
        yield Line("range cut", sentence[: match.start()] + match[3] + sentence[match.end() :])


def _words_changed(sentence: str, language: str) -> Iterator[Line]:
    for kind, old, new in _SWAPS[language]:
        twice = not new and kind == "bound" and "最高" in sentence and "不超过" in sentence
        planned = re.search(r"力争|目标|计划|到20|will |should |target", sentence)
        if (
            old in sentence
            and not (new and new in sentence and old in new)
            and (kind != "done" or planned)
            and not twice
        ):
            yield Line(kind, sentence.replace(old, new, 1))


def _figures_swapped(sentence: str) -> Iterator[Line]:
    found = [m for m in _NUMBER.finditer(sentence) if not _YEAR.match(sentence, m.start())]
    for one, two in pairwise(found):
        if one[0] != two[0]:
            yield Line(
                "swapped figures",
                sentence[: one.start()] + two[0] + sentence[one.end() : two.start()] + one[0] + sentence[two.end() :],
            )


def _subjects_swapped(sentence: str, language: str) -> Iterator[Line]:
    """The subject of one clause with the figure of the next: X grows by 5 %, Y by 7 % → X grows by 7 %."""
    if language != "zh":
        return
    pattern = re.compile(
        r"([\u4e00-\u9fff]{3,14}?)(增长|下降|达到|突破|新增)(\d[\d.]*(?:%|万|亿|个百分点)[\u4e00-\u9fff]{0,2})"
    )
    found = list(pattern.finditer(sentence))
    for one, two in pairwise(found):
        if one[3] != two[3] and one[1] != two[1]:
            yield Line("swapped indicator", f"{one[1]}{two[2]}{two[3]}")
            yield Line("swapped indicator", f"{two[1]}{one[2]}{one[3]}")


def _placed_and_dated(sentence: str, language: str, region: str, known: str, rng: random.Random) -> Iterator[Line]:
    other = rng.choice([name for name in REGIONS[language] if name[:2] not in region + sentence + known])
    if region and region in sentence:
        yield Line("region", sentence.replace(region, other))
    elif language == "zh":
        yield Line("region", f"{other}{sentence}")
        yield Line("region", f"{other}提出，{sentence}")
    else:
        yield Line("region", f"In {other}, {sentence[:1].lower()}{sentence[1:]}")
    if not _YEAR.search(sentence) and _NUMBER.search(sentence):
        yield Line("year", f"到2041年，{sentence}" if language == "zh" else f"By 2041, {sentence}")


def _zh(whole: str, part: str | None) -> str:
    return _ZH_DIGITS[int(whole)] + (f"点{_ZH_DIGITS[int(part[1])]}" if part else "")

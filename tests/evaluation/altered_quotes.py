"""Quotes that no longer say what was written: every way to falsify one, for a verifier that must let none pass."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from bot.sentences import split_clauses

Alter = Callable[[str, random.Random], Iterator[str]]

_PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "unit": (
        ("万", "亿"), ("亿元", "万元"), ("千瓦", "兆瓦"), ("公里", "米"), ("吨", "公斤"), ("平方米", "亩"), ("元", "美元"),
        ("million", "billion"), ("billion", "million"), ("yuan", "dollars"), ("tons", "kg"), ("km", "m"), ("GW", "MW"),
    ),
    "percent and percentage point": (
        ("个百分点", "%"), ("百分点", "%"), ("%", "个百分点"), ("percentage points", "percent"), (" percent", " percentage points"),
    ),
    "negation dropped": (
        ("不得", ""), ("不", ""), ("未", ""), ("无", ""), ("非", ""), ("禁止", "允许"), ("除外", ""), ("没有", "有"),
        (" not ", " "), (" no ", " "), ("shall not", "shall"), (" unless ", " if "), (" without ", " with "), ("non-", ""),
    ),
    "bound": (
        ("以上", "以下"), ("不低于", "不高于"), ("不超过", "超过"), ("最高", "最低"), ("至少", "至多"), ("增长", "下降"),
        ("提高", "降低"), ("应当", "可以"), ("以内", "以外"), ("左右", ""), ("before", "after"), ("at least", "at most"),
        ("more than", "less than"), ("increase", "decrease"), ("shall", "may"), ("and", "or"), ("或者", "和"),
    ),
    "date": (
        ("年底", "年初"), ("上半年", "下半年"), ("之前", "之后"), ("以前", "以后"), ("一季度", "三季度"), ("今年", "去年"),
        ("January", "June"), ("May", "March"), ("December", "October"), ("September", "November"), ("July", "August"),
    ),
    "region swapped": (
        ("北京", "上海"), ("上海", "重庆"), ("浙江", "江苏"), ("江苏", "浙江"), ("山东", "山西"), ("河南", "河北"), ("湖北", "湖南"),
        ("广东", "广西"), ("海南", "云南"), ("安徽", "四川"), ("全省", "全市"), ("全市", "全县"), ("国家", "省"),
        ("Beijing", "Shanghai"), ("Shanghai", "Shenzhen"), ("Guangdong", "Guangxi"), ("China", "Japan"), ("national", "local"),
    ),
}  # fmt: skip
_NUMERALS = "一二三四五六七八九"
_RANGE = re.compile(r"(\d[\d.]*%?)(\s*[-–—~～至到]+\s*)(\d[\d.]*%?)")
_DAY = re.compile(r"(\d{1,2})(月|日)")
_REGION_OR_VERB = re.compile(
    r"(?<=[\u4e00-\u9fff])(?=(?:应|得|予|享受|适用|超过|低于|符合|属于|实施|开展|给予|支持|包括|增加))"
)


def alterations(quote: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Every (kind, altered quote) that a quote allows."""
    for kind, pairs in _PAIRS.items():
        yield from ((kind, _once(quote, old, new, rng)) for old, new in pairs if old in quote)
    for kind, alter in _ALTERATIONS.items():
        yield from ((kind, altered) for altered in alter(quote, rng))


def cuts(quote: str) -> Iterator[tuple[str, str, str]]:
    """(kind, what is left of a quote when something that decides is cut off its edge, what it was cut from)."""
    for match in re.finditer(r"\d[\d.,]*\d", quote):
        yield "number cut at its start", quote[match.start() + 1 :].lstrip(".,"), quote[match.start() :]
        yield "number cut at its end", quote[: match.end() - 1].rstrip(".,"), quote[: match.end()]
    for match in re.finditer(r"\d\s?(?:[万亿]元|[万亿]|(?:m|b)illion)", quote):
        yield "scale cut off", quote[: match.start() + 1], quote[: match.end()]
    for match in re.finditer(r"(\d\s?[万亿]?)(?:千瓦|平方|美元|[元人户家吨亩])", quote):
        yield "unit cut off", quote[: match.end(1)], quote[: match.end()]
    for match in _RANGE.finditer(quote):
        yield "range cut in two", quote[match.start(3) :], quote[match.start() :]
        yield "range cut in two", quote[: match.end(1)], quote[: match.end()]
    for match in re.finditer(r"不得|禁止|未经|不|非|(?:shall|may|do|does|is|are|must) not |cannot |(?<= )no ", quote):
        yield "negation cut off", quote[match.end() :], quote[match.start() :]
    for match in re.finditer(r"[，,（(][^，。；,（(]{0,25}除外", quote):
        yield "exception cut off", quote[: match.start()], quote[: match.end()]
    for match in re.finditer(rf"[{_NUMERALS}]?十[{_NUMERALS}]", quote):
        yield "Chinese numeral cut in two", quote[match.end() - 1 :], quote[match.start() :]


def _once(quote: str, old: str, new: str, rng: random.Random) -> str:
    """One place, any of them, changed."""
    at = rng.choice([match.start() for match in re.finditer(re.escape(old), quote)])
    return quote[:at] + new + quote[at + len(old) :]


def _digit(quote: str, rng: random.Random) -> Iterator[str]:
    for at in _some(re.finditer(r"\d", quote), rng):
        yield quote[:at] + _other(quote[at], rng) + quote[at + 1 :]
        yield quote[:at] + quote[at + 1 :]
        yield quote[: at + 1] + "0" + quote[at + 1 :]


def _wide_digit(quote: str, rng: random.Random) -> Iterator[str]:
    for at in _some(re.finditer(r"\d", quote), rng):
        yield quote[:at] + chr(ord(_other(quote[at], rng)) + 0xFEE0) + quote[at + 1 :]


def _point(quote: str, rng: random.Random) -> Iterator[str]:
    for at in _some(re.finditer(r"(?<=\d)[.,](?=\d)", quote), rng):
        yield quote[:at] + quote[at + 1 :] if quote[at] == "." else quote[:at] + "." + quote[at + 1 :]
    for at in _some(re.finditer(r"(?<=\d)(?=\d)", quote), rng):
        yield quote[:at] + " " + quote[at:]


def _numeral(quote: str, rng: random.Random) -> Iterator[str]:
    for at in _some(re.finditer(f"[{_NUMERALS}]", quote), rng):
        yield quote[:at] + rng.choice(_NUMERALS.replace(quote[at], "")) + quote[at + 1 :]


def _range(quote: str, rng: random.Random) -> Iterator[str]:
    for match in _RANGE.finditer(quote):
        low, sign, high = match.groups()
        yield from (quote[: match.start()] + way + quote[match.end() :] for way in (high + sign + low, low, high))


def _date(quote: str, rng: random.Random) -> Iterator[str]:
    for match in _DAY.finditer(quote):
        yield quote[: match.start()] + str(int(match[1]) % 12 + 1) + match[2] + quote[match.end() :]


def _negation(quote: str, rng: random.Random) -> Iterator[str]:
    for at in _some(_REGION_OR_VERB.finditer(quote), rng):
        yield quote[:at] + "不" + quote[at:]
    for match in re.finditer(r"\b(?:shall|may|will|must|is|are|can) ", quote):
        yield quote[: match.end()] + "not " + quote[match.end() :]


def _order(quote: str, rng: random.Random) -> Iterator[str]:
    clauses = [quote[span.start : span.end] for span in split_clauses(quote)]
    if len(clauses) > 1:
        comma = "，" if "，" in quote else ", "
        yield comma.join(reversed(clauses))
        yield comma.join([*clauses[1:], clauses[0]])
        if len(clauses) > 2:
            yield comma.join([clauses[0], clauses[-1]])


def _gap(quote: str, rng: random.Random) -> Iterator[str]:
    low, high = len(quote) // 3, len(quote) * 2 // 3
    yield from (quote[:low] + mark + quote[high:] for mark in ("……", "…", "...", " [...] ", ""))


def _some(matches: Iterator[re.Match[str]], rng: random.Random) -> list[int]:
    """At most two of the places."""
    places = [match.start() for match in matches]
    return rng.sample(places, min(2, len(places)))


def _other(digit: str, rng: random.Random) -> str:
    return str((int(digit) + rng.randint(1, 9)) % 10)


_ALTERATIONS: dict[str, Alter] = {
    "digit": _digit,
    "digit of another value in full width": _wide_digit,
    "decimal point or a space in a number": _point,
    "Chinese numeral": _numeral,
    "range ends": _range,
    "date": _date,
    "negation added": _negation,
    "order": _order,
    "ellipsis or gap": _gap,
}

"""What a question asks for, as far as searching goes: regions, years, its kind, and what earlier questions add."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vectorstore.brief_names import with_full_names
from vectorstore.follow_ups import added_words, stands_alone, with_places, with_time, with_topic
from vectorstore.passage import language_of
from vectorstore.region_table import region_table
from vectorstore.regions import COUNTRY, Region, RegionMention, find_regions, within
from vectorstore.tokens import fold, query_words, simplified


class QueryKind(StrEnum):
    """What shape of answer a question wants."""

    FACT = "fact"
    LIST = "list"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched; `only` and `exclude` name documents.

    Of a follow-up, `text` is what it means after the question before; `added` are the words that it brings itself, and
    `apart` is the same question with no more than the place and the time of the one before, where it can stand so.
    """

    text: str
    language: str
    kind: QueryKind = QueryKind.FACT
    regions: tuple[Region, ...] = ()
    years: tuple[int, ...] = ()
    only: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    followed_up: bool = False
    added: str = ""
    apart: str = ""


_LIST = re.compile(
    r"(哪些|哪几个?|有哪|那些)[^，。？?]{0,4}(省|市|地区|地方|区域|城市|自治区|直辖|报告|文件|政策|条例|法规)|(省|市|省份|城市|地区|地方)[^，。？?]{0,12}(有哪些|哪些|有谁|是哪几)"
    r"|各(省|地|市).{0,40}(哪些|谁)"
    r"|\b(which|what|list)\b[^?.]{0,30}\b(provinces|provincial|regions|cities|municipalities|places|reports|documents|"
    r"governments|policies|regulations)\b",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"比一比|对比|相比|比较|哪个(更|高|大|多|快|低|少)|谁(更|的?.{0,6}(高|大|多|快|低|少))|差(多少|几)|分别|各是|各(有|为)|一样吗"
    r"|\b(compare[ds]?|comparison|versus|vs\.?|difference|bigger|higher|larger|more|lower|faster|both)\b",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"^(那么?|还有|要是|如果|若|and|what (about|if)|how about|ok(ay)?\b)|呢[？?]?$|^(又|再)|\b(that|those|these|it|its|they|them|same)\b"
    r"|这(个|些|钱|项|条)?|那(个|些|项|条)|该|它|同样|上述|前面",
    re.IGNORECASE,
)
# What asks for places, or about the whole country, is not narrowed to the place that was spoken of before.
_EVERYWHERE = re.compile(
    r"(哪些|哪几?个|有哪|各)[^，。？?]{0,4}(省|市|地区|地方|区域)|(省|市|省份|城市|地区|地方)[^，。？?]{0,12}(有哪些|哪些|有谁|是哪几)|全国"
    r"|\b(which|what)\b[^?.]{0,30}\b(provinces|regions|cities|municipalities|places|governments)\b|\bnationwide\b",
    re.IGNORECASE,
)
_NATIONAL = re.compile(r"国家(?!级)|全国|中央|\b(national|nationwide|central government)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|(?<!\d)([12]\d)年")
_RELATIVE = (
    (re.compile(r"今年|本年|\bthis year\b", re.IGNORECASE), 0),
    (re.compile(r"去年|上年|\blast year\b", re.IGNORECASE), -1),
    (re.compile(r"明年|\bnext year\b", re.IGNORECASE), 1),
)
# Where goods, firms and money go: 去德国参展, exports to Germany. What is wanted is said at home.
_DEALING = "参展|参会|出口|进口|投资|贸易|合作|交流|市场|展[会览销]|博览|设厂|建厂|招商|销售|经营|留学|务工|班列|航线|丝绸之路|丝路|通道"
_TOWARDS = re.compile(r"(?:赴|去|到|往|对|向|与|同|跟|和|开拓|打入|拓展|出口|进入|经|[—－–-])$")
_DEALT_WITH = re.compile(rf"[^，。；？?]{{0,12}}(?:{_DEALING})")
_LISTED = re.compile(r"\s*(?:[、，,]|和|与|及|或|,? and|,? or)?\s*(?:the )?")
_TOWARDS_ENGLISH = re.compile(
    r"\b(?:export|import|invest|exhibit|trad|ship|sell|cooperat|expand|travel|trips?)\w*\b[^.?,;]{0,25}\b(?:to|in|into|with|from) (?:the )?$",
    re.IGNORECASE,
)
_BEFORE = 60
# An elliptic question of at most this many telling words borrows the wording of the one before it.
_FEW_WORDS = 2


def understand(text: str, history: Sequence[tuple[str, str]] = (), as_of: dt.date | None = None) -> Query:
    """Read a question, with the person's earlier ones (`history` holds (role, text) pairs)."""
    as_of = as_of or dt.date.today()
    query = _alone(simplified(text), as_of)
    before: Query | None = None
    for role, earlier in history:
        if role == "user":
            before = _joined(_alone(simplified(earlier), as_of), before, as_of)
    return _joined(query, before, as_of)


def _alone(text: str, as_of: dt.date) -> Query:
    regions = tuple({mention.region.code: mention.region for mention in _asked_of(text)}.values())
    if len(regions) == 1 and _NATIONAL.search(text) and _COMPARE.search(text):
        regions = (region_table().regions[COUNTRY], *regions)  # the country's rule beside a place's
    kind = QueryKind.FACT
    if _LIST.search(text):
        kind = QueryKind.LIST
    elif (len(regions) > 1 and _COMPARE.search(text)) or len(regions) > 2:
        kind = QueryKind.COMPARE
    return Query(text.strip(), language_of(text), kind, regions, years_of(text, as_of))


def _joined(query: Query, before: Query | None, as_of: dt.date) -> Query:
    """A question as it is meant after another."""
    if before is None:
        return query
    if not query.regions and before.regions:
        query = _alone(with_full_names(query.text, before.regions), as_of)
    words = added_words(query.text, _asked_of(query.text))
    telling = [word for word in query_words(words) if not word.isdigit()]
    everywhere = _EVERYWHERE.search(query.text) is not None
    if (query.regions or everywhere) and _ELLIPTIC.search(query.text) is None and len(telling) > _FEW_WORDS:
        return query
    own = tuple(region for region in query.regions if not _holds_another(region, query.regions))
    places = own or (() if everywhere else before.regions)
    earlier = without_places(before.text) if everywhere else before.text
    if own:
        earlier = with_places(earlier, _asked_of(earlier), own, before.language)
    years = query.years or before.years
    if telling and not _YEAR.search(fold(query.text)):
        # "this year" may be said of what an earlier year's document rules
        years = tuple(dict.fromkeys((*query.years, *before.years)))
    alone = stands_alone(query.text, words)
    text = f"{earlier} {query.text}" if alone else with_topic(earlier, query.text, words)
    if not telling:
        text = with_time(earlier, query.text)
    kind = query.kind if text.endswith(query.text) else _alone(text, as_of).kind
    names = " ".join(region.called(query.language) for region in places)
    return replace(
        query,
        text=text,
        kind=QueryKind.COMPARE if len(own) > 1 else kind,
        regions=places,
        years=years,
        followed_up=True,
        added=words if telling else "",
        apart=" ".join([names, *map(str, years), words]).strip() if alone else "",
    )


def _holds_another(region: Region, regions: Sequence[Region]) -> bool:
    return any(other != region and within(other, region) for other in regions)


def parts_of(query: Query) -> list[Query]:
    """A comparison as one question a region."""
    rest = without_places(query.text)
    names = [region.called(query.language) for region in query.regions]
    return [
        replace(query, text=f"{name} {rest}", regions=(region,), kind=QueryKind.FACT)
        for name, region in zip(names, query.regions, strict=True)
    ]


def without_places(text: str) -> str:
    """A text without the regions that it asks of."""
    places = {(mention.start, mention.end) for mention in _asked_of(text)}
    for start, end in sorted(places, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _asked_of(text: str) -> list[RegionMention]:
    """The regions whose documents are asked for: not the whole country, nor one abroad that is only dealt with."""
    asked: list[RegionMention] = []
    dealt_with_up_to = -1
    for mention in sorted(find_regions(text), key=lambda found: found.start):
        if mention.region.is_abroad:
            listed = _LISTED.fullmatch(text, dealt_with_up_to, mention.start) if dealt_with_up_to >= 0 else None
            if listed or _is_dealt_with(text, mention):
                dealt_with_up_to = mention.end
                continue
        if mention.region.code != COUNTRY:
            asked.append(mention)
    return asked


def _is_dealt_with(text: str, mention: RegionMention) -> bool:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if towards := _TOWARDS.search(before):
        # 浙江与日本的投资目标 asks of both, 浙江与日本合作 of one
        of_both = towards.group() in tuple("与同跟和") and text.startswith("的", mention.end)
        return not of_both and _DEALT_WITH.match(text, mention.end) is not None
    return _TOWARDS_ENGLISH.search(before) is not None


def years_of(text: str, as_of: dt.date) -> tuple[int, ...]:
    """The years a question names, 今年 and "this year" among them, in order."""
    found = [int(match[1]) if match[1] else 2000 + int(match[2]) for match in _YEAR.finditer(fold(text))]
    found += [as_of.year + shift for pattern, shift in _RELATIVE if pattern.search(text)]
    return tuple(dict.fromkeys(found))

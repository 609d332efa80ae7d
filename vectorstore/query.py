"""What a question asks for, as far as searching goes: places, years, issuers and more, its kind, what was said before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from vectorstore.asked_regions import find_asked_regions, without_places
from vectorstore.brief_names import with_full_names
from vectorstore.counts import as_list, is_count
from vectorstore.filters import Filters
from vectorstore.follow_ups import added_words, stands_alone, with_places, with_time, with_topic
from vectorstore.industries import named_industries
from vectorstore.instruments import asked_instruments
from vectorstore.issuers import find_issuers
from vectorstore.kinds import QueryKind, compares, kind_of
from vectorstore.nested_regions import without_holders
from vectorstore.overviews import is_bare_topic, topic_of
from vectorstore.passage import language_of
from vectorstore.record import DocumentRecord
from vectorstore.region_table import region_table
from vectorstore.regions import COUNTRY, Region, within
from vectorstore.tokens import fold, query_words, simplified


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for, and in what.

    Of a follow-up, `text` is what it means after the question before; `added` are the words that it brings itself, and
    `apart` is the same question with no more than the place and the time of the one before, where it can stand so.

    Regions, years and issuers, industries and instruments are what the words ask for; `gives_out` are the issuers of
    whose documents one is meant. `filters`, `only` and `exclude` (names of documents) are what may be searched, on the
    day `as_of`.
    """

    text: str
    language: str
    kind: QueryKind = QueryKind.FACT
    regions: tuple[Region, ...] = ()
    years: tuple[int, ...] = ()
    issuers: tuple[str, ...] = ()
    gives_out: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    only: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    as_of: dt.date = field(default_factory=dt.date.today)
    followed_up: bool = False
    added: str = ""
    apart: str = ""
    counted: bool = False  # a list of which the number is asked for

    @property
    def inferred(self) -> Filters:
        """What was understood of the words, as filters."""
        regions = tuple(region.name for region in self.regions)
        return Filters(regions, self.industries, self.years, self.instruments, self.issuers)

    @property
    def is_limited(self) -> bool:
        """Whether some documents may not be searched."""
        return self.only is not None or bool(self.exclude) or bool(self.filters)

    def may_search(self, record: DocumentRecord) -> bool:
        """Whether a document may be searched."""
        name = record.document
        named = name not in self.exclude and (self.only is None or name in self.only)
        return named and self.filters.admit(record, self.as_of)


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
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)年?|(?<!\d)([12]\d)年")
_RELATIVE = (
    (re.compile(r"今年|本年|\bthis year\b", re.IGNORECASE), 0),
    (re.compile(r"去年|上年|\blast year\b", re.IGNORECASE), -1),
    (re.compile(r"明年|\bnext year\b", re.IGNORECASE), 1),
)
# An elliptic question of at most this many telling words borrows the wording of the one before it.
_FEW_WORDS = 2


def understand(
    text: str,
    history: Sequence[tuple[str, str]] = (),
    as_of: dt.date | None = None,
    without: Filters | None = None,
    issuers: Collection[str] = (),
) -> Query:
    """Read a question, with the person's earlier ones (`history` holds (role, text) pairs).

    `without` is what shall not be inferred; `issuers` are the bodies whose documents there are, by their own names.
    """
    as_of, without = as_of or dt.date.today(), without or Filters()
    query = _alone(simplified(text), as_of, without)
    before: Query | None = None
    for role, earlier in history:
        if role == "user":
            before = _joined(_alone(simplified(earlier), as_of, without), before, without)
    query = _joined(query, before, without)
    if query.kind is QueryKind.FACT and before is None and is_bare_topic(query.text):
        query = replace(query, kind=QueryKind.OVERVIEW)
    return _with_subjects(query, without, issuers)


def reworded(text: str, without: Filters, as_of: dt.date) -> str:
    """A question without the words by which it names regions and years that shall not be inferred."""
    places: dict[tuple[int, int], list[bool]] = {}
    for mention in find_asked_regions(text):
        places.setdefault((mention.start, mention.end), []).append(mention.region.name in without.regions)
    years = {(start, end): [year in without.years] for year, start, end in _find_years(text, as_of)}
    for (start, end), left_out in sorted((places | years).items(), reverse=True):
        if all(left_out):
            text = f"{text[:start]} {text[end:]}"
    return text.strip()


def _alone(text: str, as_of: dt.date, without: Filters) -> Query:
    language = language_of(text)
    if without:
        text = reworded(text, without, as_of)
    asked = [mention for mention in find_asked_regions(text) if mention.region.name not in without.regions]
    apart = without_holders(text, asked)
    kind, counted = kind_of(text, apart), is_count(text)
    # 福州长乐 is one place to compare, and what either says may answer for it.
    mentions = apart if kind is QueryKind.COMPARE else asked
    regions = tuple({mention.region.code: mention.region for mention in mentions}.values())
    if len(regions) == 1 and kind is QueryKind.FACT and _NATIONAL.search(text) and compares(text):
        regions = (region_table().regions[COUNTRY], *regions)  # the country's rule beside a place's
        kind = QueryKind.COMPARE
    text = topic_of(text) if kind is QueryKind.OVERVIEW else as_list(text) if counted else text
    years = tuple(year for year in years_of(text, as_of) if year not in without.years)
    return Query(text.strip(), language, kind, regions, years, as_of=as_of, counted=counted)


def _with_subjects(query: Query, without: Filters, known: Collection[str]) -> Query:
    """A question with the issuers, industries and instruments that it names."""
    mentions = [mention for mention in find_issuers(query.text, known) if mention.text not in without.issuers]
    rest = query.text
    for mention in reversed(mentions):  # a body's field (商务局, 生态环境部) is no industry that is asked about
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return replace(
        query,
        issuers=tuple(dict.fromkeys(mention.text for mention in mentions)),
        gives_out=tuple(dict.fromkeys(mention.text for mention in mentions if mention.gives_out)),
        industries=tuple(name for name in named_industries(rest) if name not in without.industries),
        instruments=tuple(name for name in asked_instruments(rest) if name not in without.instruments),
    )


def _joined(query: Query, before: Query | None, without: Filters) -> Query:
    """A question as it is meant after another."""
    if before is None:
        return query
    if not query.regions and before.regions:
        query = _alone(with_full_names(query.text, before.regions), query.as_of, without)
    words = added_words(query.text, find_asked_regions(query.text))
    telling = [word for word in query_words(words) if not word.isdigit()]
    everywhere = _EVERYWHERE.search(query.text) is not None
    if (query.regions or everywhere) and _ELLIPTIC.search(query.text) is None and len(telling) > _FEW_WORDS:
        return query
    own = tuple(region for region in query.regions if not _holds_another(region, query.regions))
    places = own or (() if everywhere else before.regions)
    earlier = without_places(before.text) if everywhere else before.text
    if own:
        earlier = with_places(earlier, find_asked_regions(earlier), own, before.language)
    years = query.years or before.years
    if telling and not _YEAR.search(fold(query.text)):
        # "this year" may be said of what an earlier year's document rules
        years = tuple(dict.fromkeys((*query.years, *before.years)))
    alone = stands_alone(query.text, words)
    text = f"{earlier} {query.text}" if alone else with_topic(earlier, query.text, words)
    if not telling:
        text = with_time(earlier, query.text)
    kind = query.kind if text.endswith(query.text) else _alone(text, query.as_of, without).kind
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


def years_of(text: str, as_of: dt.date) -> tuple[int, ...]:
    """The years a question names, 今年 and "this year" among them, in order."""
    return tuple(dict.fromkeys(year for year, _, _ in _find_years(fold(text), as_of)))


def _find_years(text: str, as_of: dt.date) -> Iterator[tuple[int, int, int]]:
    """Each year that a text names, with where it stands."""
    yield from _find_numbered_years(text)
    for pattern, shift in _RELATIVE:
        yield from ((as_of.year + shift, match.start(), match.end()) for match in pattern.finditer(text))


def named_years(text: str) -> tuple[int, ...]:
    """The years that a text names by their numbers, in order."""
    return tuple(dict.fromkeys(year for year, _, _ in _find_numbered_years(fold(text))))


def _find_numbered_years(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _YEAR.finditer(text):
        yield int(match[1]) if match[1] else 2000 + int(match[2]), match.start(), match.end()

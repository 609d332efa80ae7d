"""Whether what was found answers the question: constraints first, then how much of the question it speaks of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extracts import Extract
from bot.found import Found
from bot.signs import signs_of
from bot.terms import Term
from vectorstore.issuers import is_issued_by
from vectorstore.kinds import QueryKind
from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.regions import COUNTRY, Region, find_regions, is_of, within
from vectorstore.scope import own_region, own_years
from vectorstore.target_index import TargetIndex
from vectorstore.tokens import fold
from vectorstore.wish import wish_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The year of a report, and not of what it tells.
_OF_A_REPORT = re.compile(r"(?:19|20)\d\d年?[^，。？?]{0,16}报告|(?:19|20)\d\d[^.?]{0,40}\breports?\b", re.IGNORECASE)
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")  # as in a table's 海 口 市
_RULES = {"law", "regulation", "measures"}
_UNMET = 0.4  # of the confidence, where a constraint of the question is not met
ENOUGH = 0.5  # an answer is given where it is at least as likely


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether extracts answer a question, how surely (0 to 1), and what is missing where they do not."""

    extracts: tuple[Extract, ...]
    confidence: float
    missing: str | None = None
    proofs: tuple[Extract, ...] = ()  # what proves whether the documents that are asked about are in force
    binding: bool = False  # they are rules of what holds the region that is asked about

    @property
    def enough(self) -> bool:
        """Whether there is an answer."""
        return bool(self.extracts or self.proofs) and self.confidence >= ENOUGH


def judge(found: Found, extracts: Sequence[Extract], targets: TargetIndex) -> Judgement:
    """Keep the extracts that meet the question's constraints, and say how surely they answer it.

    Where no place that the question names has an answer of its own, the rules of the province or the country that bind
    it may have one.
    """
    query, records = found.asked.query, found.records
    own = _judge(found, [e for e in extracts if _is_of(e, records, query.regions)], extracts, targets)
    if own.enough or not query.regions:
        return own
    rules = [e for e in extracts if any(binds(records[e.passage.document], region) for region in query.regions)]
    above = _judge(found, rules, rules, targets)
    return replace(above, binding=True) if above.enough else own


def _judge(found: Found, kept: Sequence[Extract], all_: Sequence[Extract], targets: TargetIndex) -> Judgement:
    """The same, of the extracts that are of the question's regions."""
    records, terms = found.records, found.asked.terms
    query, as_of = found.asked.query, found.asked.question.as_of
    wish = wish_of(query.text)
    to_come = wish.target and not wish.past
    in_year = [e for e in kept if meets_years(e, records[e.passage.document], query, as_of, targets)]
    aimed = [e for e in in_year if not (to_come and looks_back(e, targets))]
    issued = [e for e in aimed if not query.gives_out or _is_given_out(e, records, query.gives_out)]
    named = [e for e in issued if _has_names(terms, e, records)]
    left = (("region", kept), ("year", in_year), ("target", aimed), ("issuer", issued), ("name", named))
    missing = next((what for what, extracts in left if not extracts), None)
    # The first is what the answer would say first; where a constraint is not met, still how near it comes.
    first = next(iter(named or issued or aimed or in_year or kept or all_), None)
    likely = signs_of(query, terms, found.hits, first, targets).probability if first else 0.0
    return Judgement(tuple(named), _UNMET * likely if missing else likely, missing if all_ else None)


def _is_of(extract: Extract, records: dict[str, DocumentRecord], regions: Sequence[Region]) -> bool:
    return not regions or any(answers_for(extract, records, region) for region in regions)


def binds(record: DocumentRecord, region: Region) -> bool:
    """Whether a document is a rule of what holds a region: of its province, or of the country."""
    own = own_region(record)
    is_above = own is not None and own.code != region.code and within(region, own)
    return is_above and record.kind in _RULES


def concerns(extract: Extract, records: dict[str, DocumentRecord], region: Region) -> bool:
    """Whether an extract speaks of a region: its document is of it (or of a part), or title, headings or words name it."""
    record = records[extract.passage.document]
    own = own_region(record)
    if is_of(own, region) or region.code == COUNTRY:
        return is_of(own, region)
    words = _BLANK.sub("", f"{record.title}\n{extract.passage.section}\n{extract.text}")
    return any(within(mention.region, region) for mention in find_regions(words))


def answers_for(extract: Extract, records: dict[str, DocumentRecord], region: Region) -> bool:
    """Whether an extract may answer a question about a region: as `concerns`, but what other places say of one abroad.

    A province that speaks of a country in passing does not tell what holds there; a document with it in its title may.
    """
    record = records[extract.passage.document]
    own = own_region(record)
    if not region.is_abroad or own is None or within(own, region):
        return concerns(extract, records, region)
    return any(within(mention.region, region) for mention in find_regions(record.title))


def looks_back(extract: Extract, targets: TargetIndex) -> bool:
    """Whether an extract tells what was reached, and sets no target."""
    said = targets.commitments.get(extract.passage.document)
    return said is not None and said.looks_back(extract.start, extract.end)


def meets_years(extract: Extract, record: DocumentRecord, query: Query, as_of: dt.date, targets: TargetIndex) -> bool:
    """Whether an extract may be about the years that a question names.

    A year to come must stand in the extract or its headings. A year up to now may also be the document's own, unless
    the extract names another year and not this one. Where a report looks back, it is about the year before its own.
    """
    if not query.years:
        return True
    words = f"{extract.passage.section} {extract.text}"
    if any(str(year) in words for year in query.years):
        return True
    own = own_years(record)
    said = targets.commitments.get(record.document)
    of_reports = query.kind is QueryKind.LIST or _OF_A_REPORT.search(query.text) is not None
    if record.kind == "report" and said is not None and said.reviews and not of_reports:
        back = looks_back(extract, targets)
        own = {year - back for year in own}
        told = own
    else:  # a report tells, one knows not where, what the year before has brought
        told = own | {year - 1 for year in own} if record.kind == "report" else own
    elsewhere = {int(year) for year in _YEAR.findall(extract.text)} - own
    return not elsewhere and any(year <= as_of.year and year in told for year in query.years)


def _is_given_out(extract: Extract, records: dict[str, DocumentRecord], issuers: Sequence[str]) -> bool:
    """Whether a document is one of these bodies'; of unknown issuers, whether it names one of them."""
    record = records[extract.passage.document]
    words = fold(f"{record.title} {extract.passage.section} {extract.passage.text}")
    return any(is_issued_by(record, name) or (not record.issuers and fold(name) in words) for name in issuers)


def _has_names(terms: Sequence[Term], extract: Extract, records: dict[str, DocumentRecord]) -> bool:
    """Whether the passage, or its document's title, knows most of the proper names of a question."""
    record = records[extract.passage.document]
    words = fold(f"{record.title} {extract.passage.section} {extract.passage.text} {' '.join(record.issuers)}")
    names = [term for term in terms if term.name]
    return sum(term.stands_in(words) for term in names) * 2 >= len(names)

"""Whether what was found answers the question: constraints first, then how much of the question it speaks of."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.extracts import Extract
from bot.found import Found
from bot.terms import Term
from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.regions import Region, find_regions, region_of, within
from vectorstore.tokens import fold

# Set by hand on the development questions and the samples'; a logistic fit of "the document is a right one" on the same
# features made as many mistakes. An answer is given where the probability is at least ENOUGH.
_BASE, _WEIGHTS = -4.0, (3.0, 3.0, 0.3)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether extracts answer a question, how surely (0 to 1), and what is missing where they do not."""

    extracts: tuple[Extract, ...]
    confidence: float
    missing: str | None = None

    @property
    def enough(self) -> bool:
        """Whether there is an answer."""
        return bool(self.extracts) and self.confidence >= ENOUGH


def judge(found: Found, extracts: Sequence[Extract]) -> Judgement:
    """Keep the extracts that meet the question's constraints, and say how surely they answer it."""
    query, records = found.asked.query, found.records
    kept = [e for e in extracts if not query.regions or any(answers_for(e, records, r) for r in query.regions)]
    if query.regions and not kept:
        return Judgement((), 0.0, "region")
    in_year = [e for e in kept if meets_years(e, records[e.passage.document], query, found.asked.question.as_of)]
    if query.years and not in_year:
        return Judgement((), 0.0, "year")
    named = [e for e in in_year if not missing_names(found.asked.terms, e, records)]
    if not named:
        return Judgement((), 0.0, "name")
    # The first is what the answer will say first.
    scores = {hit.passage.id: hit.score for hit in found.hits}
    return Judgement(tuple(named), _probability(named[0], scores.get(named[0].passage.id, 0.0)))


def concerns(extract: Extract, records: dict[str, DocumentRecord], region: Region) -> bool:
    """Whether an extract speaks of a region: its document is of it (or of a part), or title, headings or words name it."""
    record = records[extract.passage.document]
    own = region_of(record.region_code or "") or region_of(record.region or "")
    if own is not None and within(own, region):
        return True
    words = f"{record.title}\n{extract.passage.section}\n{extract.text}"
    return any(within(mention.region, region) for mention in find_regions(words))


def answers_for(extract: Extract, records: dict[str, DocumentRecord], region: Region) -> bool:
    """Whether an extract may answer a question about a region: as `concerns`, but what other places say of one abroad.

    A province that speaks of a country in passing does not tell what holds there; a document with it in its title may.
    """
    record = records[extract.passage.document]
    own = region_of(record.region_code or "") or region_of(record.region or "")
    if not region.is_abroad or own is None or within(own, region):
        return concerns(extract, records, region)
    return any(within(mention.region, region) for mention in find_regions(record.title))


def meets_years(extract: Extract, record: DocumentRecord, query: Query, as_of: dt.date) -> bool:
    """Whether an extract may be about the years that a question names.

    A year to come must stand in the extract or its headings. A year up to now may also be the document's own, unless
    the extract names another year and not this one.
    """
    if not query.years:
        return True
    words = f"{extract.passage.section} {extract.text}"
    if any(str(year) in words for year in query.years):
        return True
    own = {day.year for day in (record.issued_on, record.written_on, record.in_force_from) if day}
    own |= {int(year) for year in _YEAR.findall(record.title)}
    elsewhere = {int(year) for year in _YEAR.findall(extract.text)} - own
    return not elsewhere and any(year <= as_of.year and year in own for year in query.years)


def missing_names(terms: Sequence[Term], extract: Extract, records: dict[str, DocumentRecord]) -> list[str]:
    """The proper names of a question that neither the passage nor its document's title knows."""
    record = records[extract.passage.document]
    words = fold(f"{record.title} {extract.passage.section} {extract.passage.text} {' '.join(record.issuers)}")
    return [term.forms[0] for term in terms if term.name and not term.stands_in(words)]


def _probability(extract: Extract, hit_score: float) -> float:
    """How much of the question the extract speaks of, with and without its headings, and how well it was found."""
    features = (extract.coverage, extract.own_coverage, min(max(hit_score, 0.0), 12.0))
    logit = _BASE + sum(w * x for w, x in zip(_WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-logit))

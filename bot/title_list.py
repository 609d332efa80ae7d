"""List questions for documents by what they are: regulations on a topic, of the places asked for, by their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.extracts import Extract, spans_of
from bot.found import Found
from bot.terms import Term, lookable, quoted
from bot.topics import puts_question
from vectorstore.asked_regions import without_places
from vectorstore.catalogue import Catalogue
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.regions import within
from vectorstore.scope import in_scope, own_region
from vectorstore.tokens import LIST_WORDS, fold

# The kinds of documents by the words that ask for them and end their titles.
_KINDS = tuple(
    (re.compile(asked, re.IGNORECASE), titles)
    for asked, titles in (
        (r"实施细则|implementing rules", ("实施细则", "细则", "implementing rules")),
        (r"条例|法规|\b(?:regulations?|ordinances?)\b", ("条例", "regulation", "ordinance")),
        (r"规定|\brules\b", ("规定", "rules", "provisions")),
        (r"办法|\bmeasures\b", ("办法", "measures")),
        (r"规划|\bplans\b", ("规划", "plan")),
        (r"行动计划|\baction plans\b", ("行动计划", "行动方案", "action plan")),
        (r"实施方案|方案", ("方案",)),
        (r"指导意见|意见|\bopinions\b|\bguidelines\b", ("意见", "opinions", "guideline")),
        (r"若干措施|措施", ("措施",)),
        (r"通知|\bnotices\b", ("通知", "notice")),
    )
)
# Where something is said in documents, it is not their titles that are asked for.
_SAYS = re.compile(
    r"提[到及出了]|[谈写讲说][到了进明]|点名|涉及|规定了|要求|允许|明确|把|将"
    r"|\b(?:mention|speak|talk|say|refer|bring up|require|allow|provide|set|state|prohibit|ban)\w*\b"
)
_HEAVY = 0.2  # of the heaviest: a title says little, and each of its words counts
_REMARK = re.compile(r"[（(][^（()）]*[）)]")


def find_titled(found: Found, library: Library) -> list[Extract] | None:
    """The title of each document that is asked for; None where the question is not for documents by their titles.

    Of a document in several versions the latest counts. Measures and plans may also be told of in other documents:
    where no title is theirs, the question was not for titles.
    """
    query = found.asked.query
    text = fold(without_places(query.text))
    kinds = [titles for asked, titles in _KINDS if asked.search(text)]
    topics = _topics(found.asked.terms, query, [word for titles in kinds for word in titles])
    if not kinds or not topics or _SAYS.search(text):
        return None
    latest: dict[tuple[str | None, str], DocumentRecord] = {}
    for record in found.records.values():
        if not _may_be_listed(record, found) or not _is_titled(record, kinds, topics):
            continue
        key = (record.region_code, _REMARK.sub("", fold(record.title)))
        if key not in latest or _age(record) > _age(latest[key]):
            latest[key] = record
    titles = [_title_of(record, library.catalogue) for record in latest.values()]
    listed = [title for title in titles if title]
    return listed if listed or any("条例" in titles for titles in kinds) else None


def _topics(terms: Sequence[Term], query: Query, kinds: Sequence[str]) -> list[Term]:
    """What the titles must speak of."""
    marked = [Term((form,), 1.0) for form in quoted(query.text)]
    bare = _REMARK.sub("", fold(query.text))
    known = [
        term
        for term in lookable(terms, query.language, "zh")
        if term.stands_in(bare)
        and not puts_question(term)
        and not any(form in LIST_WORDS or form in kinds for form in term.forms)
    ]
    heaviest = max((term.weight for term in known), default=0.0)
    return marked or [term for term in known if term.weight >= _HEAVY * heaviest]


def _may_be_listed(record: DocumentRecord, found: Found) -> bool:
    query, own = found.asked.query, own_region(record)
    if record.searched_as or record.status == "failed" or not found.may_search(record.document):
        return False
    if query.years and not any(str(year) in record.title for year in query.years):
        return False
    if query.regions and (own is None or not any(within(own, region) for region in query.regions)):
        return False
    return in_scope(record, query)


def _is_titled(record: DocumentRecord, kinds: Sequence[Sequence[str]], topics: Sequence[Term]) -> bool:
    title = fold(record.title)
    return any(word in title for titles in kinds for word in titles) and all(t.stands_in(title) for t in topics)


def _age(record: DocumentRecord) -> tuple[str, str]:
    days = [day.isoformat() for day in (record.in_force_from, record.issued_on, record.written_on) if day]
    return max(days, default=""), record.document


def _title_of(record: DocumentRecord, catalogue: Catalogue) -> Extract | None:
    """The title as it stands in the text, else the first sentence."""
    passages = catalogue.passages_of(record.document)
    for passage in passages[:3]:
        at = passage.text.find(record.title)
        if at >= 0:
            return _extract(passage, at, at + len(record.title))
    return next((_extract(passage, s.start, s.end) for passage in passages for s in spans_of(passage)), None)


def _extract(passage: Passage, start: int, end: int) -> Extract:
    return Extract(passage, passage.start + start, passage.start + end, passage.text[start:end])

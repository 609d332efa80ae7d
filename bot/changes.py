"""Answers to what has changed: an amendment's own sentences, or two versions of a document article by article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.amendments import amendments
from bot.answer import Answer, AnswerStatus, Note, NoteKind, Row, Statement, Table
from bot.choosing import say_the_same
from bot.citations import CitationList
from bot.extracts import Extract
from bot.found import Found
from bot.quantities import find_quantities
from bot.revisions import Change, Clause, compare_versions
from bot.source_notes import notes_on
from bot.terms import Term, coverage, lookable
from bot.version_pairs import VersionPair, pair_asked_about
from bot.wording import say
from vectorstore.asked_regions import without_places
from vectorstore.kinds import QueryKind
from vectorstore.library import Library
from vectorstore.tokens import fold, query_words
from vectorstore.wish import wish_of

_FURTHER = 2.0  # how far below the best amendment, in the score of a logit, a further one may fall
_AMENDMENTS = 4
_ROWS, _NEW, _GONE = 6, 3, 2
_NEARLY = 0.6  # of what the change that fits the question best has of its words
_COMMON = 3  # changes; what so many have is a word that was replaced throughout
# What such a question is put with, and every revision has.
_OF_THE_QUESTION = re.compile(
    r"修[订改正]|[旧老新原]版?|版本?|变[化动更]|改动?|调整|[区差]别|不同|条例|办法|规定|细则|条款?|内容|相?比|哪|主要|具体|地方"
    r"|revis\w+|version\w*|old|new|chang\w+|amend\w+|previous|earlier|differ\w*|compar\w+|regulations?|measures|rules?|provisions?|main"
)


def changes(found: Found, library: Library) -> Answer | None:
    """The answer to a question for what has changed; None where nothing in the library tells, or it asks something else."""
    query = found.asked.query
    wish = wish_of(query.text)
    if not wish.change or query.kind is QueryKind.COMPARE:
        return None
    pair = pair_asked_about(found, library)
    if pair is not None and pair.named:
        return _compared(pair, found, library) or _amended(found, library)
    # What became of a figure is told by the figures of two years, not by what was laid down.
    if query.kind is QueryKind.LIST or wish.target or wish.growth:
        return None
    return _amended(found, library) or (_compared(pair, found, library) if pair else None)


def _amended(found: Found, library: Library) -> Answer | None:
    """The sentences that say what is changed; None where none of them answers."""
    judgement = amendments(found, library)
    if not judgement.enough or judgement.binding:
        return None
    chosen: list[Extract] = []
    for extract in judgement.extracts:
        if len(chosen) == _AMENDMENTS or extract.score < judgement.extracts[0].score - _FURTHER:
            break
        if not any(say_the_same(extract.text, other.text) for other in chosen):
            chosen.append(extract)
    citations = CitationList(found.records, found.asked.question.as_of)
    answer = found.answer(AnswerStatus.ANSWERED, judgement.confidence)
    answer = replace(
        answer, statements=tuple(citations.statement(extract) for extract in chosen), citations=citations.all()
    )
    return replace(answer, notes=notes_on(answer, found))


def _compared(pair: VersionPair, found: Found, library: Library) -> Answer | None:
    """What one version has otherwise than the other; None where the two cannot be compared."""
    passages = library.catalogue.passages_of
    all_ = compare_versions(passages(pair.old.document), passages(pair.new.document))
    if not all_:
        return None
    language = found.asked.query.language
    ranked = _ranked(all_, _sought(found, pair), _said(found, pair))
    changed = _first(ranked, _ROWS, lambda c: bool(c.before and c.after))
    new = _first(ranked, _NEW, lambda c: not c.before)
    gone = _first(ranked, _GONE, lambda c: not c.after)
    citations = CitationList(found.records, found.asked.question.as_of)
    statements: list[Statement] = []
    notes: list[Note] = []
    for name, kind in (("added", new), ("removed", gone)):
        for change in kind:
            side = change.after or change.before
            statements.append(_statement(change.extracts(side), citations))
            notes.append(Note(NoteKind.DIFFERENCE, say(name, language), statements[-1].citations[0]))
    rows = tuple(_row(change, citations) for change in changed)
    columns = tuple(say(name, language) for name in ("column_article", "column_before", "column_after"))
    answer = replace(
        found.answer(AnswerStatus.ANSWERED, pair.confidence),
        statements=tuple(statements),
        table=Table(columns, rows) if rows else None,
        citations=citations.all(),
    )
    told = Note(NoteKind.DIFFERENCE, _told(pair, all_, len(rows) + len(statements), language))
    return replace(answer, notes=(*notes, told, *notes_on(answer, found)))


def _row(change: Change, citations: CitationList) -> Row:
    """A change as a row: what the place is called, the old words, the new words."""
    before = _statement(change.extracts(change.before), citations)
    after = _statement(change.extracts(change.after), citations)
    label = change.label
    # A name with a figure in it needs its quote; 第八条 has none.
    named = citations.statement(label) if label and re.search(r"\d", label.text) else None
    name = named or Statement(label.text if label else "", ())
    return Row(change.after[0].extract.passage.document, (name, before, after))


def _statement(extracts: Sequence[Extract], citations: CitationList) -> Statement:
    said = [citations.statement(extract) for extract in extracts]
    numbers = tuple(dict.fromkeys(number for statement in said for number in statement.citations))
    return Statement(" ".join(statement.text for statement in said), numbers)


def _sought(found: Found, pair: VersionPair) -> list[Term]:
    """What the question asks about within the document: its words but the document's name and how it is put."""
    title = fold(f"{pair.new.title} {pair.new.region or ''}")
    return [
        term
        for term in lookable(found.asked.terms, found.asked.query.language, pair.new.language)
        if not term.is_generic
        and not term.stands_in(title)
        and not any(_OF_THE_QUESTION.fullmatch(form) for form in term.forms)
    ]


def _said(found: Found, pair: VersionPair) -> list[str]:
    """The question's own words for that; none in another language."""
    query = found.asked.query
    if query.language != pair.new.language:
        return []
    rest = _OF_THE_QUESTION.sub(" ", fold(without_places(query.text)))
    title = fold(pair.new.title)
    return [word for word in query_words(rest) if len(word) > 1 and not word.isdigit() and word not in title]


def _ranked(all_: Sequence[Change], sought: Sequence[Term], words: Sequence[str]) -> list[Change]:
    """The changes that speak of what is sought, where any does; the weightiest first: other figures, many other words."""
    said = {
        id(change): coverage(sought, text) + sum(word in text for word in words) / max(1, len(words))
        for change in all_
        for text in [change.text]
    }
    best = max(said.values(), default=0.0)
    kept = [change for change in all_ if said[id(change)] >= _NEARLY * best]
    differing = {id(change): _differing(change) for change in all_}
    common = Counter(mark for marks in differing.values() for mark in marks)

    def weight(change: Change) -> tuple[float, bool, int]:
        own = sum(common[mark] < _COMMON for mark in differing[id(change)])
        return said[id(change)], _figures(change.before) != _figures(change.after), own

    return sorted(kept, key=weight, reverse=True)


def _differing(change: Change) -> frozenset[str]:
    before, after = (frozenset().union(*(c.marks for c in side)) for side in (change.before, change.after))
    return before ^ after


def _figures(clauses: Sequence[Clause]) -> set[tuple[object, object]]:
    return {(q.value, q.unit) for clause in clauses for q in find_quantities(clause.extract.text)}


def _first(ranked: Sequence[Change], count: int, holds: Callable[[Change], bool]) -> list[Change]:
    """The first changes of a kind, in the document's order."""
    chosen = [change for change in ranked if holds(change)][:count]
    return sorted(chosen, key=lambda change: (change.after or change.before)[0].extract.start)


def _told(pair: VersionPair, all_: Sequence[Change], shown: int, language: str) -> str:
    """What was compared, how many changes there are, and how many of them are shown."""
    return say(
        "compared_versions" if shown == len(all_) else "compared_in_part", language, title=pair.new.title,
        old=pair.called(pair.old), new=pair.called(pair.new), count=len(all_), shown=shown,
        changed=sum(bool(c.before and c.after) for c in all_), added=sum(not c.before for c in all_),
        removed=sum(not c.after for c in all_),
    )  # fmt: skip

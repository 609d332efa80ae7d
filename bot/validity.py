"""What proves whether the documents that a question asks about are in force, and what a reader must know of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from bot.answer import Note, NoteKind
from bot.extracts import Extract, spans_of
from bot.found import Found
from bot.quotes import find_quote
from bot.source_notes import dated_title, ended_note, said_to_end, status_note
from bot.standing import Standing, standings
from bot.wording import say
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord

_MOST = 4  # extracts that prove
_BY_ITSELF = ("in_force_from", "in_force_until", "validity")
_BY_ANOTHER = ("validity", "superseded_by")
_FIGURES = re.compile(r"\d+")
# how a text says from when, or until when, it is in force itself
_FORCE = re.compile(
    r"(?:自|从)[^，。；]{2,24}(?:施行|实施|执行|生效|试行|实行)|有效期(?:限)?(?:为|至|到|截|[\d一二三四五六七八九十])"
    r"|(?i:\b(?:take|come|enter)s? (?:effect|into (?:force|effect))|\beffective (?:from|as of|on)|\bvalid (?:until|for))"
)
# the same, said of the text itself
_OF_ITSELF = re.compile(
    r"(?:本|以上|上述)[\u4e00-\u9fff]{1,12}(?:自|从)[^，。；]{2,24}(?:施行|实施|执行|生效|试行|实行)"
    r"|(?:本[\u4e00-\u9fff]{1,12}|，)有效期(?:限)?(?:为|至|到|截|[\d一二三四五六七八九十])"
    r"|(?i:\bth(?:is|ese) [^.,;]{3,40}\b(?:take|come|enter)s? (?:effect|into (?:force|effect)))"
)


def proving_extracts(found: Found, library: Library) -> list[Extract]:
    """The sentences that say from when, until when and whether the documents that are asked about are in force."""
    kept: list[Extract] = []
    for standing in standings(found):
        for extract in _proofs(standing, found, library):
            if not any(extract.overlaps(other) or extract.text == other.text for other in kept):
                kept.append(extract)
    return kept[:_MOST]


def adds_to_proofs(extract: Extract, proofs: Sequence[Extract]) -> bool:
    """Whether an extract of the same documents has a figure of the kind asked for, or a day, that the proofs lack."""
    if extract.passage.document not in {proof.passage.document for proof in proofs}:
        return False
    if not (extract.features.unit > 0 or _FORCE.search(extract.text)):
        return False
    return not set(_FIGURES.findall(extract.text)) <= set(_FIGURES.findall(" ".join(e.text for e in proofs)))


def validity_notes(found: Found) -> tuple[Note, ...]:
    """What the catalogue knows of the documents that are asked about, and what has ended or will end them."""
    asked = standings(found)
    titles = [standing.record.title for standing in asked if standing.record]
    return tuple(note for standing in asked for note in _notes(standing, found, titles))


def _notes(standing: Standing, found: Found, titles: Sequence[str]) -> Iterator[Note]:
    as_of, records = found.asked.question.as_of, found.records
    if repeal := standing.repeal:
        by = records[repeal.by]
        to_come = by.in_force_from is not None and by.in_force_from > as_of
        how = "to_be_repealed" if to_come else "repealed"
        yield said_to_end(how, repeal.title, by.title, by.in_force_from, found)
    elif record := standing.record:
        title = dated_title(record) if titles.count(record.title) > 1 else record.title
        yield status_note(record, found) or _in_force(record, title, found)
        if record.ended_on and as_of < record.ended_on:
            yield ended_note(f"to_be_{record.validity}", record, found)


def _in_force(record: DocumentRecord, title: str, found: Found) -> Note:
    """That a document is in force, from when until when; or that the library does not say."""
    language, as_of = found.asked.query.language, found.asked.question.as_of
    start, end = record.in_force_from, record.in_force_until
    name = "from_until" if start and end else "from_day" if start else "until_day"
    since = say(name, language, start=start, day=end or start) if start or end else ""
    said = say(f"is_{record.validity_on(as_of)}", language, title=title, day=as_of.isoformat(), since=since)
    return Note(NoteKind.VALIDITY, said)


def _proofs(standing: Standing, found: Found, library: Library) -> Iterator[Extract]:
    """What ends a document, with from when that holds; else what it says of itself."""
    record, successor, proofs = standing.record, None, list[str]()
    if standing.repeal:
        successor, proofs = found.records[standing.repeal.by], [standing.repeal.quote]
    elif record and record.validity_on(found.asked.question.as_of) in {"superseded", "repealed"}:
        successor = found.records.get(record.superseded_by or "")
        # the day that a newer text bears need not be shown where it says from when it holds
        dated = successor is not None and successor.in_force_from == record.ended_on
        proofs = [] if dated and record.validity == "superseded" else _quotes(record, _BY_ANOTHER)
    if successor and found.may_search(successor.document):
        told = list(_saying(proofs, successor, library))
        yield from told
        if not any(_FORCE.search(extract.text) for extract in told):
            yield from _saying(_quotes(successor, ("in_force_from",)), successor, library)
    if record:
        yield from list(_saying(_quotes(record, _BY_ITSELF), record, library)) or _own_words(record, library)


def _quotes(record: DocumentRecord, fields: Collection[str]) -> list[str]:
    """The proofs of some fields; one whose figures all stand in those before it adds nothing."""
    quotes: list[str] = []
    for item in record.evidence:
        figures = set(_FIGURES.findall(item.quote))
        if item.field in fields and not (figures and figures <= set(_FIGURES.findall(" ".join(quotes)))):
            quotes.append(item.quote)
    return list(dict.fromkeys(quotes))


def _saying(quotes: Sequence[str], record: DocumentRecord, library: Library) -> Iterator[Extract]:
    """The sentences of a document that hold these quotes, with the ones beside them that say from when it holds."""
    passages = library.catalogue.passages_of(record.document)
    for quote in quotes:
        for passage in passages:
            if place := find_quote(passage.text, quote):
                yield from _around(passage, *place)
                break


def _around(passage: Passage, start: int, end: int) -> Iterator[Extract]:
    """The lines or sentences of a passage that hold a run of it, and those beside them that speak of validity."""
    spans = spans_of(passage)
    holding = [at for at, span in enumerate(spans) if span.start < end and start < span.end]
    if not holding:
        yield _extract(passage, start, end)
        return
    first, last = holding[0], holding[-1]
    if first > 0 and _FORCE.search(passage.text[spans[first - 1].start : spans[first - 1].end]):
        first -= 1
    runs: list[tuple[int, int]] = []
    for span in spans[first : last + 1]:
        if runs and "\n" not in passage.text[runs[-1][1] : span.start]:
            runs[-1] = runs[-1][0], span.end
        else:
            runs.append((span.start, span.end))
    for run in runs:
        yield _extract(passage, *run)


def _own_words(record: DocumentRecord, library: Library) -> Iterator[Extract]:
    """What a document says of its own validity where the catalogue could make nothing of it; the last sentence."""
    for passage in reversed(library.catalogue.passages_of(record.document)):
        for span in reversed(spans_of(passage)):
            if _OF_ITSELF.search(passage.text[span.start : span.end]):
                yield _extract(passage, span.start, span.end)
                return


def _extract(passage: Passage, start: int, end: int) -> Extract:
    return Extract(passage, passage.start + start, passage.start + end, passage.text[start:end])

"""Frames: what a statement in the other language says, in Regionwise's own words above it, as far as that is certain.

A statement stays the verbatim original. Its frame is a note that names its citation; its numbers stand in the quote and
it denies what the quote denies, or it is dropped. Where nothing is certain there is no frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Answer, Citation, Note, NoteKind, Statement
from bot.chinese_clauses import Fact
from bot.chinese_frames import facts_of
from bot.english_frames import english_facts_of
from bot.found import Found
from bot.legal_frames import legal_facts_of
from bot.polarity import same_polarity
from bot.quantities import backed_by, find_quantities
from bot.renderings import named_terms
from bot.sentences import split_sentences
from bot.wording import say
from vectorstore.commitments import Commitments
from vectorstore.passage import language_of
from vectorstore.record import DocumentRecord
from vectorstore.regions import find_regions, within
from vectorstore.scope import own_region

# How many facts and terms a frame has at most; in an answer of many statements, such as a long list, fewer.
_MOST_FACTS, _MOST_TERMS = 8, 6
_FEW_FACTS, _FEW_TERMS = 2, 3
_MANY = 6
# A short word may be a part of a longer one that means something else (科技服务业), or of many meanings (services).
_TELLING = {"zh": re.compile("^(?:.{4,}|.{2}[^业人者院区])$", re.DOTALL), "en": re.compile(r"\w\W+\w|^[A-Z]{2,}$")}
_BOUNDS = re.compile(
    r"不[低少小]于|不超过|不[高大]于|不得(?:超过|低于|少于|高于)|must not be (?:less|more) than|at (?:least|most)|(?:more|less) than"
    r"|no(?:t)? (?:less|more|fewer|greater) than|(?:shall |must |may )?not (?:to )?exceed(?:ing)?|不足"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame's words, and whether they render all of the statement."""

    words: str
    whole: bool


def frames_on(answer: Answer, found: Found) -> tuple[Note, ...]:
    """The frames of an answer's statements in the other language, and the label of those that have none."""
    foreign = [s for s in _statements(answer) if s.citations and is_foreign(s.text, answer.language)]
    if not foreign:
        return ()
    numbers = dict.fromkeys(statement.citations[0] for statement in foreign)
    citations = {citation.number: citation for citation in answer.citations}
    known = found.commitments.of([citations[number].document for number in numbers]) if found.commitments else {}
    notes: list[Note] = []
    bare: list[int] = []
    for number in numbers:
        citation = citations[number]
        record = found.records[citation.document]
        committed = known.get(citation.document, Commitments())
        frame = frame_of(citation, record, committed, answer.language, short=len(numbers) > _MANY)
        if frame:
            own = "frame" if frame.whole else "frame_in_part"
            text = say(own, answer.language, number=number, words=frame.words)
            notes.append(Note(NoteKind.READING, text, citation=number))
        else:
            bare.append(number)
    if bare:
        which = "".join(f"[{number}]" for number in bare)
        notes.append(Note(NoteKind.READING, say("other_language", answer.language, which=which)))
    return tuple(notes)


def is_foreign(text: str, language: str) -> bool:
    """Whether a statement's words are in the other language; figures alone are in none."""
    if language == "zh":
        return language_of(text) == "en" and re.search("[A-Za-z]{3}", text) is not None
    return language_of(text) == "zh"


def frame_of(
    citation: Citation, record: DocumentRecord, commitments: Commitments, language: str, short: bool = False
) -> Frame | None:
    """The frame of a quote for a reader of a language; None where nothing of it is certain."""
    most_facts, most_terms = (_FEW_FACTS, _FEW_TERMS) if short else (_MOST_FACTS, _MOST_TERMS)
    quote = citation.quote
    facts = list(_certain(quote, record, language))
    region = own_region(record)
    head = [region.called(language)] if region else []
    if facts:
        year = _year(facts, citation, commitments)
        words = ("；" if language == "zh" else "; ").join(fact.words for fact in facts[:most_facts])
        if year:
            head.append(f"{year}年" if language == "zh" else str(year))
            words = words.replace("“this year”: ", "")
        return Frame(" · ".join([*head, words]), len(facts) <= most_facts and _is_whole(quote, facts))
    terms = _terms(quote, language)
    if len(terms) < 2:
        return None
    listed = ("、" if language == "zh" else ", ").join(terms[:most_terms])
    return Frame(" · ".join([*head, say("speaks_of", language, terms=listed)]), False)


def _statements(answer: Answer) -> Iterator[Statement]:
    yield from answer.statements
    for row in answer.table.rows if answer.table else ():
        yield from row.cells


def _certain(quote: str, record: DocumentRecord, language: str) -> Iterator[Fact]:
    """The facts of a quote that pass the checks: every number backed by its own clause, and nothing denied or affirmed."""
    known = f"{record.title} {record.document_number or ''}"
    for span in split_sentences(quote):
        sentence = quote[span.start : span.end]
        if language == "zh":
            found = list(english_facts_of(sentence, span.start))
        else:
            found = list(legal_facts_of(sentence, span.start)) or list(facts_of(sentence, span.start))
        for fact in found:
            clause = quote[fact.start : fact.end]
            if _is_elsewhere(quote[span.start : fact.start], record):
                continue
            evidence = sentence if fact.year else clause
            if _is_backed(fact.words, _spaceless(evidence, language), known) and _agree(fact.words, clause):
                yield fact


def _is_elsewhere(text: str, record: DocumentRecord) -> bool:
    """Whether what a sentence has said so far names a place that is not the document's: what follows may be its."""
    own = own_region(record)
    return any(own is None or not within(own, mention.region) for mention in find_regions(text))


def _is_backed(words: str, evidence: str, known: str) -> bool:
    """Whether every number of a rendering is in what it renders.

    A numeral inside a quantity that is there counts with it: the month of a date, which is a name in English, and the
    characters 万千 of 3500万千瓦.
    """
    held = {(quantity.value, quantity.unit) for quantity in find_quantities(evidence)}
    said = [quantity for quantity in find_quantities(words) if (quantity.value, quantity.unit) in held]
    return all(
        not missing.unit and any(whole.start <= missing.start and missing.end <= whole.end for whole in said)
        for missing in backed_by(words, [evidence], known)
    )


def _spaceless(text: str, language: str) -> str:
    """A Chinese text without the blanks that a page's layout left in it."""
    return text if language == "zh" else re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text)


def _agree(words: str, clause: str) -> bool:
    """Whether a rendering denies as often as its clause; bounds are in both languages' words and rendered as such."""
    return same_polarity(
        _BOUNDS.sub("", re.sub("“[^”]*”|《[^》]*》", "", words)), _BOUNDS.sub("", clause)
    ) or same_polarity(_BOUNDS.sub("", words), _BOUNDS.sub("", clause))


def _is_whole(quote: str, facts: Sequence[Fact]) -> bool:
    """Whether the facts leave nothing of the quote out but punctuation."""
    kept = list(quote)
    for fact in facts:
        kept[fact.start : fact.end] = " " * (fact.end - fact.start)
    return not any(sign.isalnum() for sign in kept)


def _year(facts: Sequence[Fact], citation: Citation, commitments: Commitments) -> int | None:
    """The year that the extracted targets give every fact with a figure; None where a fact names its time itself."""
    years: set[int | None] = set()
    for fact in facts:
        if fact.year and "“" not in fact.words:
            return None
        start, end = citation.start + fact.start, citation.start + fact.end
        inside = [t for t in commitments.targets if start <= t.start + 1 and t.end <= end + 1]
        years |= {target.year for target in inside} or {None}
    named = years.pop() if len(years) == 1 else None
    stated = f"{citation.title} {citation.section or ''} {citation.quote}"
    dated = {q.value for q in find_quantities(stated) if q.unit == "year"}
    return named if named in dated else None


def _terms(quote: str, language: str) -> list[str]:
    """The terms that a quote names, rendered."""
    own = "en" if language == "zh" else "zh"
    named = named_terms(quote, own)
    words = [
        rendering.zh if language == "zh" else rendering.en[0]
        for start, end, rendering in named
        if rendering.kind in ("term", "count", "measure") and _is_telling(quote[start:end], own)
    ]
    return list(dict.fromkeys(words))


def _is_telling(term: str, language: str) -> bool:
    return _TELLING[language].search(term) is not None

"""Whether a sentence that a language model wrote is carried by the passages it names, and by which of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answer import Statement
from bot.carrying import carried
from bot.citations import CitationList
from bot.clauses import Clause, clauses_of
from bot.evidence import answers_for, binds
from bot.extracts import Extract, spans_of
from bot.found import Found
from bot.model_lines import Annotation, Draft
from bot.prompt import Prompt
from bot.quantities import backed_by, find_quantities
from bot.quotes import find_quote
from bot.runs import Run, around
from bot.sentences import split_sentences
from vectorstore.passage import Passage, language_of
from vectorstore.record import DocumentRecord
from vectorstore.regions import find_regions

# A named passage, and where the quote given for it stands in its text; None where none was given.
Named = tuple[Passage, tuple[int, int] | None]
_MOST_QUOTES = 3
_PART = "；;。"
# A part of a statement, and whether a semicolon or a full stop stands before it.
_PARTED = re.compile(r"([；;。]|^)?[，,]?((?:[^；;。，,]|,(?=\d))+)")


def supported(draft: Draft, prompt: Prompt, found: Found, citations: CitationList) -> Statement | None:
    """The statement of a draft with the quotes that carry it; None where anything in it is not carried.

    Every key must be known and every quote verbatim; one run of a named passage carries the whole, else each of its
    clauses is carried by one.
    """
    language = found.asked.query.language
    named = _named(draft, prompt, found)
    if not named or not draft.is_safe or not draft.fits(language):
        return None
    if language_of(draft.text) != language:
        return None
    runs = [run for passage, at in named for run in _runs(passage, at, found.records[passage.document])]
    asked = found.asked.query.text
    chosen = _carriers(draft.text, runs, asked)
    if not chosen or not _backed(draft.text, [run for run, _, _ in chosen]):
        return None
    if not find_regions(draft.text) and not all(_is_asked_of(*part, found) for part in chosen):
        return None  # true, but of another place than the question's, and it does not say so
    return Statement(
        draft.text,
        tuple(dict.fromkeys(citations.cite(r.passage, r.passage.start + s, r.passage.start + e) for r, s, e in chosen)),
    )


def _is_asked_of(run: Run, start: int, end: int, found: Found) -> bool:
    """Whether a part of a run is of a region that the question asks about, or a rule that binds it."""
    passage = run.passage
    extract = Extract(passage, passage.start + start, passage.start + end, passage.text[start:end])
    regions = found.asked.query.regions
    return not regions or any(answers_for(extract, found.records, r) or binds(run.record, r) for r in regions)


def _named(draft: Draft, prompt: Prompt, found: Found) -> list[Named] | None:
    """The passages that a draft names; None where one of them is not known, or a quote is not in it."""
    named: list[Named] = []
    for key, quote in draft.marks:
        passage = prompt.by_key.get(key)
        at = find_quote(passage.text, quote) if passage and quote else None
        if passage is None or (quote and at is None):
            return None
        named.append((passage, at))
    for annotation in draft.annotations:
        meant = [(passage, at) for passage, at in _annotated(annotation, prompt, found)]
        if not meant:
            return None
        named += meant
    return list(dict.fromkeys(named))


def _annotated(annotation: Annotation, prompt: Prompt, found: Found) -> Iterator[Named]:
    """The passages that a provider's own citation means: by key or place, else by its document's title or address."""
    listed = [keyed.passage for keyed in prompt.passages]
    at_index = annotation.index
    if annotation.title in prompt.by_key:
        listed = [prompt.by_key[annotation.title]]
    elif at_index is not None:
        listed = listed[at_index : at_index + 1] if at_index >= 0 else []
    elif annotation.title or annotation.url:
        names = {annotation.title, annotation.url} - {None}
        listed = [p for p in listed if names & _names_of(found.records[p.document])]
    for passage in listed:
        at = find_quote(passage.text, annotation.cited) if annotation.cited else None
        if at or not annotation.cited:
            yield passage, at


def _names_of(record: DocumentRecord) -> set[str | None]:
    return {record.document, record.document.rpartition("/")[2], record.title, record.url} - {None, ""}


def _runs(passage: Passage, at: tuple[int, int] | None, record: DocumentRecord) -> Iterator[tuple[Run, int, int]]:
    """The runs of a passage that may carry a statement: its sentences, their parts between semicolons, two neighbours."""
    text = passage.text
    spans = [(span.start, span.end) for span in spans_of(passage)]
    places = list(spans)
    for start, end in spans:
        parts = [p for s in split_sentences(text[start:end]) for p in _parts(text, start + s.start, start + s.end)]
        places += parts if len(parts) > 1 else []
    # What the source has between two lines is not known here.
    places += [(one[0], two[1]) for one, two in pairwise(spans) if "\n" not in text[one[1] : two[0]]]
    known = around(passage, record)
    for start, end in dict.fromkeys(places):
        if at is None or (start < at[1] and at[0] < end):
            yield Run.of(text[start:end], passage, record, known), start, end


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a sentence between its semicolons."""
    cuts = [at for at in range(start, end) if text[at] in _PART]
    found, begin = [], start
    for cut in [*cuts, end]:
        if text[begin:cut].strip():
            found.append((begin, cut))
        begin = cut + 1
    return found


def _carriers(statement: str, runs: Sequence[tuple[Run, int, int]], asked: str) -> list[tuple[Run, int, int]] | None:
    """The run that carries a statement; else one for each clause, the bare dates and places said with it kept."""
    whole = _best(statement, runs, asked)
    if whole:
        return [whole]
    clauses, groups = clauses_of(statement), _groups(statement)
    if len(groups) < 2:
        return None
    chosen: list[tuple[Run, int, int]] = []
    for group in groups:
        part = _best(_with_leads(group, clauses), runs, asked)
        if part is None:
            return None
        chosen += [part] if part not in chosen else []
    return chosen if len(chosen) <= _MOST_QUOTES else None


def _groups(statement: str) -> list[str]:
    """The parts of a statement that may each have a quote: between semicolons, or each with a figure and what it is of.

    What only qualifies stays with what it qualifies, for it may be true of that and not of the rest.
    """
    groups: list[str] = []
    for strong, part in _PARTED.findall(statement):
        if groups and not strong and not (_says_all(groups[-1]) and _says_all(part)):
            groups[-1] += f"，{part}"
        elif clauses_of(part):
            groups.append(part)
    return groups


def _says_all(part: str) -> bool:
    return any(clause.figures and not clause.is_bare for clause in clauses_of(part))


def _with_leads(group: str, clauses: Sequence[Clause]) -> str:
    """A part of a statement with the dates and places that were said for it before."""
    own = clauses_of(group)
    at = clauses.index(own[0]) if own[0] in clauses else 0
    dated = placed = None
    if not any(clause.dates or clause.relative for clause in own):
        dated = next((other for other in reversed(clauses[:at]) if other.dates or other.relative), None)
    if not any(clause.regions for clause in own):
        placed = next((other for other in reversed(clauses[:at]) if other.regions), None)
    leads = [clause.text for clause in dict.fromkeys((placed, dated)) if clause and clause.is_lead]
    return "，".join([*leads, *_bare_leads(dated, placed), group])


def _bare_leads(dated: Clause | None, placed: Clause | None) -> list[str]:
    """The date or place of an earlier clause that says more than that, by itself."""
    found = []
    if placed and not placed.is_lead:
        found += [mention.text for mention in find_regions(placed.text)]
    if dated and not dated.is_lead:
        found += [q.text for q in find_quantities(dated.text) if (q.value, q.unit) in dated.dates]
    return found


def _best(statement: str, runs: Sequence[tuple[Run, int, int]], asked: str) -> tuple[Run, int, int] | None:
    """The run that carries most of a statement, the shortest of those alike; it must stand verbatim, cut at no wrong place."""
    ranked: list[tuple[float, int, tuple[Run, int, int]]] = []
    for run, start, end in runs:
        share = carried(statement, run, asked)
        if share and _backed(statement, [run]):
            ranked.append((share - 0.0005 * (end - start), len(ranked), (run, start, end)))
    for _, _, (run, start, end) in sorted(ranked, key=lambda entry: (-entry[0], entry[1])):
        if find_quote(run.passage.text, run.text):
            return run, start, end
    return None


def _backed(statement: str, runs: Sequence[Run]) -> bool:
    """Whether every figure of a statement stands in the quotes, and every date there or in what is known of them."""
    known = " ".join(
        part
        for run in runs
        for part in (
            run.record.title,
            run.record.document_number or "",
            str(run.record.published or "").replace("-", " "),
        )
    )
    return not backed_by(statement, [run.text for run in runs], known)

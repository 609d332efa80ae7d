"""Whether a sentence that a language model wrote is carried by the passage it names."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.answer import Statement
from bot.citations import CitationList
from bot.evidence import concerns
from bot.extracts import Extract, spans_of
from bot.found import Found
from bot.polarity import same_polarity
from bot.quantities import backed_by
from bot.terms import coverage, terms_of
from vectorstore.passage import Passage, language_of
from vectorstore.query import Query
from vectorstore.regions import find_regions
from vectorstore.tokens import fold

_MARKER = re.compile(r"\s*[\[【](\d{1,2})[\]】]")
_BULLET = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)、])\s+")
# The share of a statement's terms that its quote must hold, where both are in one language.
_SHARED = 0.5


def supported(line: str, found: Found, citations: CitationList) -> Statement | None:
    """The statement of a line, its quotes chosen from the passages it names; None where they do not carry it."""
    numbers = [int(number) for number in dict.fromkeys(_MARKER.findall(line))]
    passages = [found.hits[number - 1].passage for number in numbers if 0 < number <= len(found.hits)]
    text = _BULLET.sub("", _MARKER.sub("", line)).strip()
    if not passages or not text:
        return None
    for passage in passages:
        extract = _carrier(text, passage, found)
        if extract is not None:
            return Statement(text, (citations.cite(passage, extract.start, extract.end),))
    return None


def _carrier(text: str, passage: Passage, found: Found) -> Extract | None:
    """The sentence (or two neighbours) of a passage that carries a text."""
    record = found.records[passage.document]
    known = " ".join(
        part for part in (record.title, record.document_number, str(record.published or "").replace("-", " ")) if part
    )
    query = Query(text, language_of(text))
    terms = terms_of(query, lambda words: dict.fromkeys(words, 4.0))
    spans = spans_of(passage)
    runs = [(span.start, span.end) for span in spans]
    # Two neighbours of one line; what the source has between two lines is not known here.
    runs += [(one.start, two.end) for one, two in pairwise(spans) if "\n" not in passage.text[one.end : two.start]]
    best: tuple[float, Extract] | None = None
    for start, end in runs:
        quote = passage.text[start:end]
        if backed_by(text, [quote], known) or not same_polarity(text, quote):
            continue
        extract = Extract(passage, passage.start + start, passage.start + end, quote, 0.0, 0.0, 0.0)
        if not all(concerns(extract, found.records, mention.region) for mention in find_regions(text)):
            continue
        share = coverage(terms, fold(f"{quote} {record.title} {passage.section}"))
        if language_of(text) == passage.language and share < _SHARED:
            continue
        # Of runs that carry the text alike, the shortest shows a reader best where it stands.
        rank = share - 0.001 * (end - start)
        if best is None or rank > best[0]:
            best = (rank, extract)
    return best[1] if best else None

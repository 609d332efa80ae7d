"""Quotes of the library: those that stand there are found at their place, and altered ones never are."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.quotes import QuotableText
from bot.sentences import split_clauses, split_sentences
from tests.evaluation.altered_quotes import alterations, cuts
from tests.evaluation.figures import Figure
from vectorstore.library import Library
from vectorstore.passage import Passage

# A shorter quote counts only as a whole line or cell (bot/quotes.py).
_LEAST = 12
# Every so many quotes one is altered inside, in every way that it allows; at its edges each is.
_ALTERED = 12
_EXCEPTION = re.compile(r"除外|例外|\b(?:except|unless|excluding|other than|provided that)\b", re.IGNORECASE)
_ENDS = tuple("。！？；!?;.”")


def quote_figures(library: Library) -> Iterator[Figure]:
    """Round trips and alterations of quotes, over every document."""
    rng = random.Random(20260401)  # noqa: S311 - repeatable, not secret
    drawn = found = 0
    tried: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for document in sorted(library.all_records()):
        text, passages = library.text(document) or "", library.catalogue.passages_of(document)
        stored, plain = QuotableText(text), squeezed(text)
        quotes = sorted({quote for passage in passages for quote in quotes_of(passage, rng)})
        for number, quote in enumerate(quotes):
            drawn += 1
            span = stored.find(quote)
            found += span is not None and text[slice(*span)] == quote
            wrong = list(cut_off(quote, plain))
            if number % _ALTERED == 0:
                wrong += falsified(quote, quotes[(number + len(quotes) // 2) % len(quotes)], plain, rng)
            for kind, altered in wrong:
                tried[kind] += 1
                passed[kind] += stored.find(altered) is not None
    yield Figure("quotes round-tripped", drawn, "", ">= 100000")
    yield Figure("quotes found at their exact offsets", found / drawn, "", "= 1")
    yield Figure("altered quotes tried", sum(tried.values()), "", ">= 10000")
    for kind, count in sorted(tried.items()):
        yield Figure(f"altered quotes called verified: {kind} (of {count:,})", passed[kind], "", "= 0")


def quotes_of(passage: Passage, rng: random.Random) -> Iterator[str]:
    """Sentences, a run of clauses of each, and lines: such as may be quoted, so that nothing that decides is left out.

    Formats with pages break their lines anywhere: there a sentence counts only whole, and a line not at all.
    """
    text = passage.text
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        before = text[: span.start].rstrip()
        if passage.page and not (sentence.endswith(_ENDS) and before.endswith(_ENDS)):
            continue
        yield from _long([sentence])
        clauses = split_clauses(sentence)
        first = rng.randrange(max(1, len(clauses)))
        run = clauses[first : first + rng.randint(1, 3)]
        if run and not _EXCEPTION.search(text, span.start + run[-1].end, span.start + run[-1].end + 60):
            yield from _long([sentence[run[0].start : run[-1].end]])
    if passage.page is None:
        yield from _long([line.strip() for line in text.split("\n")])


def falsified(quote: str, other: str, plain: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """(kind, altered quote), without those that happen to stand in the document, of which `plain` is the squeezed text.

    `other` is another quote of the document, to be joined with the first.
    """
    altered = list(alterations(quote, rng))
    altered += [("joined", quote + mark + other) for mark in ("", " ", "\n") if other != quote]
    for kind, way in altered:
        if squeezed(way) not in plain:
            yield kind, way


def cut_off(quote: str, plain: str) -> Iterator[tuple[str, str]]:
    """(kind, what is left of a quote when something that decides is cut off its edge)."""
    for kind, rest, whole in cuts(quote):
        # Wherever the rest stands, the whole must: else the rest stands somewhere by itself.
        short, long = squeezed(rest), squeezed(whole)
        if short and plain.count(short) == plain.count(long) * long.count(short):
            yield kind, rest


def squeezed(text: str) -> str:
    """NFKC, lower case, no white space: another and cruder way to compare than the verifier's own."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def _long(quotes: Sequence[str]) -> Iterator[str]:
    for quote in quotes:
        if sum(3 if c >= "\u2e80" else 1 for c in quote if c.isalnum()) >= _LEAST:
            yield quote

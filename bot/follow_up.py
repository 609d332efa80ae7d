"""How a follow-up is answered: by what speaks of what it adds, and not of the question before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.evidence import Judgement, judge
from bot.extracts import Extract
from bot.found import Found
from bot.meaning import extracts_of
from bot.terms import Term, coverage, terms_of
from vectorstore.library import Library
from vectorstore.tokens import fold

_ADDED = 1.5  # in the score of a logit, for all that a follow-up adds
_CLEARLY = 0.25


def read(found: Found, library: Library) -> tuple[Found, Judgement]:
    """What was found for a question, with its judgement; a follow-up as it is best understood.

    One that can stand by itself is also asked apart from the words of the question before, and counts so where only
    then there is an answer, or one that speaks more of what was asked.
    """
    query = found.asked.query
    joined = judge(found, _favoured(found, extracts_of(found, library), library), library.targets)
    if not query.apart:
        return found, joined
    own = replace(query, text=query.apart, added="", apart="")
    terms = tuple(terms_of(own, library.catalogue.keywords.weights))
    hits = tuple(library.retriever.retrieve(own, library.settings.top_k))
    alone = replace(found, asked=replace(found.asked, query=own, terms=terms), hits=hits)
    apart = judge(alone, extracts_of(alone, library), library.targets)
    if apart.enough and (not joined.enough or _said(terms, apart) > _said(terms, joined) + _CLEARLY):
        return alone, apart
    return found, joined


def _favoured(found: Found, extracts: Sequence[Extract], library: Library) -> Sequence[Extract]:
    """Extracts in the order of how well they answer, those before that speak of what a follow-up adds."""
    query = found.asked.query
    terms = terms_of(replace(query, text=query.added), library.catalogue.keywords.weights) if query.added else []
    shares = [coverage(terms, fold(f"{extract.passage.section} {extract.text}")) for extract in extracts]
    most = max(shares, default=0.0)
    marked = [
        replace(extract, score=extract.score - _ADDED * (most - share))
        for extract, share in zip(extracts, shares, strict=True)
    ]
    return sorted(marked, key=lambda extract: -extract.score)


def _said(terms: Sequence[Term], judgement: Judgement) -> float:
    """How much of the weight of these terms stands in what an answer would say first."""
    return max((coverage(terms, fold(extract.text)) for extract in judgement.extracts[:1]), default=0.0)

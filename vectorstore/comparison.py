"""A comparison as one question a region: each with what is asked of all, and with its own clause."""

from __future__ import annotations

import re
from dataclasses import replace

from vectorstore.asked_regions import without_places
from vectorstore.kinds import ASKS, QueryKind
from vectorstore.query import Query, named_years
from vectorstore.regions import Region, find_regions
from vectorstore.tokens import query_words

_CLAUSE_END = re.compile(
    r"[？?；;。，,：:]+|\b(?:versus|vs\.?|whereas|while)(?=\s)|(?<=[\u4e00-\u9fff])[而](?=[\u4e00-\u9fff])"
)


def parts_of(query: Query) -> list[Query]:
    """A comparison as one question a region.

    A clause that names one region is asked of that one alone, where each has a telling clause of its own; the years
    that only another's clause names are not asked for either.
    """
    own = _own_clauses(query)
    everything = without_places(query.text)
    named = {region.code: set(named_years(clauses)) for region, (clauses, _) in own.items()} if own else {}
    parts = []
    for region in query.regions:
        name = region.called(query.language)
        years = query.years
        if own:
            clauses, shared = own[region]
            others = set().union(*(found for code, found in named.items() if code != region.code))
            kept = named[region.code] | set(named_years(shared))
            years = tuple(year for year in years if year in kept or year not in others)
            rest = f"{shared} {without_places(clauses)}"
        else:
            rest = everything
        parts.append(replace(query, text=f"{name} {rest}", regions=(region,), years=years, kind=QueryKind.FACT))
    return parts


def _own_clauses(query: Query) -> dict[Region, tuple[str, str]]:
    """Each region with its own clauses and with what all share; empty where a region has no telling clause alone."""
    own: dict[Region, str] = {}
    shared: list[str] = []
    for clause in _clauses(query.text):
        found = {mention.region.code for mention in find_regions(clause)}
        regions = [region for region in query.regions if region.code in found]
        if len(regions) == 1:
            own[regions[0]] = f"{own.get(regions[0], '')} {clause}".strip()
        else:
            shared.append(without_places(clause) if regions else clause)
    together = " ".join(shared)
    if len(own) < len(query.regions) or not all(_tells(clause) for clause in own.values()):
        return {}
    if not _tells(together) and not all(ASKS.search(clause) for clause in own.values()):
        return {}  # what is asked of all stands in the clause of the first
    return {region: (clauses, together) for region, clauses in own.items()}


def _clauses(text: str) -> list[str]:
    marks = [match for match in _CLAUSE_END.finditer(text) if not _is_bracketed(text, match.start())]
    starts = [0, *(match.end() for match in marks)]
    ends = [*(match.start() for match in marks), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _is_bracketed(text: str, at: int) -> bool:
    before = re.sub(r"[（(][^（()）]*[)）]", "", text[:at])
    return "(" in before or "（" in before


def _tells(clause: str) -> bool:
    """Whether a clause asks for something by itself, beside its region and years."""
    return any(not word.isdigit() for word in query_words(without_places(clause)))

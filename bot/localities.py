"""Where a clause's figure holds: the region it names, else the one said before it, else its document's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clauses import Clause
from vectorstore.record import DocumentRecord
from vectorstore.regions import ancestors, find_regions
from vectorstore.scope import own_region


def is_placed_alike(
    clause: Clause,
    said: Sequence[Clause],
    place: Sequence[Clause],
    clauses: Sequence[Clause],
    around: Clause,
    record: DocumentRecord,
    asked: str,
) -> bool:
    """Whether the regions said hold at a place of a run, and none that narrows it is left out.

    What the question names need not be said.
    """
    named = set(_regions_of(clause, said))
    there = {code for part in place for code in part.regions}
    before = there or {code for part in place for code in _regions_of(part, clauses)}
    own = own_region(record)
    home = {own.code} if own else set()
    known = home | {region.code for region in ancestors(own)} if own else set()
    asked_of = {mention.region.code for mention in find_regions(asked)}
    if (there - known - set(around.regions)) - named - asked_of:
        return False
    narrower = before - known
    allowed = before | home | set(around.regions)
    if narrower and not (named & narrower) and not (asked_of & narrower):
        # What is said of a part is not said of the whole.
        allowed = before
    return named <= allowed


def are_known(named: set[str], clauses: Sequence[Clause], around: Clause, record: DocumentRecord) -> bool:
    """Whether each region named anywhere is the quote's, its headings' or its document's."""
    own = own_region(record)
    known = {code for part in (*clauses, around) for code in part.regions} | ({own.code} if own else set())
    return named <= known


def _regions_of(clause: Clause, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """The regions of a clause; where it names none, those of a bare place right behind it, or the nearest before it."""
    if clause.regions:
        return clause.regions
    at = clauses.index(clause)
    behind = clauses[at + 1] if at + 1 < len(clauses) else None
    if behind and behind.is_lead and behind.regions:
        return behind.regions
    return next((other.regions for other in reversed(clauses[:at]) if other.regions), ())

"""When a clause's figure holds: its own date, else the one said before it, else its headings', else its document's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from bot.clauses import DATED, Clause
from bot.quantities import find_quantities
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord

Dates = frozenset[tuple[float, str]]


def dating_of(clause: Clause, clauses: Sequence[Clause]) -> Clause:
    """The clause that dates a clause: itself, a bare date right behind it, or the nearest before it that has one."""
    at = clauses.index(clause)
    if clause.dates or clause.relative:
        return clause
    behind = clauses[at + 1] if at + 1 < len(clauses) else None
    if behind and behind.is_lead and behind.dates and not _dates_what_follows(clauses, at + 1):
        return behind
    return next((other for other in reversed(clauses[:at]) if other.dates or other.relative), clause)


def is_dated_alike(
    said: Clause, place: Sequence[Clause], clauses: Sequence[Clause], passage: Passage, record: DocumentRecord
) -> bool:
    """Whether the dates said hold at a place of a run; a date less exact than the quote's is one of its dates."""
    own = [dating_of(part, clauses) for part in place]
    dates = frozenset(date for part in own for date in part.dates)
    relative = frozenset(shift for part in own for shift in part.relative)
    known = _headed(passage) or _recorded(record)
    years = {value for value, unit in known if unit == "year"}
    if relative:
        dates |= {(year + shift, "year") for year in years for shift in relative}
    elif not dates:
        dates = known
    if said.relative - relative or not _same_order(said.dates, [date for part in place for date in part.dates]):
        return False
    return all(any(_is_of(date, other) for other in dates) for date in said.dates)


def shares_date(said: Clause, quoted: Clause) -> bool:
    """Whether a date of one clause is a date of the other, or less exact."""
    return any(_is_of(date, other) for date in said.dates for other in quoted.dates)


def _same_order(said: Sequence[tuple[float, str]], quoted: Sequence[tuple[float, str]]) -> bool:
    """Whether several dates of one clause stand in the quote as often and in this order."""
    rest = iter(quoted)
    return len(said) < 2 or all(any(_is_of(date, other) for other in rest) for date in said)


def _dates_what_follows(clauses: Sequence[Clause], at: int) -> bool:
    """Whether a bare date opens what comes after it: something follows that has no date of its own."""
    after = clauses[at + 1] if at + 1 < len(clauses) else None
    return after is not None and not after.dates


def _headed(passage: Passage) -> Dates:
    """The years of the innermost heading that names any."""
    for heading in reversed(passage.heading_path):
        found = _dates_in(heading)
        if found:
            return found
    return frozenset()


def _recorded(record: DocumentRecord) -> Dates:
    """The dates of a document's title and number and the day it was issued; written on where nothing else is known."""
    found = _dates_in(f"{record.title} {record.document_number or ''}")
    days = [day for day in (record.issued_on, record.in_force_from, record.in_force_until) if day]
    days += [record.written_on] if record.written_on and not (days or found) else []
    return found | frozenset(_of_days(days))


def _dates_in(text: str) -> Dates:
    return frozenset((q.value, q.unit) for q in find_quantities(text) if q.unit in DATED)


def _of_days(days: Iterable[dt.date]) -> Iterable[tuple[float, str]]:
    return ((day.year * 10000.0 + day.month * 100 + day.day, "date") for day in days)


def _is_of(said: tuple[float, str], held: tuple[float, str]) -> bool:
    """Whether a date is another, or the year, month or day of it."""
    value, unit = held
    ways = {held}
    if unit == "date":
        ways |= {(value // 10000, "year"), (value // 100, "month"), (value % 10000, "day")}
    elif unit == "month":
        ways.add((value // 100, "year"))
    return said in ways

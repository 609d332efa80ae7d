"""List questions for a figure: the documents that set a target of just this value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.extracts import Extract, extract_of_target
from bot.found import Found
from vectorstore.commitments import Target
from vectorstore.library import Library
from vectorstore.query import without_places
from vectorstore.scope import in_scope
from vectorstore.tokens import fold
from vectorstore.wish import wish_of

_NUMBER = r"(\d+(?:\.\d+)?)\s*(%|per ?cent\b)?"
_VALUE = re.compile(rf"(?<![\d.]){_NUMBER}(?:\s*(?:-|–|—|~|至|到|\bto\b)+\s*{_NUMBER})?(?![\d.])")
_PERCENT = re.compile(r"%|per ?cent\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)年?")


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that is asked for, as extracted targets write it: 5.5, or 4.5-5."""

    written: str
    percent: bool


def value_asked(text: str) -> Value | None:
    """The one figure of a question that is no year; None where there is none, or more."""
    found = list(_VALUE.finditer(_YEAR.sub(" ", fold(without_places(text)))))
    found = [match for match in found if match[2] or match[4] or match[3] or len(match[1]) > 1]
    if len(found) != 1:
        return None
    first, percent, second, other = found[0].groups()
    return Value(f"{_plain(first)}-{_plain(second)}" if second else _plain(first), bool(percent or other))


def find_targets(found: Found, library: Library) -> list[Extract] | None:
    """The best extract of each document that sets such a target; None where the question is not for one."""
    query = found.asked.query
    value, wish = value_asked(query.text), wish_of(query.text)
    if value is None or not wish.target or wish.past:
        return None
    about = library.targets.about(query.text, query.years)
    if not about:
        return None
    chosen: dict[str, Extract] = {}
    for item in about:
        record = found.records.get(item.document)
        if record is None or record.searched_as or not in_scope(record, query) or not found.may_search(item.document):
            continue
        if item.document not in chosen and _is_value(item.target, value):
            extract = extract_of_target(item, library.catalogue)
            chosen |= {item.document: extract} if extract else {}
    return list(chosen.values())


def _is_value(target: Target, value: Value) -> bool:
    parts = [_plain(part) for part in re.split(r"[-–—~]", fold(target.value))]
    return "-".join(parts) == value.written and (_PERCENT.search(fold(target.unit or "")) is not None) == value.percent


def _plain(number: str) -> str:
    """A number without idle zeros."""
    number = number.strip().rstrip("%")
    return number.rstrip("0").rstrip(".") if "." in number else number

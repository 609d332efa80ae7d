"""Filters: what narrows a question to some documents, as it was inferred from its words or set by a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from errors import QuestionError
from vectorstore.industries import industries, industry_name, is_in_industry, named_industries
from vectorstore.instruments import instrument_name, subtypes
from vectorstore.issuers import is_issued_by
from vectorstore.record import KINDS, LEVELS, VALIDITIES, DocumentRecord
from vectorstore.regions import group_members, is_of, region_of
from vectorstore.scope import own_region, own_years

_YEARS = range(1900, 2101)
_CHOICES = {"levels": LEVELS, "kinds": KINDS, "validity": VALIDITIES}


@dataclass(frozen=True, slots=True)
class Filters:
    """What documents are limited to; of a field's values any will do, and an empty field limits nothing.

    `regions` are official names (what lies in them counts as well), `industries` and `instruments` the names of
    Regionwise's own tables, `years` those of a document's dates and title, `issuers` bodies as they are called, `levels`,
    `kinds` and `validity` the values of a record.
    """

    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    instruments: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    validity: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, value: object) -> Filters:
        """Read the object that a question file or a request has; None, and a field left out, limit nothing.

        Raises:
            QuestionError: it is no object, or a field or a value is unknown.
        """
        known = [field.name for field in fields(cls)]
        if value is None:
            return cls()
        if not isinstance(value, Mapping) or not set(value) <= set(known):
            raise QuestionError(f"Filters are an object with lists of values for any of {', '.join(known)}.")
        return cls(**{name: tuple(dict.fromkeys(_read(name, given))) for name, given in value.items()})

    def __bool__(self) -> bool:
        """Whether anything is limited."""
        return any(values for _, values in self.items())

    def items(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Each field with its values."""
        return ((field.name, getattr(self, field.name)) for field in fields(self))

    def admit(self, record: DocumentRecord, as_of: dt.date) -> bool:
        """Whether a document is within every limit on a day."""
        return all(not values or any(_HAS[name](record, v, as_of) for v in values) for name, values in self.items())


def label_of(field: str, value: str | int, language: str) -> str:
    """What a value of a field is called in a language."""
    name = str(value)
    if field == "industries":
        return industry_name(name, language)
    if field == "instruments":
        return instrument_name(name, language)
    region = region_of(name) if field == "regions" else None
    return region.called(language) if region else name


_HAS: Mapping[str, Callable[[DocumentRecord, Any, dt.date], bool]] = {
    "regions": lambda record, name, _: (region := region_of(name)) is not None and is_of(own_region(record), region),
    "industries": lambda record, name, _: any(is_in_industry(own, name) for own in record.industries),
    "years": lambda record, year, _: year in own_years(record),
    "instruments": lambda record, name, _: any(own.subtype == name for own in record.instruments),
    "issuers": lambda record, name, _: is_issued_by(record, name),
    "levels": lambda record, level, _: record.level == level,
    "kinds": lambda record, kind, _: record.kind == kind,
    "validity": lambda record, validity, as_of: record.validity_on(as_of) == validity,
}


def _read(name: str, given: object) -> Iterator[Any]:
    """The values of a field, each as it is written in the tables.

    Raises:
        QuestionError: they are no list, or one of them is unknown.
    """
    if not isinstance(given, list | tuple):
        raise QuestionError(f"The filter {name} takes a list of values: write for example {_EXAMPLES[name]}.")
    for value in given:
        known = _READERS[name](value) if isinstance(value, int if name == "years" else str) else ()
        if not known:
            raise QuestionError(f"The filter {name} cannot be {value!r}: write for example {_EXAMPLES[name]}.")
        yield from known


def _regions(name: str) -> tuple[str, ...]:
    """The official name of a region, or of each member of a group such as 长三角."""
    region = region_of(name)
    return (region.name,) if region else tuple(member.name for member in group_members(name))


def _industry(name: str) -> tuple[str, ...]:
    """The name in the table; another name of one industry, in either language, means that one."""
    named = named_industries(name)
    return (name,) if any(one.name == name for one in industries()) else tuple(named) if len(named) == 1 else ()


def _chosen(*allowed: Any) -> Callable[[Any], tuple[Any, ...]]:
    return lambda value: (value,) if value in allowed else ()


_READERS: Mapping[str, Callable[[Any], tuple[Any, ...]]] = {
    "regions": _regions,
    "industries": _industry,
    "years": lambda year: (year,) if year in _YEARS else (),
    "instruments": lambda name: tuple(s.instrument.subtype for s in subtypes() if s.instrument.subtype == name),
    "issuers": lambda name: (name.strip(),) if name.strip() else (),
    **{name: _chosen(*values) for name, values in _CHOICES.items()},
}
_EXAMPLES = {
    "regions": '["浙江省", "330100"] (official names or codes of GB/T 2260)',
    "industries": '["新能源汽车"]',
    "years": "[2025, 2026]",
    "instruments": '["资金支持"]',
    "issuers": '["国务院办公厅", "北京市商务局"]',
    **{name: f"one of {', '.join(values)}" for name, values in _CHOICES.items()},
}

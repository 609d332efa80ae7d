"""The subtypes of policy instruments after Rothwell and Zegveld, with the words that tell them (instruments.csv).

The words were chosen for Regionwise: `chinese` and `english` those of the sentences of a document that uses it, in so
many of which they must stand (`measures` in what orders and promotes, `law` in what regulates); `asked` those by which
a question asks for it.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vectorstore.record import Instrument

_CSV = Path(__file__).with_name("instruments.csv")


@dataclass(frozen=True, slots=True)
class Subtype:
    """A subtype and its English name: the words of the sentences that show it, in how many they must stand, and the words that ask for it."""

    instrument: Instrument
    english_name: str
    words: re.Pattern[str]
    measures: int
    law: int
    asked: re.Pattern[str]


@lru_cache(maxsize=1)
def subtypes() -> tuple[Subtype, ...]:
    """All the subtypes, in the order of the table."""
    with _CSV.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Subtype(
                Instrument(row["subtype"], row["class"]),
                row["english_name"],
                _words(row["chinese"], row["english"]),
                int(row["measures"]),
                int(row["law"]),
                _words(row["subtype"] + "|" + row["asked_chinese"], row["asked_english"]),
            )
            for row in csv.DictReader(lines)
        )


def instrument(name: str) -> Instrument:
    """The instrument of a subtype's name."""
    return next(subtype.instrument for subtype in subtypes() if subtype.instrument.subtype == name)


def asked_instruments(text: str) -> list[str]:
    """The subtypes that a question asks for."""
    return [subtype.instrument.subtype for subtype in subtypes() if subtype.asked.search(text)]


def instrument_name(name: str, language: str) -> str:
    """What a subtype is called in a language."""
    return next((one.english_name for one in subtypes() if one.instrument.subtype == name and language == "en"), name)


def _words(chinese: str, english: str) -> re.Pattern[str]:
    """A pattern of Chinese words anywhere and of the beginnings of English ones, in any case."""
    return re.compile(rf"{chinese}|\b(?:{english})" if english else chinese, re.IGNORECASE)

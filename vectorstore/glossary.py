"""The concepts of regional industry policy with their Chinese and English names (glossary.csv), found in a text."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_GLOSSARY = Path(__file__).with_name("glossary.csv")
_QUOTES = dict.fromkeys("“”„‟「」『』", '"') | dict.fromkeys("‘’", "'")
_GAP = re.compile(r"[\s-]+")
_WIDE_GAP = re.compile(r"[\s-]{2}|[^\S ]")
_KEPT = re.compile(r"[\s-]+|[^\s-]")
_START = re.compile(r"(?<![a-z0-9])[a-z0-9]|[^a-z0-9\s]")
_INSIDE_WORD = re.compile("(?<=[a-z0-9])[a-z0-9]")
_PLURAL = re.compile("[^su]s$")
_DOUBLING = re.compile("[^aeiou][aeiou][bdglmnprt]$")
_SHORT = 4


@dataclass(frozen=True)
class Concept:
    """One concept: a short name of its own and the forms that name it in each language, the official one first."""

    slug: str
    zh: tuple[str, ...]
    en: tuple[str, ...]

    def forms(self, language: str) -> tuple[str, ...]:
        """The concept's forms in one language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class ConceptMention:
    """A concept named in a text at [start, end)."""

    concept: Concept
    start: int
    end: int


@lru_cache(maxsize=1)
def concepts() -> tuple[Concept, ...]:
    """All the concepts of the glossary."""
    with _GLOSSARY.open(encoding="utf-8", newline="") as file:
        return tuple(
            Concept(row["concept"], tuple(row["zh"].split(";")), tuple(row["en"].split(";")))
            for row in csv.DictReader(file)
        )


@lru_cache(maxsize=1)
def _by_slug() -> dict[str, Concept]:
    return {concept.slug: concept for concept in concepts()}


def concept_of(slug: str) -> Concept:
    """The concept of a short name."""
    return _by_slug()[slug]


def concept_called(name: str) -> Concept | None:
    """The concept that has this name."""
    return _names()[0].get(_GAP.sub(" ", folded(name)))


def find_concepts(text: str) -> list[ConceptMention]:
    """The concepts named in a text in either language: in order, the longest name first, none inside another."""
    names, lengths = _names()
    plain, places = _plain(text)
    mentions: list[ConceptMention] = []
    at = 0
    for match in _START.finditer(plain):
        start = match.start()
        if start < at:
            continue
        for length in lengths.get(plain[start : start + 2], ()):
            end = min(start + length, len(plain))
            concept = names.get(plain[start:end])
            if concept and not _INSIDE_WORD.match(plain, end):
                at = end
                mentions.append(ConceptMention(concept, places[start], places[at - 1] + 1))
                break
    return mentions


def translations(text: str, language: str, ignored: Collection[str] = ()) -> list[tuple[str, ...]]:
    """The forms in one language of each concept that a text names, each concept once, but for the `ignored` ones."""
    named = dict.fromkeys(m.concept for m in find_concepts(text) if m.concept.slug not in ignored)
    return [concept.forms(language) for concept in named]


def official_names(text: str) -> list[str]:
    """The official names of what a text names otherwise, in the language of that name."""
    return [
        mention.concept.zh[0] if text[mention.start] >= "\u3400" else mention.concept.en[0]
        for mention in find_concepts(text)
        if text[mention.start : mention.end] not in (mention.concept.zh[0], mention.concept.en[0])
    ]


def folded(text: str) -> str:
    """The text in lower case and half width with plain quotation marks, character for character as long as before."""
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


@lru_cache(maxsize=8192)
def _folded_character(character: str) -> str:
    plain = unicodedata.normalize("NFKC", _QUOTES.get(character, character)).lower()
    return plain if len(plain) == 1 else character


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The folded text with a space for each gap between words, and the place of each of its characters in the text."""
    plain = folded(text)
    if not _WIDE_GAP.search(plain):
        return plain.replace("-", " "), range(len(plain))
    kept = [match.start() for match in _KEPT.finditer(plain)]
    return _GAP.sub(" ", plain), kept


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, Concept], dict[str, list[int]]]:
    """The concept that each name stands for; the lengths, longest first, of the names that begin with two characters."""
    names: dict[str, Concept] = {}
    for concept in concepts():
        names |= {_GAP.sub(" ", folded(form)): concept for form in concept.zh + concept.en}
    for concept in concepts():  # after all the forms: a form goes before another form's inflection
        for form in concept.en:
            for inflection in _inflections(_GAP.sub(" ", form)):
                names.setdefault(folded(inflection), concept)
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return names, {head: sorted(these, reverse=True) for head, these in lengths.items()}


def _inflections(form: str) -> list[str]:
    """An English form in the plural; the past and the progressive too where it is one word and no abbreviation."""
    if form.isupper() or not form[-1].isalpha() or _PLURAL.search(form):
        return [form.lower() + "s"] if form.isupper() else []
    stem, plural, past = form, "s", "ed"
    if form.endswith(("s", "x", "z", "ch", "sh")):
        plural = "es"
    elif form.endswith("e"):
        stem, plural = form[:-1], "es"
    elif re.search("[^aeiou]y$", form):
        stem, plural, past = form[:-1], "ies", "ied"
    if " " in form or form.endswith("ee"):
        return [stem + plural]
    verbs = [stem + past, form.removesuffix("e") + "ing"]
    if _DOUBLING.search(form):  # plan, planned; a longer word both ways, as targeted and targetted
        verbs = [form + form[-1] + "ed", form + form[-1] + "ing", *(verbs if len(form) > _SHORT else [])]
    return [stem + plural, *verbs]

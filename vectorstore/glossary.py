"""The concepts of regional industry policy with their Chinese and English names (glossary.csv), found in a text."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_GLOSSARY = Path(__file__).with_name("glossary.csv")
_QUOTES = dict.fromkeys("“”„‟「」『』", '"') | dict.fromkeys("‘’", "'")
_GAP = re.compile(r"[\s-]+")
_VOWELS = "aeiou"


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


def find_concepts(text: str) -> list[ConceptMention]:
    """The concepts named in a text in either language: in order, the longest name first, none inside another."""
    names, pattern = _names()
    return [
        ConceptMention(names[_GAP.sub(" ", match.group())], match.start(), match.end())
        for match in pattern.finditer(folded(text))
    ]


def translations(text: str, language: str) -> list[tuple[str, ...]]:
    """The forms in one language of each concept that a text names, each concept once."""
    named = dict.fromkeys(mention.concept for mention in find_concepts(text))
    return [concept.forms(language) for concept in named]


def folded(text: str) -> str:
    """The text in lower case and half width with plain quotation marks, character for character as long as before."""
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


@lru_cache(maxsize=8192)
def _folded_character(character: str) -> str:
    plain = unicodedata.normalize("NFKC", _QUOTES.get(character, character)).lower()
    return plain if len(plain) == 1 else character


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, Concept], re.Pattern[str]]:
    """The concept that each name stands for, and the one pattern that finds the names."""
    names: dict[str, Concept] = {}
    for concept in concepts():
        names |= {_GAP.sub(" ", folded(form)): concept for form in concept.zh + concept.en}
    for concept in concepts():  # after all the forms: a form goes before another form's inflection
        for form in concept.en:
            for inflection in _inflections(_GAP.sub(" ", folded(form))):
                names.setdefault(inflection, concept)
    trie: _Trie = {}
    for name in names:
        node = trie
        for character in name:
            node = node.setdefault(character, {})
        node[_END] = {}
    return names, re.compile("|".join(_pattern_of(first, below) for first, below in sorted(trie.items())))


def _inflections(form: str) -> list[str]:
    """An English form in the plural; the past and the progressive too where it is one word."""
    if not form[-1].isalpha():
        return []
    stem, plural, past = form, "s", "ed"
    if form.endswith(("s", "x", "z", "ch", "sh", "o")):
        plural = "es"
    elif form.endswith("e"):
        stem, plural = form[:-1], "es"
    elif form.endswith("y") and form[-2:-1] not in _VOWELS:
        stem, plural, past = form[:-1], "ies", "ied"
    if " " in form:
        return [stem + plural]
    doubled = [form + form[-1] + ending for ending in ("ed", "ing")] if form[-2:-1] in _VOWELS else []
    return [stem + plural, stem + past, form.removesuffix("e") + "ing", *doubled]


_Trie = dict[str, "_Trie"]
_END = ""


def _pattern_of(character: str, below: _Trie, *, first: bool = True) -> str:
    """The pattern of the names that go on with a character; Latin letters and digits only as whole words."""
    latin = character.isascii() and character.isalnum()
    here = r"[\s-]+" if character == " " else re.escape(character)
    branches = [_pattern_of(after, node, first=False) for after, node in sorted(below.items()) if after != _END]
    if _END in below:  # last: the longer names are tried before it
        branches.append("(?![a-z0-9])" if latin else "")
    rest = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return (r"(?<![a-z0-9])" if first and latin else "") + here + rest

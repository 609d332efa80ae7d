"""Terms of policy with their exact renderings (renderings.csv), and noun phrases put together from them.

The glossary finds what may mean the same; a rendering is what a word means. A noun phrase is rendered where every
character of it belongs to a known term.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from vectorstore.regions import find_regions

_TABLE = Path(__file__).with_name("renderings.csv")
_JOINS = {"和": "and", "与": "and", "及": "and", "以及": "and", "或": "or", "、": ","}
_HEAD_ENDS = re.compile(r" (?:with|for|of|using|combining|listed|above|in|at|fit)\b")
_ONE_ONLY = re.compile("economy$|provident fund$|^core industries")
_PLURAL_Y = re.compile("[^aeiou]y$")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


@dataclass(frozen=True, slots=True)
class Rendering:
    """A Chinese term, its English forms (the one to write first), and what kind of word it is.

    The kinds: measure (names a quantity), generic (a measure that must be told of what), count (can be counted), term
    (any other noun), modifier (stands before a noun), verb (what is done with what is counted).
    """

    zh: str
    en: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A rendered noun phrase: its words in the singular and plural, the kind of its head, and of how many terms it is."""

    words: str
    plural: str
    kind: str
    terms: int


@lru_cache(maxsize=1)
def renderings() -> tuple[Rendering, ...]:
    """Every row of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(Rendering(row["zh"], tuple(row["en"].split(";")), row["kind"]) for row in csv.DictReader(file))


@lru_cache(maxsize=1)
def chinese_terms() -> dict[str, Rendering]:
    """Chinese term → its rendering."""
    return {rendering.zh: rendering for rendering in renderings()}


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[Rendering]]:
    found: dict[str, list[Rendering]] = {}
    for rendering in sorted(renderings(), key=lambda each: -len(each.zh)):
        found.setdefault(rendering.zh[0], []).append(rendering)
    return found


@lru_cache(maxsize=1)
def english_terms() -> dict[str, Rendering]:
    """English form in lower case, its plural too, → the first rendering that has it; verbs and modifiers left out."""
    found: dict[str, Rendering] = {}
    for rendering in renderings():
        if rendering.kind not in ("verb", "modifier"):
            for form in rendering.en:
                found.setdefault(form.lower(), rendering)
                if rendering.kind == "count":
                    found.setdefault(plural_of(form).lower(), rendering)
    return found


def plural_of(words: str) -> str:
    """The plural of an English noun phrase: that of its head."""
    end = _HEAD_ENDS.search(words)
    head, rest = (words[: end.start()], words[end.start() :]) if end else (words, "")
    if _PLURAL_Y.search(head):
        return f"{head[:-1]}ies{rest}"
    return head + ("es" if head.endswith(("s", "x", "ch", "sh")) else "s") + rest


def starting_verb(text: str) -> Rendering | None:
    """The longest verb that a text starts with, unless a longer noun starts there (新增就业 is no adding)."""
    for rendering in _by_first().get(text[:1], ()):
        if text.startswith(rendering.zh):
            return rendering if rendering.kind == "verb" else None
    return None


def render_noun_phrase(text: str) -> NounPhrase | None:
    """A Chinese noun phrase in English; None where a character of it is not known."""
    share = re.fullmatch(r"(?P<part>.+?)占(?P<whole>.+?)的?(?:比重|比例|比)", text)
    if share and text not in chinese_terms():
        part, whole = render_noun_phrase(share["part"]), render_noun_phrase(share["whole"])
        if part is None or whole is None:
            return None
        words = f"share of {part.plural} in {whole.words}"
        return NounPhrase(words, words, "measure", part.terms + whole.terms)
    parts = _segment(text)
    return _composed(parts) if parts else None


def _segment(text: str) -> list[Rendering] | None:
    """The fewest terms that cover a text; None where they cannot. Regions are terms too."""
    places = {mention.start: mention for mention in find_regions(text)}
    best: list[list[Rendering] | None] = [[], *([None] * len(text))]
    for at in range(len(text)):
        reached = best[at]
        if reached is None:
            continue
        steps = [r for r in _by_first().get(text[at], ()) if r.kind != "verb" and text.startswith(r.zh, at)]
        steps += [Rendering(zh, (en,), "join") for zh, en in _JOINS.items() if at and text.startswith(zh, at)]
        if at in places and places[at].region.english and places[at].group is None:
            place = places[at]
            steps.append(Rendering(text[place.start : place.end], (place.region.english,), "modifier"))
        for step in steps:
            end = at + len(step.zh)
            known = best[end] if end <= len(text) else None
            if end <= len(text) and (known is None or len(known) > len(reached) + 1):
                best[end] = [*reached, step]
    return best[-1]


def _composed(parts: Sequence[Rendering]) -> NounPhrase | None:
    """The terms as an English noun phrase; None where none is meant.

    What a measure is of stands behind it (output of raw coal and crude oil), else the order is that of the Chinese,
    which English shares. A join needs a noun on its left, and the head is a noun.
    """
    head, before = parts[-1], list(parts[:-1])
    joined = [at for at, part in enumerate(parts) if part.kind == "join"]
    if head.kind in ("modifier", "join") or (before and parts[0].kind == "generic"):
        return None
    if any(not at or parts[at - 1].kind in ("join", "modifier") for at in joined):
        return None
    nouns = len(parts) - len(joined)
    measured = [part.kind for part in before]
    if head.kind in ("measure", "generic") and {"count", "term"} & {*measured} and "generic" not in measured:
        parted = _parted(head) if before[-1].kind == "join" else None
        if parted:
            before, head = [*before, parted[0]], parted[1]
        if "measure" in measured or before[-1].kind == "join":
            return None
        article = "the " if len(before) == 1 and _ONE_ONLY.search(before[0].en[0]) else ""
        words = f"{head.en[0]} of {article}{_in_order(_all_many(before), joined)}"
        return NounPhrase(words, words, head.kind, nouns)
    return NounPhrase(_in_order(parts, joined), _in_order(_all_many(parts), joined), head.kind, nouns)


def _parted(measure: Rendering) -> tuple[Rendering, Rendering] | None:
    """A measure's two parts, where each is a term: 天然气 and 产量, which then is that of other things too."""
    for cut in range(1, len(measure.zh)):
        of, what = chinese_terms().get(measure.zh[:cut]), chinese_terms().get(measure.zh[cut:])
        if of and what and what.kind == "generic" and of.kind in ("term", "count"):
            return of, what
    return None


def _all_many(parts: Sequence[Rendering]) -> list[Rendering]:
    """The terms, in the plural where one ends an item and can be counted."""
    ends = [*(part.kind == "join" for part in parts[1:]), True]
    return [_many(part) if end else part for part, end in zip(parts, ends, strict=True)]


def _many(term: Rendering) -> Rendering:
    """A term that can be counted, in the plural."""
    return replace(term, en=(plural_of(term.en[0]),)) if term.kind == "count" else term


def _in_order(parts: Sequence[Rendering], joined: Sequence[int]) -> str:
    """The words one after the other; of marks between items the last is `and`."""
    words = ""
    for at, part in enumerate(parts):
        if part.kind != "join":
            words += (" " if words else "") + part.en[0]
        elif part.zh == "、" and at != joined[-1]:
            words += ","
        else:
            words += f" {'and' if part.zh == '、' else part.en[0]}"
    return words


def named_terms(text: str, language: str) -> list[tuple[int, int, Rendering]]:
    """The terms that a text in a language names, longest first, none inside another, each once, in order."""
    found: list[tuple[int, int, Rendering]] = []
    if language == "zh":
        at = 0
        while at < len(text):
            match = next((r for r in _by_first().get(text[at], ()) if text.startswith(r.zh, at)), None)
            if match:
                found.append((at, at + len(match.zh), match))
            at += len(match.zh) if match else 1
    else:
        terms = english_terms()
        hits = _english_pattern().finditer(text)
        found = [(*hit.span(), terms[re.sub(r"\s+", " ", hit.group()).lower()]) for hit in hits]
    return list({rendering.zh: (start, end, rendering) for start, end, rendering in reversed(found)}.values())[::-1]


@lru_cache(maxsize=1)
def _english_pattern() -> re.Pattern[str]:
    forms = sorted((form for form in english_terms() if _NAME.match(form)), key=len, reverse=True)
    alternatives = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def render_english_phrase(text: str) -> str | None:
    """An English noun phrase in Chinese: one term, or `X of Y` of two; None where it is not known."""
    bare = re.sub(r"^(?:the|an?) ", "", " ".join(text.split()), flags=re.IGNORECASE)
    terms = english_terms()
    if bare.lower() in terms:
        return terms[bare.lower()].zh
    if bare.lower().startswith("total "):
        whole = render_english_phrase(bare[6:])
        return f"总{whole}" if whole else None
    head, of, rest = bare.partition(" of ")
    if of and head.lower() in terms:
        inner = render_english_phrase(rest)
        return inner + terms[head.lower()].zh if inner else None
    words = bare.split(" ")
    for cut in range(1, len(words)):
        first, last = " ".join(words[:cut]).lower(), " ".join(words[cut:]).lower()
        if first in terms and last in terms and terms[first].kind in ("count", "term"):
            return terms[first].zh + terms[last].zh
    return None

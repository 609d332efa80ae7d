"""The regions that a text names in letters: English names, and counties in pinyin, which may be other words."""

from __future__ import annotations

import re

from vectorstore.region_table import RegionTable, Surface

_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ž]+(?:['’][a-z]+)?|[a-z]{4,}(?:'[a-z]+)?|(?:[A-Z]\.){2,3}")
_LETTER = re.compile("[a-zß-öø-ž]")
_TO_HOLDER = re.compile(
    r"(?: (?:state|province|prefecture|region|governorate|department|county))?,? (?:(?:in|of) )?(?:the )?"
)
# What tells that a name in pinyin is a place's.
_RANK = re.compile(r" (?:County|District|City|Town|New Area|Municipal|People's Government)\b", re.IGNORECASE)
_BESIDE = 60
_LONG_ENOUGH, _LONG_ENOUGH_IN_SMALL = 5, 6
_WORD_BEFORE = re.compile(r"([A-Za-z]+)[ -]$")
_NAME_BEHIND = re.compile(r"[ -][A-Z][a-z]|[a-z]")
_OPENINGS = frozenset(
    "does do did is are was were has have had can could will would should may what which how when where who why in at for"
    " from to of the and or under as if within since by with on near around across both between does about list compare".split()
)
_NO_PLACES = frozenset("guide guiding mulan jinping lean mile saga dean changan huaxin".split())


def find_english(text: str, table: RegionTable, found: list[tuple[Surface, int, int]]) -> None:
    """Add the English names that a text has to those found, each with its place."""
    folded = text.replace("’", "'")
    lower = folded.lower()
    shouting = lower == folded
    at = 0
    for match in _WORD.finditer(folded):
        start = match.start()
        if start < at or not (shouting or folded[start].isupper()):
            continue
        word = match.group().lower().removesuffix("'s")
        for surface in table.english.get(word, ()):
            whole = start + len(surface.text)
            if not lower.startswith(surface.text.lower(), start) or _LETTER.match(lower, whole):
                continue
            end = start + len(surface.text.partition(",")[0])  # what holds a county is a name of its own
            if _stands_in_english(surface, folded, lower, start, end):
                at = end
                found.append((surface, start, end))
                break


def _stands_in_english(surface: Surface, text: str, lower: str, start: int, end: int) -> bool:
    """Whether a name at this place is written as it must be, beside what it must stand beside."""
    if text.endswith("Sino-", 0, start) or (surface.cased and not text.startswith(surface.text, start)):
        return False
    if surface.attached:
        behind = _TO_HOLDER.match(lower, end)
        return behind is not None and behind.end() > end and lower.startswith(surface.attached, behind.end())
    if surface.not_before and surface.not_before.match(text, end):
        return False
    return not (surface.not_after and surface.not_after.search(text[max(0, start - 4) : start]))


def told_beside(
    surface: Surface, text: str, start: int, end: int, found: list[tuple[Surface, int, int]], table: RegionTable
) -> tuple[str, ...]:
    """The county that a name in pinyin means: the one of what is named beside it, or the only one of that name."""
    near = {
        code for other, begin, stop in found for code in other.codes
        if not other.pinyin and begin < end + _BESIDE and start - _BESIDE < stop
    }  # fmt: skip
    told = [code for code in surface.codes if any(table.lies_in(code, above) for above in near)]
    if told or len(surface.codes) > 1:
        return tuple(told) if len(told) == 1 else ()
    return surface.codes if _RANK.match(text, end) or _is_no_name(text, start, end) else ()


def _is_no_name(text: str, start: int, end: int) -> bool:
    """Whether a name in pinyin is no everyday word, and no part of a person's or a firm's name."""
    word, before = text[start:end], _WORD_BEFORE.search(text, max(0, start - 20), start)
    if len(word) < (_LONG_ENOUGH if word[0].isupper() else _LONG_ENOUGH_IN_SMALL) or word.lower() in _NO_PLACES:
        return False
    if before and before[1][0].isupper() and before[1].lower() not in _OPENINGS:
        return False
    return _NAME_BEHIND.match(text, end) is None

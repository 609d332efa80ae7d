"""Word's automatic numbers (第一章, 第六条, 1.1), which stand in no text of the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_STYLES = 20  # how many styles may stand upon one another


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    gap: str = " "
    is_legal: bool = False  # every number in it is written in Arabic figures


@dataclass(slots=True)
class _List:
    """A list: its levels, and how far each is counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, which are to be asked for in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the elements `w:numbering` (or None) and `w:styles`."""
        parts = numbering if numbering is not None else ()
        abstract = {part.get(f"{_W}abstractNumId"): part for part in parts if part.tag == f"{_W}abstractNum"}
        self._shared: dict[str | None, _List] = {name: _List(dict(_levels(part))) for name, part in abstract.items()}
        self._lists: dict[str | None, tuple[_List, dict[int, int]]] = {}
        for part in parts:
            if part.tag == f"{_W}num" and (shared := self._shared.get(_value(part, "abstractNumId"))):
                self._lists[part.get(f"{_W}numId")] = (shared, dict(_restarts(part)))
        self._styles = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}

    def number_of(self, paragraph: Any) -> str:
        """The number that Word writes before a paragraph, with the gap behind it; empty where it writes none."""
        name, level = self._place_of(paragraph)
        if name not in self._lists or level >= _LEVELS:
            return ""
        numbered, restarts = self._lists[name]
        if level in restarts:
            numbered.counts[level] = restarts.pop(level) - 1
        count = numbered.counts.get(level)
        own = numbered.levels.get(level, _Level())
        numbered.counts[level] = own.start if count is None else count + 1
        for deeper in [deeper for deeper in numbered.counts if deeper > level]:
            del numbered.counts[deeper]
        text = _PLACE.sub(lambda place: _shown(numbered, int(place.group(1)) - 1, own.is_legal), own.pattern)
        return text + own.gap if text.strip() else ""

    def _place_of(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the level that a paragraph has of its own, or from its style."""
        found = paragraph.find(f"{_W}pPr")
        style = _value(found, "pStyle") if found is not None else None
        level: str | None = None
        for _ in range(_STYLES):
            place = found.find(f"{_W}numPr") if found is not None else None
            if place is not None:
                level = level or _value(place, "ilvl")
                if name := _value(place, "numId"):
                    return name, int(level) if level and level.isdecimal() else 0
            above = self._styles.get(style)
            if above is None:
                break
            found, style = above.find(f"{_W}pPr"), _value(above, "basedOn")
        return None, 0


def _value(parent: Any, name: str) -> str | None:
    """The value of an element's child."""
    child = parent.find(f"{_W}{name}")
    return child.get(_VAL) if child is not None else None


def _levels(abstract: Any) -> Iterator[tuple[int, _Level]]:
    for level in abstract.iter(f"{_W}lvl"):
        start = _value(level, "start") or "1"
        gap = "" if _value(level, "suff") == "nothing" else " "
        number_format = _value(level, "numFmt") or "decimal"
        pattern = "" if number_format in ("bullet", "none") else _value(level, "lvlText") or ""
        legal = level.find(f"{_W}isLgl") is not None
        yield _depth(level), _Level(int(start) if start.isdecimal() else 1, number_format, pattern, gap, legal)


def _restarts(num: Any) -> Iterator[tuple[int, int]]:
    """The levels at which a list begins anew, each with its first number."""
    for override in num.iter(f"{_W}lvlOverride"):
        start = _value(override, "startOverride")
        if start and start.isdecimal():
            yield _depth(override), int(start)


def _depth(level: Any) -> int:
    said = level.get(f"{_W}ilvl", "0")
    return int(said) if said.isdecimal() else 0


def _shown(numbered: _List, level: int, is_legal: bool) -> str:
    own = numbered.levels.get(level, _Level())
    return (
        str(numbered.counts.get(level, own.start))
        if is_legal
        else _FORMATS.get(own.number_format, str)(numbered.counts.get(level, own.start))
    )


def _chinese(number: int) -> str:
    """九, 十, 十一, 二十, 一百零五."""
    if not 0 < number < 1000:
        return str(number)
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = digits[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
        ),
        _chinese,
    ),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if 0 < number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: chr(0x2460 + number - 1) if 0 < number <= 20 else str(number),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10],
}

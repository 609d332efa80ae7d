"""Where a quote stands verbatim in a stored text (DESIGN.md, "What must always hold" 1).

Both are folded alike: compatibility forms, width, case, quote marks, dashes, white space, unseen characters. A quote
counts only as one unbroken run that cuts no number, word, negation or exception in two; what is in doubt is not found.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, field

_MARKS = {**dict.fromkeys("“”„‟«»「」『』〝〞", '"'), **dict.fromkeys("‘’‚‛′´", "'"), "−": "-", "─": "-", "∶": ":"}
_UNSEEN = re.compile("[\u034f\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_CN = "[零〇一二两三四五六七八九十百千万亿]"
_FIGURE = (
    rf"第?(?:\d+(?:(?:[.:/-]|\^-?)\d+|,\d{{3}}(?!\d))*|{_CN}+(?:点{_CN}+)?(?:分之[\d.]*{_CN}*)?)[多余几]?[十百千万亿]*"
    r"(?:(?:thousand|million|billion|trillion|bn|mn)(?![a-z]))?(?:个?百分点|[%‰]|percent(?:agepoints?)?|per cent)?"
)
_NUMBER = re.compile(rf"{_FIGURE}(?:(?:-+|~|至|到|to){_FIGURE})?")
_UNIT = re.compile(
    r"(?:[kmgt]?wh?|km2?|kg|m[23]?|t|ha|mu|tons?|tonnes?|yuan|rmb|usd|euros?|dollars?|hectares?|people|persons?|jobs"
    r"|households|years?|months?|days?|hours?|times)(?![a-z\d])|[元人家户个项吨米公平亩度年月日天倍名台辆座美欧港兆吉]"
)
_SCALED = re.compile(r"\d[十百千万亿]*(?:[a-z]+illion)?$")
_NEGATED = re.compile(
    r"(?:[不未无非没勿莫毋否除]|不[得再予可能应宜准许会要需含]|未[经能曾]|没有|[无毋]需|无须|免[予于]|禁止|严禁|不属于|不包括"
    r"|不适用于?|除了|(?:(?<![a-z])(?:not|no|never|nor|neither|without|cannot|except|unless|excluding|non)|n't)"
    r"(?: (?:yet|be|been|being|have|has|had|longer|any|an?|the|to))*[ -]?)$"
)
_EXCEPTED = re.compile(
    r"[,(]?[^,。;!?()]{0,30}?(?:除外|例外)|[ ,(]{0,2}(?:except|unless|excluding|other than|provided that)(?![a-z])"
)
_LINE_ENDS = "\n\r\t\f\v|\u2028\u2029"
_REACH = 60  # folded characters on either side that can decide whether an edge is clean
_TRIES = 1000
_LEAST = 12  # Latin letters and digits; a Chinese character weighs three


@dataclass(slots=True)
class _Folded:
    """A folded text; for each of its characters, where the stored one (its combining marks included) stands."""

    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, shape: str, start: int, end: int) -> None:
        for part in shape:
            self.parts.append(part)
            self.starts.append(start)
            self.ends.append(end)

    def mark(self, shape: str, end: int) -> None:
        """Add combining marks to the last character, in canonical order (Unicode, section 3.11)."""
        for part in shape:
            order, place = unicodedata.combining(part), len(self.parts)
            while order and len(self.parts) - place < 30 and unicodedata.combining(self.parts[place - 1]) > order:
                place -= 1
            self.parts.insert(place, part)
            self.starts.append(self.starts[-1])
            self.ends.append(end)


def _kind(character: str) -> str:
    """`d`igit, `w` (a letter), `c` (a Chinese character or kana), combining `m`ark, or `-` for all else."""
    category = unicodedata.category(character)
    if character >= "\u2e80" and character.isalnum():
        return "c"
    return "d" if category == "Nd" else {"L": "w", "M": "m"}.get(category[0], "-")


@functools.lru_cache(maxsize=1 << 16)
def _shape(character: str) -> tuple[str, str, str, bool]:
    """Return what a character is matched as, the kinds of its first and last part, and whether it is a raised figure."""
    category, tag = unicodedata.category(character), unicodedata.decomposition(character).partition(" ")[0]
    if category in ("Cf", "Cc") or _UNSEEN.match(character):
        return "", "-", "-", False
    shape = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    # A list marker such as ① or ⒈ must not read as a figure: "⒈5%" is not "1.5%".
    if tag == "<circle>" or (tag == "<compat>" and any(part.isdigit() for part in shape)):
        shape = character
    shape = "-" if category == "Pd" else _MARKS.get(character, shape)
    shape = "".join(_MARKS.get(part, part) for part in shape if not part.isspace())
    raised = tag in ("<super>", "<sub>", "<fraction>") and not shape[:1].isalpha()
    kinds = [_kind(part) for part in shape]
    return shape, "".join(kinds[:1]) or "-", next((kind for kind in reversed(kinds) if kind != "m"), "-"), raised


def _fold(text: str) -> _Folded:
    """Fold a text; a space is kept only where its loss would join two words or two figures."""
    folded = _Folded()
    parts, spaced, last, last_raised = folded.parts, False, "-", False
    for index, character in enumerate(text):
        if character.isspace():
            spaced = True
            continue
        shape, first, tail, raised = _shape(character)
        if not shape:
            continue
        if first == "m" and parts and not spaced:
            folded.mark(shape, index + 1)
            continue
        if (raised and last == "d") or (last_raised and first == "d"):
            folded.add("^", -1, index)
        elif spaced and parts:
            after_point = first == "d" and parts[-1] in ".," and len(parts) > 1 and parts[-2].isdigit()
            if after_point or (first == last and first in "wd") or (last == "d" and shape[0] in ".,"):
                folded.add(" ", -1, index)
        folded.add(shape, index, index + 1)
        spaced, last, last_raised = False, tail, raised
    return folded


def _cuts(text: str, folded: str, stored: _Folded, edge: int) -> bool:
    """Whether an edge of a quote cuts a number, a word or a character of the text in two."""
    if not 0 < edge < len(folded):
        return False
    low, around = max(0, edge - _REACH), folded[edge - 1 : edge + 1]
    numbers = _NUMBER.finditer(folded[low : edge + _REACH])
    if stored.starts[edge - 1] == stored.starts[edge] or any(n.start() < edge - low < n.end() for n in numbers):
        return True
    if " " in around or re.search(r"\s", text[stored.ends[edge - 1] : stored.starts[edge]]):
        return False
    before, after = map(_kind, around)
    if before == "d" and after == "c":
        return folded[edge] not in "的和与及或并等在"
    minus = after == "d" and text[stored.starts[edge - 1]] in "-−－" and folded[edge - 2 : edge] != "--"
    return minus or (before in "wdm" and after in "wd")


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a span is a whole line or a whole cell of a table."""
    before, after = text[:start].rstrip(" \u3000\xa0")[-1:], text[end:].lstrip(" \u3000\xa0")[:1]
    return before in _LINE_ENDS and after in _LINE_ENDS


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Return the offsets of a quote in a text, so that `text[start:end]` is what is stored; None where it is not."""
    stored, sought = _fold(text), "".join(_fold(quote).parts)
    folded, at = "".join(stored.parts), -1
    weight = sum({"c": 3, "w": 1, "d": 1}.get(_kind(part), 0) for part in sought)
    for _ in range(_TRIES):
        at = folded.find(sought, at + 1) if weight else -1
        if at < 0:
            break
        start, stop = stored.starts[at], at + len(sought)
        end, ahead = stored.ends[stop - 1], folded[stop : stop + _REACH]
        if _NEGATED.search(folded[max(0, at - _REACH) : at]) or (sought[-1] not in "。.!?;" and _EXCEPTED.match(ahead)):
            continue
        if _cuts(text, folded, stored, at) or _cuts(text, folded, stored, stop):
            continue
        unitless = _SCALED.search(sought[-12:]) and _UNIT.match(ahead)
        if (weight >= _LEAST and not unitless) or _is_line(text, start, end):
            return start, end
    return None

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
    rf"第?(?:\d+(?:(?:[.:/-]|\^-?)\d+|,\d{{3}}(?!\d))*|{_CN}+(?:点{_CN}+)?(?:分之[\d.]*{_CN}*)?)"
    r"(?:(?<!\d{7})[多余几]?[十百千万亿]*)"  # seven digits in a row are a telephone's or a code's, and take no scale
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
# What negates nothing on the line below: a form's "□是 □否", a line "无", a heading such as "合同解除".
_ANSWERED = re.compile(r"(?:(?:[\n\r][ \t]*|[□☐☑☒■√✓£¨①-⑳] ?)[否无]|[）)] ?否|解除)[ \t\u3000\xa0]*[\n\r]\s*$")
_EXCEPTED = re.compile(
    r"[,(]?[^,:。;!?()]{0,30}?(?:除外(?!内容|责任|条款|项目)|例外)|[ ,(]{0,2}(?:except|unless|excluding|other than|provided that)(?![a-z])"
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
    gap = text[stored.ends[edge - 1] : stored.starts[edge]]
    # A colon that ends a line, or a double dash that begins one, is no ratio and no range of the numbers around it.
    announced = "\n" in gap and (around[0] == ":" or folded[edge : edge + 2] == "--")
    numbers = () if announced else _NUMBER.finditer(folded[low : edge + _REACH])
    if stored.starts[edge - 1] == stored.starts[edge] or any(n.start() < edge - low < n.end() for n in numbers):
        return True
    if " " in around or re.search(r"\s", gap):
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


class QuotableText:
    """A stored text, folded once, in which any number of quotes can be sought."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stored = _fold(text)
        self._folded = "".join(self._stored.parts)

    def find(self, quote: str) -> tuple[int, int] | None:
        """Return the offsets of a quote, so that `text[start:end]` is what is stored; None where it is not.

        Where it stands several times, the place that has it letter for letter goes before one that differs in folding.
        """
        sought, whole = "".join(_fold(quote).parts), quote.strip()
        weight = sum({"c": 3, "w": 1, "d": 1}.get(_kind(part), 0) for part in sought)
        first, at = None, -1
        for _ in range(_TRIES if weight else 0):
            at = self._folded.find(sought, at + 1)
            if at < 0:
                break
            if self._whole(at, at + len(sought), weight):
                span = self._stored.starts[at], self._stored.ends[at + len(sought) - 1]
                if self._text[slice(*span)] == whole:
                    return span
                first = first or span
        return first

    def _whole(self, at: int, stop: int, weight: int) -> bool:
        """Whether a run of the folded text cuts nothing off that would change what it says."""
        text, folded, stored = self._text, self._folded, self._stored
        start, end, ahead = stored.starts[at], stored.ends[stop - 1], folded[stop : stop + _REACH]
        negated = _NEGATED.search(folded[max(0, at - _REACH) : at]) and not _ANSWERED.search(
            text[max(0, start - _REACH) : start]
        )
        if negated or (folded[stop - 1] not in "。.!?;" and _EXCEPTED.match(ahead)):
            return False
        if _cuts(text, folded, stored, at) or _cuts(text, folded, stored, stop):
            return False
        unitless = _SCALED.search(folded[max(at, stop - 12) : stop]) and _UNIT.match(ahead)
        return (weight >= _LEAST and not unitless) or _is_line(text, start, end)


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Return the offsets of a quote in a text, as `QuotableText` finds them."""
    return QuotableText(text).find(quote)

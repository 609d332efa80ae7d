"""Sentences and clauses of Chinese and English text, with exact offsets.

A sentence ends at 。！？； or . ! ? and where a line ends; quote marks and brackets that close there stay with it. A
full stop inside a number, an abbreviation, an initial, an address or a list marker ends nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSERS = "”’」』）)】]》〉〕｝}"
_PAIRS = {
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
    "《": "》",
    "〈": "〉",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "“": "”",
}
_END = re.compile(r"[。！？；｡!?.]+|[\n\r\f\v\x85\u2028\u2029]+")
_CLAUSE_END = re.compile(r"[，、；,;]")
_IN_NUMBER = re.compile(r"(?<=\d)(?:,(?=\d)|，(?=\d{3}(?!\d)))")
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|cf|vs|viz|et al|approx|mrs?|ms|dr|prof|gov|st|mt|(?P<initials>(?:[a-z]\.)*[a-z]))\Z", re.IGNORECASE
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:nos?|arts?|secs?|figs?|tab|eqs?|refs?|paras?|chs?|chap|vols?|pp?|ca"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\Z",
    re.IGNORECASE,
)
_LIST_MARKER = re.compile(r"\A\W*(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})\Z", re.IGNORECASE)
_OPENING_WORD = re.compile(r"(?:The|This|These|Those|It|In|On|At|As|For|We|They|There|However|But|And|If|When)\b")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a text, as character offsets."""

    start: int
    end: int


def _ends_here(text: str, begin: int, start: int, end: int) -> bool:
    """Whether the marks `text[start:end]` end the sentence that began at `begin`."""
    marks, after = text[start:end], text[end : end + 1]
    if any(mark not in ".!?" for mark in marks):
        return True
    if after and not after.isspace() and after.isascii() and after not in _CLOSERS + "\"'":
        return False
    before = text[max(begin, start - 40) : start]
    if marks != ".":
        return marks.strip(".") != "" or not re.match(r"\s*[a-z]", text[end : end + 40])
    following = text[end : end + 40].lstrip(_CLOSERS + "\"' \t\u3000\xa0")
    if following[:1].islower() or (_BEFORE_NUMBER.search(before) and following[:1].isdigit()):
        return False
    if before[-1:].isdigit() and after.isalnum():
        return False
    if start - begin < 12 and _LIST_MARKER.match(text[begin:start]):
        return False
    abbreviation = _ABBREVIATED.search(before)
    if abbreviation and following and following[0] not in "\r\n":
        return "." in (abbreviation["initials"] or "") and bool(_OPENING_WORD.match(following))
    return True


def _closing(text: str, begin: int, end: int) -> int:
    """Return where a sentence ends once the quote marks and brackets that close right behind it are counted in."""
    while end < len(text):
        straight = text[end] == '"' and text.count('"', begin, end) % 2 == 1
        if not (straight or text[end] in _CLOSERS or (text[end] == "'" and not text[end + 1 : end + 2].isalnum())):
            break
        end += 1
    return end


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    """Return the span without the white space around it; nothing where no letter or digit is in it."""
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return [Span(start, end)] if any(character.isalnum() for character in text[start:end]) else []


def split_sentences(text: str) -> list[Span]:
    """Split a text into its sentences, in order and without overlap."""
    spans: list[Span] = []
    begin = 0
    for match in _END.finditer(text):
        line_end = match.group()[0].isspace()
        if match.start() >= begin and (line_end or _ends_here(text, begin, match.start(), match.end())):
            end = match.start() if line_end else _closing(text, begin, match.end())
            spans += _trimmed(text, begin, end)
            begin = max(end, match.end())
    return spans + _trimmed(text, begin, len(text))


def _enclosed(sentence: str) -> list[Span]:
    """Return the runs inside brackets and quote marks; an opening mark that nothing closes encloses nothing."""
    spans: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    quoted: int | None = None
    for index, character in enumerate(sentence):
        if character == '"':
            if quoted is not None:
                spans.append(Span(quoted, index))
            quoted = None if quoted is not None else index
        elif character in _PAIRS:
            open_marks.append((_PAIRS[character], index))
        elif open_marks and any(closer == character for closer, _ in open_marks[-8:]):
            while open_marks[-1][0] != character:
                open_marks.pop()
            spans.append(Span(open_marks.pop()[1], index))
    return spans


def split_clauses(sentence: str) -> list[Span]:
    """Split a sentence at ，、；, and ; outside numbers, brackets and quote marks; the separators are left out."""
    inside = bytearray(len(sentence) + 1)
    reach = 0
    for span in sorted(_enclosed(sentence), key=lambda span: span.start):
        begin = max(span.start, reach)
        inside[begin : span.end] = b"\x01" * max(0, span.end - begin)
        reach = max(reach, span.end)
    clauses: list[Span] = []
    start = 0
    for match in _CLAUSE_END.finditer(sentence):
        at = match.start()
        if not inside[at] and not _IN_NUMBER.match(sentence, at):
            clauses += _trimmed(sentence, start, at)
            start = at + 1
    return clauses + _trimmed(sentence, start, len(sentence))

"""What a language model writes, read line by line: statements with the keys and quotes they name, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.prompt import SENTINEL, visible

_MARK = re.compile(
    r"\s*[\[【［(（]\s*(?:passage |key |段落)?([0-9a-zA-Z]{1,12}(?:\s*[,，、;]\s*[0-9a-zA-Z]{1,12})*)\s*[\]】］)）]"
)
_KEY = re.compile(r"[0-9a-zA-Z]+")
_QUOTE = re.compile(r"\s*«([^«»]*)»")
_BULLET = re.compile(r"^\s*(?:[-*•·>#]+|\d{1,2}[.)、](?!\d))\s*")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
# Marks, then the end of a sentence on either side of them: what follows is another statement.
_NEXT = re.compile(r"(?<=[\]】»])[.。!！;；]?\s+(?=[A-Z\u3400-\u9fff])|(?<=[\]】»])[.。]\s*(?=[\u3400-\u9fff])")
_UNSAFE = re.compile(
    r"<\s*[/!?a-z]|\]\s*\(|https?:|\bwww\.|javascript:|data:|mailto:|`|&#?\w{2,8};|!\[|[\w.]+@[\w-]+\.\w|\{\{|\}\}"
    r"|\b[\w-]+\.(?:com|cn|org|net|gov|io|top|xyz|info|ru|app|dev)\b"
    r"|\b(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions?|rules|prompt)\b|system prompt|\bas an? (?:ai|(?:large )?language model)\b"
    r"|(?:忽略|无视|忘记).{0,12}(?:指令|指示|规则|提示词)|系统提示|作为(?:一个|一名)?(?:AI|人工智能|大?语言模型)",
    re.IGNORECASE,
)
LONGEST_LINE = 1200
_LONGEST = {"zh": 240, "en": 600}
_MOST_CHARACTERS = 20_000
_MOST_LINES = 40
_MOST_REPEATS = 2


@dataclass(frozen=True, slots=True)
class Annotation:
    """A citation that a provider gives beside its text: the quote, and what it says of where it is from.

    `start` and `end` are offsets in the whole text written; None where it belongs to the piece it came with.
    """

    cited: str | None
    title: str | None = None
    url: str | None = None
    index: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a streamed text with the citations that came with it."""

    text: str
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as the model wrote it: its text, the keys it names, each with a quote where it gave one."""

    text: str
    marks: tuple[tuple[str, str | None], ...] = ()
    annotations: tuple[Annotation, ...] = ()
    start: int = 0
    end: int = 0

    @property
    def is_safe(self) -> bool:
        """Whether it is a plain sentence: no markup, link, code or instruction, and no mark left over in it."""
        return not (_UNSAFE.search(self.text) or re.search(r"[\[\]【】［］«»¹⁰⁴-⁹①-⑳]", self.text))

    def fits(self, language: str) -> bool:
        """Whether it is as short as a statement is."""
        return any(character.isalnum() for character in self.text) and len(self.text) <= _LONGEST[language]


@dataclass(slots=True)
class LineReader:
    """Reads a stream; stops where a text has no end, no line break, or says the same again and again.

    `declined` says that the model found no answer in the passages, `broken_off` that reading stopped before its end.
    """

    declined: bool = False
    broken_off: bool = False
    _seen: dict[str, int] = field(default_factory=dict)
    _given: list[Annotation] = field(default_factory=list)

    def drafts(self, pieces: Iterable[Piece]) -> Iterator[Draft]:
        """The drafts of a stream, each as soon as it is whole; one without any mark waits for late citations."""
        waiting: list[Draft] = []
        for draft in self._lines(pieces):
            draft = replace(draft, annotations=self._beside(draft))
            if draft.marks or draft.annotations:
                yield draft
            else:
                waiting.append(draft)
        yield from (replace(draft, annotations=self._beside(draft)) for draft in waiting)

    def _beside(self, draft: Draft) -> tuple[Annotation, ...]:
        """The citations given so far for the line of a draft."""
        return tuple(a for a in self._given if (a.start or 0) < draft.end and draft.start < (a.end or 0))

    def _lines(self, pieces: Iterable[Piece]) -> Iterator[Draft]:
        rest, begin, before, lines = "", 0, 0, 0
        for piece in pieces:
            self._take(piece, begin, rest, before)
            *whole, rest = (rest + piece.text).split("\n")
            for line in whole:
                lines += 1
                yield from self._line(line, begin)
                before, begin = (begin if line.strip() else before), begin + len(line) + 1
            too_long = len(rest) > LONGEST_LINE or begin > _MOST_CHARACTERS or lines > _MOST_LINES
            if too_long or max(self._seen.values(), default=0) > _MOST_REPEATS:
                self.broken_off = True
                return
        yield from self._line(rest, begin)

    def _take(self, piece: Piece, begin: int, rest: str, before: int) -> None:
        """Keep a piece's citations; one without offsets is for its piece, or for the line before it where it is bare."""
        start = begin + len(rest) if piece.text else (begin if rest.strip() else before)
        end = begin + len(rest) + len(piece.text)
        for given in piece.annotations:
            placed = given.start is not None and given.end is not None
            self._given.append(given if placed else replace(given, start=start, end=max(end, start + 1)))

    def _line(self, line: str, begin: int) -> Iterator[Draft]:
        for part in _NEXT.split(visible(line)):
            if SENTINEL in part:
                self.declined = True
                continue
            draft = read_draft(part)
            if not any(character.isalnum() for character in draft.text):
                continue
            seen = self._seen[draft.text] = self._seen.get(draft.text, 0) + 1
            if seen == 1:
                yield replace(draft, start=begin, end=begin + len(line))


def read_draft(line: str) -> Draft:
    """The text of a line and the marks in it."""
    marks: list[tuple[str, str | None]] = []
    kept, at = [], 0
    quotes: list[str] = []
    for match in re.finditer(f"{_QUOTE.pattern}|{_MARK.pattern}", line):
        keys = _KEY.findall(match[2] or "")
        in_round = match[0].lstrip()[:1] in "(（"
        if match[1] is None and not all(_is_key(key) and not (in_round and key.isdigit()) for key in keys):
            continue  # a word in brackets, or a number in round ones, is part of the sentence
        kept.append(line[at : match.start()])
        at = match.end()
        if match[1] is not None:
            quote = match[1].strip()
            if marks and marks[-1][1] is None:
                marks[-1] = (marks[-1][0], quote)
            elif marks:
                marks.append((marks[-1][0], quote))
            else:
                quotes.append(quote)
        else:
            marks += [(key.lower(), None) for key in keys]
            if quotes and keys:
                marks[-len(keys)] = (marks[-len(keys)][0], quotes.pop(0))
    kept.append(line[at:])
    if quotes:
        marks.append(("", quotes[0]))  # a quote of no passage proves nothing, and is not passed over
    text = _EMPHASIS.sub("", _BULLET.sub("", "".join(kept)))
    return Draft(" ".join(text.split()), tuple(marks))


def _is_key(word: str) -> bool:
    """Whether a word in brackets is meant as a key or a number, and not as part of the sentence."""
    return word.isdigit() or (len(word) >= 4 and any(c.isdigit() for c in word) and any(c.isalpha() for c in word))

"""Documents become passages, along their sections."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.document import Block, BlockKind, PolicyDocument
from ingest.runs import runs_of, short
from vectorstore.passage import Passage, language_of

_SENTENCE = re.compile(r"(?:[。；！？!?;]|(?<!\bNo)(?<!\bArt)\.(?=\s+[\"“‘(\[A-Z0-9]))[”’」』）)\"]*\s*|\n+")
_CLAUSE = re.compile(r"[，、,：:]\s*|\s+")

Span = tuple[int, int]


@dataclass(slots=True)
class _Section:
    """Headings without text between them, and what stands below."""

    path: tuple[str, ...]
    headings: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)


def split_into_passages(document: PolicyDocument, title: str, max_characters: int) -> list[Passage]:
    """The document as passages: runs of its text of at most so many characters, none of which crosses a section.

    A passage's id changes with the document's name, its text and the passage's position, and with nothing else.
    """
    digest = hashlib.sha1(f"{document.source.document}\0{document.text}".encode(), usedforsecurity=False).hexdigest()
    page_starts = [page.start for page in document.pages]
    passages: list[Passage] = []
    for section in _sections(document):
        for (start, end), path in _spans(document.text, section, max_characters):
            text = document.text[start:end]
            page = document.pages[bisect_right(page_starts, start) - 1].number if page_starts else None
            passages.append(
                Passage(
                    id=f"{digest[:16]}-{len(passages)}",
                    document=document.source.document,
                    position=len(passages),
                    text=text,
                    start=start,
                    end=end,
                    page=page,
                    heading_path=path,
                    language=language_of(text),
                    title=title,
                )
            )
    return passages


def _sections(document: PolicyDocument) -> list[_Section]:
    """The document's sections; a heading followed at once by its first subsection opens one with it."""
    sections = [_Section(())]
    stack: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            sections[-1].body.append(block)
            continue
        stack = [(rank, text) for rank, text in stack if rank < block.rank]
        stack.append((block.rank, short(document.text[block.start : block.end])))
        path = tuple(text for _, text in stack)
        current = sections[-1]
        if current.headings and not current.body and current.headings[-1].rank < block.rank:
            current.path = path
            current.headings.append(block)
        else:
            sections.append(_Section(path, [block]))
    return [section for section in sections if section.headings or section.body]


def _spans(text: str, section: _Section, limit: int) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The passages of a section with their heading paths, to which a table adds what it says of its rows."""
    opening = (section.headings[0].start, section.headings[-1].end) if section.headings else None
    for run in runs_of(text, section.body):
        for span in _packed(text, run.blocks, limit, opening):
            yield span, section.path + run.path
        opening = None
    if opening:
        for span in _cut(text, opening, limit):
            yield span, section.path


def _packed(text: str, blocks: Sequence[Block], limit: int, opening: Span | None) -> Iterator[Span]:
    """Blocks packed into spans up to the limit, behind the headings that open the section."""
    pending = opening
    for whole in _uncut(blocks):
        room = limit
        if pending == opening and opening and opening[1] - opening[0] < limit // 2:
            room = limit - (whole[0] - opening[0])
        for piece in _cut(text, whole, limit, room):
            if pending and piece[1] - pending[0] <= limit and (piece[0] == whole[0] or pending == opening):
                pending = (pending[0], piece[1])
            else:
                if pending:
                    yield from _cut(text, pending, limit)
                pending = piece
    if pending:
        yield from _cut(text, pending, limit)


def _uncut(blocks: Sequence[Block]) -> Iterator[Span]:
    """The spans of blocks; one that goes on in the next is one with it, so that no sentence is torn."""
    start: int | None = None
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        start = block.start if start is None else start
        if not block.is_cut or following is None:
            yield start, block.end
            start = None


def _cut(text: str, span: Span, limit: int, first_limit: int | None = None) -> list[Span]:
    """The span in pieces of at most so many characters, cut at sentences, else at commas, else hard."""
    start, end = span
    pieces = []
    room = first_limit if first_limit is not None and first_limit >= limit // 2 else limit
    while end - start > room:
        left = end - start
        aim = min(room, left // -(-left // room) + room // 8)
        cut = _last_end(_SENTENCE, text, start, start + aim, room // 3)
        cut = cut or _last_end(_SENTENCE, text, start, min(start + room, end - room // 6), room // 3)
        cut = cut or _last_end(_CLAUSE, text, start, start + aim, room // 3) or start + aim
        pieces.append(_trimmed(text, span, start, cut))
        start = cut
        room = limit
    pieces.append(_trimmed(text, span, start, end))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _last_end(pattern: re.Pattern[str], text: str, start: int, stop: int, least: int) -> int | None:
    """Where the last match before `stop` ends, if so much stands before it."""
    ends = [found.end() for found in pattern.finditer(text, start, stop + 1) if found.end() <= stop]
    return ends[-1] if ends and ends[-1] - start >= least else None


def _trimmed(text: str, whole: Span, start: int, end: int) -> Span:
    """A piece of a span without the white space around it; a row begins with the gaps of its empty cells."""
    while whole[0] < start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

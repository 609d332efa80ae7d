"""Runs of a section's blocks that may share a passage: paragraphs, or rows of a table of which the same is to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Block, BlockKind
from ingest.tables import is_unit_line

NAME_CHARACTERS = 60
HEADER_CHARACTERS = 200
CAPTION_CHARACTERS = 40
_CAPTION_BYTES = 3 * CAPTION_CHARACTERS
_NUMBER_ALONE = re.compile(r"(?:附?表|附件|图表|Table|Annex|Appendix)\s*[\dA-Z一二三四五六七八九十.-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks, and what a table says of them: its caption, its unit, its columns, and shared cells."""

    blocks: list[Block]
    path: tuple[str, ...] = ()


def runs_of(text: str, blocks: Sequence[Block]) -> Iterator[Run]:
    """The runs of a section, in order; a table's caption and unit line stand with its first rows."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.kind is BlockKind.ROW) != (run[-1].kind is BlockKind.ROW):
            captions = [] if run[-1].kind is BlockKind.ROW else _captions_of(text, run)
            yield from _parted(text, run[: len(run) - len(captions)])
            run = captions
        run.append(block)
    yield from _parted(text, run)


def short(text: str, length: int = NAME_CHARACTERS) -> str:
    """A text, cut where it is longer."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _captions_of(text: str, paragraphs: Sequence[Block]) -> list[Block]:
    """The lines right above a table that name it or tell its unit: short, and no sentences."""
    count = 0
    lines = [text[block.start : block.end] for block in reversed(paragraphs)]
    if lines and is_unit_line(lines[0]):
        count = 1
    if len(lines) > count and _is_caption(lines[count]):
        count += 1
        if len(lines) > count and _NUMBER_ALONE.fullmatch(lines[count]):
            count += 1
    return list(paragraphs[len(paragraphs) - count :])


def _is_caption(line: str) -> bool:
    return len(line.encode()) <= _CAPTION_BYTES and line[-1] not in "。；;.!！?？"


def _parted(text: str, run: Sequence[Block]) -> Iterator[Run]:
    """A run as it is, or a table's parted where another merged cell begins."""
    if not run or run[-1].kind is not BlockKind.ROW:
        if run:
            yield Run(list(run))
        return
    captions = [block for block in run if block.kind is not BlockKind.ROW]
    named = tuple(short(text[block.start : block.end]) for block in captions)
    rows = run[len(captions) :]
    if not any(row.context for row in rows):
        header = _header_of(text, rows)
        yield Run(list(run), named + tuple(short(text[row.start : row.end], HEADER_CHARACTERS) for row in header))
        return
    part = list(captions)
    context: tuple[str, ...] = ()
    for row in rows:
        if context and row.context != context:
            yield Run(part, named + _shortened(context))
            part = []
        part.append(row)
        context = row.context
    yield Run(part, named + _shortened(context))


def _shortened(context: tuple[str, ...]) -> tuple[str, ...]:
    """A row's context, cut where it is long: the names of the columns first, then the groups."""
    return (*(short(part, HEADER_CHARACTERS) for part in context[:1]), *map(short, context[1:]))


def _header_of(text: str, rows: Sequence[Block]) -> list[Block]:
    """The rows that name a table and its columns, where its format tells nothing: up to the first with several cells."""
    for index, row in enumerate(rows[:3]):
        if re.search(r"  | \| ", text[row.start : row.end]):
            return list(rows[: index + 1])
    return []

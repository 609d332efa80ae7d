"""The types of the filling side: a source file, and the document that a reader makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, and what its sidecar table says of it.

    `document` is its path below the folder that was ingested, with forward slashes; `root` is that folder. `corrections`
    are (field, value) pairs that stand over what reading finds. A file in an archive has the archive's `path`, and is
    named `archive.zip!/inside`. `digest` is of its content, where that is known already; `refused` is why it is not to
    be opened at all (a folder that cannot be looked into has a slash at its end).
    """

    path: Path
    document: str
    url: str | None = None
    source: str | None = None
    note: str | None = None
    corrections: tuple[tuple[str, str], ...] = ()
    root: str = ""
    inside: str | None = None
    digest: str | None = None
    refused: str | None = None


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document's text: a heading, a paragraph or a row of a table.

    `start` and `end` are character offsets in the document's text. `rank` orders headings: the smaller, the higher
    (0 for what is no heading). `context` is what a row's table says of it elsewhere: the names of the columns at their
    places, and the merged cells that it shares with other rows. What `is_cut` goes on in the next block, behind
    something that was left out, such as a page's header.
    """

    kind: BlockKind
    start: int
    end: int
    rank: int = 0
    context: tuple[str, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its character offsets, the layer the file has and how it was read in the end.

    `layer` is text, garbled or missing; `verdict` is text, ocr, unreadable, empty or image.
    """

    number: int
    start: int
    end: int
    layer: str = "text"
    verdict: str = "text"


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A parsed document: its whole text, the blocks in reading order, and its pages (none where the format has none).

    Blocks do not overlap; between two of them stands only white space.
    """

    source: SourceFile
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    title: str | None = None

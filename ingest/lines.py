"""The line, what readers make of a file before its offsets are known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.document import BlockKind


@dataclass(frozen=True, slots=True)
class Line:
    """A block to be: one paragraph, heading or row of a table.

    `rank` is not 0 where the format itself calls it a heading; `page` is where it begins, and `turns` are the
    offsets in its text at which the next pages begin. `context` is that of a row, as in `Block`. What `is_cut` goes on
    behind something that was left out, and is no heading however short it is.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    rank: int = 0
    page: int = 0
    turns: tuple[int, ...] = ()
    context: tuple[str, ...] = ()
    is_cut: bool = False

    def heading(self, rank: int) -> Line:
        """The line as a heading."""
        return replace(self, kind=BlockKind.HEADING, rank=rank)

    def paragraph(self) -> Line:
        """The line as a paragraph."""
        return replace(self, kind=BlockKind.PARAGRAPH, rank=0)

    def split(self, cut: int) -> tuple[Line, Line]:
        """Two lines: what stands before the cut, and what stands behind it without the white space between."""
        head = self.text[:cut].rstrip()
        tail = self.text[cut:].lstrip()
        offset = len(self.text) - len(tail)
        before = tuple(turn for turn in self.turns if turn < len(head))
        after = tuple(max(0, turn - offset) for turn in self.turns if turn >= len(head))
        passed = sum(1 for turn in after if turn == 0)
        first = replace(self, text=head, turns=before, is_cut=False)
        return first, replace(self, text=tail, page=self.page + len(before) + passed, turns=after[passed:])

"""What is right in a document that was read, against what it was made of: letters, cells, headings, pages, offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.assembly import CELL_GAP
from ingest.document import Block, BlockKind, PolicyDocument
from tests.evaluation.generated_pdf import Drawn
from tests.evaluation.generated_policy import ABOVE, LEFT, Policy, Table
from vectorstore.passage import Passage

_NAME = 50  # letters of a heading that a path is sure to hold
_OPENINGS = (400, 120, 40, 16)  # letters


@dataclass(slots=True)
class Tally:
    """How many of what was looked at are right."""

    right: int = 0
    total: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, is_right: bool, fault: str = "") -> None:
        """Count one."""
        self.right += is_right
        self.total += 1
        if not is_right:
            self.faults.append(fault)

    @property
    def share(self) -> float | None:
        """The share that is right; None where there was nothing."""
        return self.right / self.total if self.total else None


@dataclass(slots=True)
class Tallies:
    """What is measured of one kind of file."""

    characters: Tally = field(default_factory=Tally)
    cells: Tally = field(default_factory=Tally)
    rows: Tally = field(default_factory=Tally)
    headings: Tally = field(default_factory=Tally)
    places: Tally = field(default_factory=Tally)


def dense(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def edit_distance(a: str, b: str, most: int) -> int:
    """How many letters are to be put in, left out or exchanged to make `b` of `a`; `most` where it is more.

    The furthest place that so many changes reach is kept for each diagonal, so that it is quick where texts are alike.
    """
    goal = len(b) - len(a)
    reached = {0: _slide(a, b, 0, 0)}
    for changes in range(most):
        if reached.get(goal, -1) >= len(a):
            return changes
        following = {}
        for diagonal in range(-changes - 1, changes + 2):
            at = max(
                reached.get(diagonal, -2) + 1,  # one letter for another
                reached.get(diagonal + 1, -2) + 1,  # one left out
                reached.get(diagonal - 1, -1),  # one put in
            )
            at = min(at, len(a), len(b) - diagonal)
            if at >= max(0, -diagonal):
                following[diagonal] = _slide(a, b, at, diagonal)
        reached = following
    return most


def _slide(a: str, b: str, at: int, diagonal: int) -> int:
    while at < len(a) and at + diagonal < len(b) and a[at] == b[at + diagonal]:
        at += 1
    return at


def count_cells(table: Table, document: PolicyDocument, passages: Sequence[Passage], tallies: Tallies) -> None:
    """Count the cells that stand in their row and column, and the rows that tell their header, unit and caption."""
    blocks = [block for block in document.blocks if block.kind is BlockKind.ROW]
    for row in range(table.header_rows, len(table.grid)):
        block, cells = _nearest_row(table, row, document, blocks)
        passage = _passage_at(passages, block.start if block else -1)
        if passage is None or block is None:
            for text in table.grid[row]:
                if text not in (LEFT, ""):
                    tallies.cells.add(False, f"no row for {table.grid[row]}")
            tallies.rows.add(False, f"no row for {table.grid[row]}")
            continue
        context = [*passage.heading_path, *passage.text[: max(0, block.start - passage.start)].split("\n")]
        told = [_under_header(table, row, column, context) for column in range(len(cells))]
        for column, text in enumerate(table.grid[row]):
            if text in (LEFT, ""):
                continue
            held = text if text != ABOVE else table.text_at(row, column)
            stands = cells[column] == held or (text == ABOVE and any(held in line.split(CELL_GAP) for line in context))
            tallies.cells.add(stands and told[column], f"{held!r} in {cells} below {context}")
        carried = all(any(dense(text) in dense(line) for line in context) for text in (table.caption, table.unit))
        tallies.rows.add(carried and all(told), f"{cells} below {context}")


def _nearest_row(
    table: Table, row: int, document: PolicyDocument, blocks: Sequence[Block]
) -> tuple[Block | None, list[str]]:
    """The block that holds most of a row's cells in their columns, and its cells."""
    width = len(table.grid[row])
    best: tuple[int, Block | None, list[str]] = (0, None, [""] * width)
    for block in blocks:
        cells = document.text[block.start : block.end].split(CELL_GAP)
        cells += [""] * (width - len(cells))
        score = sum(a == b != "" for a, b in zip(cells, table.grid[row], strict=False))
        score = 3 * score - sum(a != "" != b and a != b for a, b in zip(cells, table.grid[row], strict=False))
        if score > best[0]:
            best = (score, block, cells)
    return best[1], best[2]


def _under_header(table: Table, row: int, column: int, context: Sequence[str]) -> bool:
    """Whether what stands around a row names its column: each name of the header, at the column's place."""
    if column >= len(table.grid[row]) or table.grid[row][column] == LEFT:
        return True
    lines = [text.split(CELL_GAP) for text in context]
    return all(any(_names(table, line, column, cells) for cells in lines) for line in range(table.header_rows))


def _names(table: Table, line: int, column: int, cells: Sequence[str]) -> bool:
    """Whether cells name a column as a line of the header does, at its place or where its merged cell begins."""
    name = table.text_at(line, column)
    first = column
    while table.grid[line][first] == LEFT:
        first -= 1
    told = f" {cells[column]} " if column < len(cells) else ""
    return f" {name} " in told or (first < len(cells) and cells[first] == name)


def count_headings(policy: Policy, document: PolicyDocument, passages: Sequence[Passage], tally: Tally) -> None:
    """Count the headings below which every paragraph has just the right heading path."""
    offsets = [place for place, character in enumerate(document.text) if not character.isspace()]
    text = dense(document.text)
    at = 0
    right: dict[tuple[str, ...], str] = {}
    for part in policy.parts:
        path = tuple(dense(name)[:_NAME] for name in part.path)
        if part.kind == "heading":
            right[path] = ""
        elif part.kind in ("paragraph", "item") and path:
            found = _place_of(dense(part.text), text, at)
            passage = _passage_at(passages, offsets[found]) if found >= 0 else None
            has = _path_of(passage, policy) if passage else None
            at = found + len(dense(part.text)) if found >= 0 else at
            if has != path:
                right[path] = f"{part.text[:40]} stands below {has}, not {path}"
    for fault in right.values():
        tally.add(not fault, fault)


def _path_of(passage: Passage, policy: Policy) -> tuple[str, ...]:
    """A passage's heading path without what stands above all of the document."""
    above = [dense(part.text) for part in policy.parts if part.kind in ("title", "issuer", "number")]
    path = (dense(name).rstrip("…")[:_NAME] for name in passage.heading_path)
    return tuple(name for name in path if not any(text.startswith(name) for text in above))


def count_places(document: PolicyDocument, passages: Sequence[Passage], drawn: Drawn | None, tally: Tally) -> None:
    """Count the passages that are word for word what stands at their offsets, and on their page."""
    pages = [page for page, text in drawn.texts for _ in dense(text)] if drawn else []
    source = dense("".join(text for _, text in drawn.texts)) if drawn else ""
    at = 0
    for passage in passages:
        exact = document.text[passage.start : passage.end] == passage.text
        if not drawn:
            tally.add(exact and passage.page is None, passage.text)
            continue
        found = _place_of(dense(passage.text), source, at)
        at = max(at, found + 1)
        page = next((page for page in document.pages if page.start <= passage.start < page.end), None)
        is_right = exact and found >= 0 and page is not None and pages[found] == page.number == passage.page
        tally.add(is_right, f"page {passage.page}: {passage.text[:60]}")


def _place_of(words: str, text: str, at: int) -> int:
    """Where words begin behind a place: all of them, else only their beginning; -1 where they are not found."""
    return next((place for size in _OPENINGS if (place := text.find(words[:size], at)) >= 0), -1)


def _passage_at(passages: Sequence[Passage], offset: int) -> Passage | None:
    """The passage that an offset of the document stands in."""
    place = bisect_right([passage.start for passage in passages], offset) - 1
    return passages[place] if place >= 0 and offset < passages[place].end else None

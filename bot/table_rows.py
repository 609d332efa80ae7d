"""A table's row as a reader takes it in: each cell with the name of its column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.extracts import Extract

_CELLS = re.compile(r" {2,}|\t")
_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
_FIGURE = re.compile(r"^[\d.,%\s]+$")
_MEASURED = re.compile(r"^[\d.,\s]+([^\d\s.,]+)$")
_MOST = 10


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row's text with its columns' names, and where the line of these names stands in the document."""

    text: str
    header: tuple[int, int]


def named_row(extract: Extract) -> NamedRow | None:
    """The row that an extract is, told with its columns' names; None where it is none, or these are not known."""
    cells = _cells(extract.text)
    if not 1 < len(cells) <= _MOST or "\n" in extract.text:
        return None
    passage = extract.passage
    for line in _LINE.finditer(passage.text):
        start, end = passage.start + line.start(), passage.start + line.end()
        if start >= extract.start:
            return None
        names = _cells(line[0])
        if len(names) == len(cells) and all(names) and not any(map(_is_alike, names, cells)):
            pairs = (f"{name}：{cell}" for name, cell in zip(names, cells, strict=True) if cell)
            return NamedRow("；".join(pairs), (start, end))
    return None


def _is_alike(name: str, cell: str) -> bool:
    """Whether what stands above a cell is a figure like it, and so no name of its column."""
    above, own = _MEASURED.match(name), _MEASURED.match(cell)
    return _FIGURE.match(name) is not None or (above is not None and own is not None and above[1] == own[1])


def _cells(line: str) -> list[str]:
    return [_BLANK.sub("", cell.strip()) for cell in _CELLS.split(line.strip())]

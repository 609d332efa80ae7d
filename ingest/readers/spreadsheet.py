"""Spreadsheets: XLSX and CSV, every row a line of its values."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.utils import column_index_from_string

from errors import UnreadableSource
from ingest.assembly import assemble
from ingest.document import BlockKind, PolicyDocument, SourceFile
from ingest.encoding import decode
from ingest.lines import Line
from ingest.readers.sheet import COLUMNS, ROWS, Merge, row_lines, sheet_lines, shown

NO_VALUES = "The spreadsheet holds no values: save it with its values in the cells."
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_BLOCK = 2**20
_MERGE_CHARACTERS = 200


def read(source: SourceFile) -> PolicyDocument:
    """The document of a spreadsheet: each sheet's name a heading where it has one of its own, each row a line.

    Raises:
        UnreadableSource: no cell holds a value.
    """
    with source.path.open("rb") as file:
        is_workbook = file.read(2) == b"PK"
    lines = list(_workbook_lines(source) if is_workbook else _csv_lines(source))
    if not any(line.kind is not BlockKind.HEADING for line in lines):
        raise UnreadableSource(NO_VALUES)
    return assemble(source, lines)


def _workbook_lines(source: SourceFile) -> Iterator[Line]:
    """The rows of every sheet, under the sheet's name."""
    with warnings.catch_warnings(), source.path.open("rb") as file:  # by its path, openpyxl would go by the suffix
        warnings.simplefilter("ignore")  # openpyxl tells of styles that it leaves out
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                cells = sheet.iter_rows(max_col=COLUMNS)
                rows = ([shown(cell.value, cell.number_format) for cell in row] for row in cells)
                merges = _merges(source, sheet._worksheet_path)  # type: ignore[attr-defined]  # where it says so itself
                yield from sheet_lines(sheet.title, rows, merges, is_only=len(book.worksheets) == 1)
        finally:
            book.close()


def _merges(source: SourceFile, part_name: str) -> list[Merge]:
    """The merged cells of a sheet; openpyxl knows them only where it holds the whole sheet in memory."""
    found: dict[Merge, None] = {}
    with zipfile.ZipFile(source.path) as package, package.open(part_name.lstrip("/")) as part:
        rest = b""
        while block := part.read(_BLOCK):
            block = rest + block
            for match in _MERGE.finditer(block):
                left, right = (column_index_from_string(match[group].decode()) for group in (1, 3))
                first, last = int(match[2]), int(match[4])
                if first <= ROWS and left <= COLUMNS:
                    found[first - 1, last - 1, left - 1, min(right, COLUMNS) - 1] = None
            rest = block[-_MERGE_CHARACTERS:]
    return list(found)


def _csv_lines(source: SourceFile) -> Iterator[Line]:
    text = decode(source.path.read_bytes())
    head = text[:5000]
    delimiter = max("\t;,", key=head.count)
    try:
        yield from row_lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableSource(f"The table is no valid CSV ({error}): save it again from a spreadsheet.") from None

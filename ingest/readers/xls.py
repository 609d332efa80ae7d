"""Spreadsheets of before 2007 (XLS, and WPS's ET)."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd
from xlrd.book import Book
from xlrd.sheet import Cell, Sheet

from errors import UnreadableSource
from ingest.assembly import assemble
from ingest.document import BlockKind, PolicyDocument, SourceFile
from ingest.lines import Line
from ingest.ole import LOCKED
from ingest.readers.sheet import COLUMNS, ROWS, sheet_lines, shown
from ingest.readers.spreadsheet import NO_VALUES


def read(source: SourceFile) -> PolicyDocument:
    """The document of an old spreadsheet, made as that of a new one.

    Raises:
        UnreadableSource: it is locked, or no cell holds a value.
    """
    try:
        book = xlrd.open_workbook(str(source.path), formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise UnreadableSource(LOCKED) from None
        raise
    lines: list[Line] = []
    for sheet in book.sheets():
        merges = [(first, end - 1, left, right - 1) for first, end, left, right in sheet.merged_cells if first < ROWS]
        lines += sheet_lines(sheet.name, _rows(book, sheet), merges, is_only=book.nsheets == 1)
    if not any(line.kind is not BlockKind.HEADING for line in lines):
        raise UnreadableSource(NO_VALUES)
    return assemble(source, lines)


def _rows(book: Book, sheet: Sheet) -> Iterator[list[str]]:
    for number in range(sheet.nrows):
        yield [_shown(book, cell) for cell in sheet.row(number)[:COLUMNS]]


def _shown(book: Book, cell: Cell) -> str:
    """A cell's value as a person reads it."""
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
            return shown(moment if cell.value >= 1 else moment.time().isoformat("minutes"))
        except (xlrd.XLDateError, OverflowError, ValueError):
            return shown(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        number_format = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        return shown(cell.value, number_format.format_str if number_format else None)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    return str(cell.value) if cell.ctype == xlrd.XL_CELL_TEXT else ""

"""Spreadsheets: XLSX and CSV, every row a line of its values."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator

import openpyxl

from errors import UnreadableSource
from ingest.assembly import assemble, clean, row
from ingest.document import BlockKind, PolicyDocument, SourceFile
from ingest.encoding import decode
from ingest.lines import Line

ROWS = 5000
_COLUMNS = 200
_EMPTY_ROWS = 500


def read(source: SourceFile) -> PolicyDocument:
    """The document of a spreadsheet: each sheet's name a heading where there are several, each row a line.

    Raises:
        UnreadableSource: no cell holds a value.
    """
    with source.path.open("rb") as file:
        is_workbook = file.read(2) == b"PK"
    lines = list(_workbook_lines(source) if is_workbook else _csv_lines(source))
    if not any(line.kind is not BlockKind.HEADING for line in lines):
        raise UnreadableSource("The spreadsheet holds no values: save it with its values in the cells.")
    return assemble(source, lines)


def _workbook_lines(source: SourceFile) -> Iterator[Line]:
    """The rows of every sheet, under the sheet's name where there are several."""
    with warnings.catch_warnings(), source.path.open("rb") as file:  # by its path, openpyxl would go by the suffix
        warnings.simplefilter("ignore")  # openpyxl tells of styles that it leaves out
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = list(_row_lines(sheet.iter_rows(max_col=_COLUMNS, values_only=True)))
                if rows and len(book.worksheets) > 1:
                    yield Line(clean(sheet.title), BlockKind.HEADING, 1)
                yield from rows
        finally:
            book.close()


def _csv_lines(source: SourceFile) -> Iterator[Line]:
    text = decode(source.path.read_bytes())
    head = text[:5000]
    delimiter = max("\t;,", key=head.count)
    try:
        yield from _row_lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableSource(f"The table is no valid CSV ({error}): save it again from a spreadsheet.") from None


def _row_lines(rows: Iterable[Iterable[object]]) -> Iterator[Line]:
    """The rows that hold a value, up to a limit: one that fills a single cell above the table is its caption."""
    count = empty = 0
    header_seen = False
    for values in rows:
        texts = [text for text in map(_text_of, values) if text]
        empty = 0 if texts else empty + 1
        if empty > _EMPTY_ROWS or count >= ROWS:
            return
        if not texts:
            continue
        count += 1
        header_seen = header_seen or len(texts) > 1
        yield Line(row(texts), BlockKind.ROW if header_seen else BlockKind.PARAGRAPH)


def _text_of(value: object) -> str:
    """A cell's value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return clean(str(value))

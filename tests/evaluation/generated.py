"""Reading measured on documents that are made up, so that every letter, cell, heading and page is known."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from errors import UnreadableForNow
from ingest.document import PolicyDocument, SourceFile
from ingest.reading import read_document
from ingest.splitter import split_into_passages
from settings import Settings
from tests.evaluation.figures import Figure
from tests.evaluation.generated_counts import Tallies, count_cells, count_headings, count_places, dense, edit_distance
from tests.evaluation.generated_files import write_docx, write_html, write_xlsx
from tests.evaluation.generated_pdf import Drawn, Layout, write_pdf, write_scan
from tests.evaluation.generated_policy import ABOVE, LEFT, Policy, Table, make_policy
from vectorstore.passage import Passage

LAYOUTS = (
    Layout(),
    Layout(repeats_header=False, page_number="第 {0} 页", shades_cells=True),
    Layout(page_number="Page {0} of 9", opens_sides=True),
)
_ALIKE = str.maketrans("“”‘’", "\"\"''")  # in print, one looks like the other


def generated_figures(folder: Path, scans: int = 2, documents: int = 3) -> Iterator[Figure]:
    """Write made-up documents below a folder, read them back, and tell how well.

    Args:
        folder: where the files go; it is made if it is not there.
        scans: how many two-page documents are read from pictures of their pages, which takes OCR and a font that
            pdfium finds for Chinese.
        documents: how many documents there are in each language.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tallies: defaultdict[str, Tallies] = defaultdict(Tallies)
    for policy, kind, path, drawn in written(folder, documents):
        measure(policy, kind, path, drawn, tallies[kind])
    for kind, found in tallies.items():
        yield Figure(f"characters right, {kind}", found.characters.share, "", ">= 0.999")
        yield Figure(f"table cells in their row and column, {kind}", found.cells.share, "", ">= 0.98")
        yield Figure(f"table rows with header, unit and caption, {kind}", found.rows.share, "", ">= 0.98")
        if found.headings.total:
            yield Figure(f"headings with the right path, {kind}", found.headings.share, "", ">= 0.98")
        yield Figure(f"passages with exact page and offsets, {kind}", found.places.share, "", "= 1.0")
    yield from _scan_figures(folder, scans)


def written(folder: Path, documents: int) -> Iterator[tuple[Policy, str, Path, Drawn | None]]:
    """The documents in every kind of file: what it should say, the kind, the file, and what stands on which page."""
    for seed in range(documents):
        for language in ("zh", "en"):
            policy = make_policy(seed, language)
            stem = folder / policy.name
            layout = LAYOUTS[seed % len(LAYOUTS)]
            path = stem.with_suffix(".pdf")
            yield policy, "pdf", path, write_pdf(policy, path, layout)
            path = stem.with_suffix(".columns.pdf")
            yield policy, "pdf in two columns", path, write_pdf(policy, path, Layout(2, not layout.repeats_header))
            for way in ("styled", "plain", "numbered"):
                path = stem.with_suffix(f".{way}.docx")
                write_docx(policy, path, way)
                yield policy, f"docx, {way} headings", path, None
            for encoding in ("utf-8", "gb18030"):
                path = stem.with_suffix(f".{encoding}.html")
                write_html(policy, path, encoding, has_head=seed % 2 == 0)
                yield policy, f"html in {encoding}", path, None
            path = stem.with_suffix(".xlsx")
            write_xlsx(policy, path)
            yield policy, "xlsx", path, None


def measure(policy: Policy, kind: str, path: Path, drawn: Drawn | None, tallies: Tallies) -> None:
    """Read a file and count what is right in it; of a scan, the letters and the cells."""
    document, passages = _read(path, policy.title)
    source, text = dense("".join(_texts(policy, kind))), dense(document.text)
    if kind == "scan":
        source, text = _printed(source), _printed(text)
    wrong = edit_distance(source, text, len(source) // 5)
    tallies.characters.right += len(source) - wrong
    tallies.characters.total += len(source)
    for table in policy.tables:
        count_cells(table, document, passages, tallies)
    if kind == "scan":
        return
    if kind != "xlsx":
        count_headings(policy, document, passages, tallies.headings)
    count_places(document, passages, drawn, tallies.places)


def _printed(text: str) -> str:
    """A text as print shows it, where full-width signs and slanted quotes are what their plain forms are."""
    return unicodedata.normalize("NFKC", text).translate(_ALIKE)


def _read(path: Path, title: str) -> tuple[PolicyDocument, list[Passage]]:
    settings = Settings(data=path.parent / "library")
    document = read_document(SourceFile(path, path.name), settings)
    return document, split_into_passages(document, title, settings.passage_characters)


def _texts(policy: Policy, kind: str) -> Iterator[str]:
    """What a file says, in reading order."""
    if kind == "xlsx":
        for number, table in enumerate(policy.tables, start=1):
            yield from (f"{number}-{policy.language}", table.caption, table.unit)
            yield from _row_texts(table)
        return
    for part in policy.parts:
        yield part.text
        if part.table:
            yield part.table.unit
            yield from (cell.text for cell in part.table.cells)


def _row_texts(table: Table) -> Iterator[str]:
    """What a workbook's rows say: a cell that spans several is told in each, so that a row stands for itself."""
    for row, texts in enumerate(table.grid):
        for column, text in enumerate(texts):
            yield table.text_at(row, column) if text == ABOVE else text.replace(LEFT, "")


def _scan_figures(folder: Path, scans: int) -> Iterator[Figure]:
    """What is read of clean scans; None where they cannot be read, because OCR is not installed."""
    found = Tallies()
    is_read = scans > 0
    for number in range(scans):
        policy = make_policy(100 + number, ("zh", "en")[number % 2], sections=1)
        pdf = folder / f"{policy.name}.pdf"
        drawn = write_pdf(policy, pdf, Layout())
        path = pdf.with_suffix(".scan.pdf")
        write_scan(pdf, path)
        try:
            measure(policy, "scan", path, drawn, found)
        except UnreadableForNow:
            is_read = False
    unit = "" if is_read else "not read"
    yield Figure("characters right, clean scans", found.characters.share if is_read else None, unit, ">= 0.98")
    yield Figure("table cells in their row and column, clean scans", found.cells.share if is_read else None, unit)

"""A source becomes the entry of a document: read, described, and split into passages; or the reason why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from errors import EditError, UnreadableForNow, UnreadableSource
from ingest.commitments import commitments_of
from ingest.document import PolicyDocument, SourceFile
from ingest.fingerprint import waiting_for_ocr
from ingest.metadata import describe
from ingest.reading import read_document
from ingest.splitter import split_into_passages
from settings import Settings
from vectorstore.edits import Edit, edited, parse_value
from vectorstore.entry import Entry, SourceState
from vectorstore.passage import language_of
from vectorstore.record import DocumentRecord

# OCR may find text on such pages; one drawn as lines alone looks empty without it
_WITHOUT_TEXT = frozenset({"unreadable", "empty"})


def read_entry(source: SourceFile, state: SourceState, settings: Settings) -> Entry:
    """The entry of a source; one that cannot be read has the status `failed` and the reason."""
    try:
        return _entry(read_document(source, settings), state, settings)
    except UnreadableForNow as error:
        # What only this machine cannot read now is tried again by the next run, though it has not changed.
        return failed_entry(source, SourceState(state.root, "", -1, -1), str(error))
    except UnreadableSource as error:
        return failed_entry(source, state, str(error))
    except OSError as error:
        return failed_entry(source, state, f"The file cannot be opened ({error.strerror}): check its permissions.")


def has_ocr(settings: Settings) -> bool:
    """Whether pages without text can be read by OCR now."""
    from ingest.readers.scan import advice_without_ocr  # slow to import

    return advice_without_ocr(settings) is None


def failed_entry(source: SourceFile, state: SourceState, reason: str) -> Entry:
    """The entry of a source that cannot be read: its name and the reason."""
    title = Path(source.document).name
    record = DocumentRecord(source.document, title, language_of(title), url=source.url, status="failed", reason=reason)
    return Entry(record, state)


def _entry(document: PolicyDocument, state: SourceState, settings: Settings) -> Entry:
    record = _corrected(describe(document), document.source)
    if any(page.verdict in _WITHOUT_TEXT for page in document.pages) and not has_ocr(settings):
        state = waiting_for_ocr(state)
    passages = split_into_passages(document, record.title, settings.passage_characters)
    return Entry(record, state, document.text, tuple(passages), commitments_of(document, record))


def _corrected(record: DocumentRecord, source: SourceFile) -> DocumentRecord:
    """The record with what the sidecar table says of it; a value that does not fit is told, and left out."""
    edits, faults = [], []
    for field, value in source.corrections:
        try:
            edits.append(Edit(field, parse_value(field, value), "the sidecar table"))
        except EditError as error:
            faults.append(f"In the sidecar table, {error}")
    return replace(edited(record, edits), reason=" ".join(faults) or record.reason)

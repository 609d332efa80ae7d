"""A source is read by the reader that its content asks for; whatever fails becomes one clear reason."""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from errors import UnreadableSource
from ingest.document import PolicyDocument, SourceFile
from ingest.encoding import decode
from settings import Settings

Reader = Callable[[SourceFile], PolicyDocument]

_log = logging.getLogger(__name__)
_HEAD = 4096
_UNPACKED_BYTES = 2**30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONVERT = "is not read yet: convert it to DOCX or PDF."
_UNPACK = "is not read yet: unpack it and give the files in it."
_PICTURE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL)
_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_TABLES = frozenset({".csv", ".tsv"})
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def read_document(source: SourceFile, settings: Settings) -> PolicyDocument:
    """Read one source.

    Raises:
        UnreadableSource: the reason why it cannot be read, in one sentence.
    """
    try:
        document = _reader_of(source.path, settings)(source)
    except UnreadableSource:
        raise
    except Exception as error:  # the parsers raise whatever a broken file makes them stumble over
        _log.debug("Reading %s failed", source.path, exc_info=True)
        if isinstance(error, OSError) and error.filename:
            raise UnreadableSource(f"The file cannot be opened ({error.strerror}): check its permissions.") from None
        raise UnreadableSource(f"The file is damaged ({type(error).__name__} while reading): fetch it again.") from None
    if not any(character.isalnum() for character in document.text):
        raise UnreadableSource("The file holds no text: give a version with text.")
    return document


def _reader_of(path: Path, settings: Settings) -> Reader:
    """The reader for a file: what its first bytes say counts more than its name."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableSource("The file is empty (0 bytes): fetch it again.")
    if size > settings.file_megabytes * 2**20:
        raise UnreadableSource(
            f"The file is too large ({size / 2**20:.0f} MB, at most {settings.file_megabytes} MB): split it, or raise"
            " file_megabytes."
        )
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        from ingest.readers import pdf

        return pdf.read
    if head.startswith(b"PK\x03\x04"):
        return _reader_of_zip(path)
    _refuse_foreign(path, head)
    return _reader_of_text(path)


def _refuse_foreign(path: Path, head: bytes) -> None:
    """Refuse the formats that are known and not read."""
    if head.startswith(_OLE):
        raise UnreadableSource(_reason_of_ole(path))
    for sign, name in _ARCHIVES.items():
        if head.startswith(sign):
            raise UnreadableSource(f"A {name} archive {_UNPACK}")
    if _PICTURE.match(head):
        raise UnreadableSource(f"A picture {_CONVERT}")
    if head.startswith(b"{\\rtf"):
        raise UnreadableSource(f"An RTF file {_CONVERT}")


def _reason_of_ole(path: Path) -> str:
    """Why a file in Microsoft's old container is not read: locked, or of the time before DOCX."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "The file is protected with a password: save a copy without one."
    if path.suffix.lower() in {".xls", ".et"} or "Workbook".encode("utf-16-le") in content:
        return "The old XLS format is not read yet: convert it to XLSX."
    name = path.suffix.lstrip(".").upper()
    return f"The old {name if name in {'DOC', 'WPS', 'PPT', 'DPS', 'MSG'} else 'Office'} format {_CONVERT}"


def _reader_of_zip(path: Path) -> Reader:
    """The reader for what is packed as a ZIP: DOCX, XLSX or an archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise UnreadableSource("The file is damaged, its end may be missing: fetch it again.") from None
    if sum(entry.file_size for entry in entries) > _UNPACKED_BYTES:
        raise UnreadableSource("The file would unpack to more than 1 GB: split it.")
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        from ingest.readers import docx

        return docx.read
    if "xl/workbook.xml" in names:
        from ingest.readers import spreadsheet

        return spreadsheet.read
    if "[Content_Types].xml" in names or "content.xml" in names:
        raise UnreadableSource(f"This Office format {_CONVERT}")
    raise UnreadableSource(f"A ZIP archive {_UNPACK}")


def _reader_of_text(path: Path) -> Reader:
    """The reader for what is text, or claims to be."""
    suffix = path.suffix.lower()
    if suffix in _TABLES:
        from ingest.readers import spreadsheet

        return spreadsheet.read
    from ingest.readers import html, text

    if suffix in _PAGES:
        return html.read
    with path.open("rb") as file:
        beginning = file.read(16 * _HEAD)
    if suffix in {".pdf", ".docx", ".xlsx", ".pptx", ".doc", ".wps", ".xls"} and _CONTROL.search(beginning):
        raise UnreadableSource(f"The file is no {suffix[1:].upper()}, whatever its name says: find the original file.")
    return html.read if html.looks_like_html(decode(beginning)) else text.read


_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")

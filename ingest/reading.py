"""A source is read by the reader that its content asks for; whatever fails becomes one clear reason."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

from errors import UnreadableForNow, UnreadableSource
from ingest import ole, packages
from ingest.archive_entries import kind_of_archive
from ingest.archives import members_of, opened
from ingest.document import PolicyDocument, SourceFile
from ingest.encoding import decode
from ingest.unpacking import is_archive
from settings import Settings

Reader = Callable[[SourceFile], PolicyDocument]

_log = logging.getLogger(__name__)
_HEAD = 4096
_PICTURE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL)
_TABLES = frozenset({".csv", ".tsv"})
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def read_document(source: SourceFile, settings: Settings) -> PolicyDocument:
    """Read one source; once more where it changed meanwhile.

    Raises:
        UnreadableSource: the reason why it cannot be read, in one sentence.
    """
    for _ in range(2):
        before = _version_of(source.path)
        try:
            document = _read(source, settings)
        except UnreadableSource:
            if _version_of(source.path) == before:
                raise
        else:
            if _version_of(source.path) == before:
                return document
    raise UnreadableForNow("The file changed while it was read: read it again when nothing writes to it.")


def _version_of(path: Path) -> tuple[int, ...] | None:
    """What changes whenever a file is written to or replaced."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _read(source: SourceFile, settings: Settings) -> PolicyDocument:
    """Read a source as it is now; whatever fails becomes a reason."""
    try:
        with opened(source, settings) as path:
            document = _reader_of(path, settings)(replace(source, path=path))
    except UnreadableSource:
        raise
    except Exception as error:  # the parsers raise whatever a broken file makes them stumble over
        _log.debug("Reading %s failed", source.path, exc_info=True)
        if isinstance(error, OSError) and error.filename:
            raise UnreadableSource(f"The file cannot be opened ({error.strerror}): check its permissions.") from None
        raise UnreadableSource(f"The file is damaged ({type(error).__name__} while reading): fetch it again.") from None
    if not any(character.isalnum() for character in document.text):
        raise UnreadableSource("The file holds no text: give a version with text.")
    return replace(document, source=source)


def _reader_of(path: Path, settings: Settings) -> Reader:
    """The reader for a file: what its first bytes say counts more than its name."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableSource("The file is empty (0 bytes): fetch it again.")
    if size > settings.file_megabytes * 2**20:
        raise UnreadableForNow(
            f"The file is too large ({size / 2**20:.0f} MB, at most {settings.file_megabytes} MB): split it, or raise"
            " file_megabytes."
        )
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        from ingest.readers import pdf

        return partial(pdf.read, settings=settings)
    if head.startswith(packages.SIGN):
        kind = packages.kind_of(path)
        if kind == packages.ARCHIVE:
            _refuse_archive(path, settings)
        return _reader_of_kind(kind, settings)
    if head.startswith(ole.SIGN):
        return _reader_of_kind(ole.kind_of(path), settings)
    if head.startswith(b"{\\rtf"):
        return _reader_of_kind("rtf", settings)
    if kind_of_archive(head):
        _refuse_archive(path, settings)
    if _PICTURE.match(head):
        from ingest.readers import image

        return partial(image.read, settings=settings)
    return _reader_of_text(path)


def _refuse_archive(path: Path, settings: Settings) -> NoReturn:
    """Say why an archive was not unpacked: it cannot be, or its name says that it is something else."""
    if is_archive(path):
        members_of(path, settings)
    raise UnreadableSource("The file is an archive, whatever its name says: rename it to .zip, .rar, .7z or .tar.")


def _reader_of_kind(kind: str, settings: Settings) -> Reader:
    """The reader for an Office document of a kind, named by the suffix of its format."""
    if kind == "docx":
        from ingest.readers import docx

        return partial(docx.read, settings=settings)
    if kind == "xlsx":
        from ingest.readers import spreadsheet

        return spreadsheet.read
    if kind == "pptx":
        from ingest.readers import pptx

        return pptx.read
    if kind == "xls":
        from ingest.readers import xls

        return xls.read
    from ingest.readers import office

    return partial(office.read, kind=kind, settings=settings)


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

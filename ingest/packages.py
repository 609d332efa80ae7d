"""What is packed as a ZIP: an Office document, or an archive. Its size is looked at before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from errors import UnreadableSource
from ingest.ole import LOCKED

SIGN = b"PK\x03\x04"
ARCHIVE = "zip"
_DAMAGED = "The file is damaged, its end may be missing: fetch it again."
_UNPACKED_BYTES = 2**30
# The parts that a parser holds in memory as a whole, where they grow tenfold.
_PARSED_BYTES = 128 * 2**20
_DIRECTORY_BYTES = 16 * 2**20
_TYPES = "[Content_Types].xml"
_TYPES_BYTES = 2**20
_MAIN_PARTS = {
    "wordprocessingml.document.main": "docx",
    "ms-word.document.macroenabled.main": "docm",
    "wordprocessingml.template.main": "dotx",
    "ms-word.template.macroenabledtemplate.main": "dotm",
    "spreadsheetml.sheet.main": "xlsx",
    "ms-excel.sheet.macroenabled.main": "xlsx",
    "spreadsheetml.template.main": "xlsx",
    "ms-excel.sheet.binary.macroenabled.main": "xlsb",
    "presentationml.presentation.main": "pptx",
    "ms-powerpoint.presentation.macroenabled.main": "pptx",
    "presentationml.slideshow.main": "ppsx",
    "ms-powerpoint.slideshow.macroenabled.main": "ppsm",
    "presentationml.template.main": "potx",
}
_FOLDERS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN_DOCUMENT = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}


def kind_of(path: Path) -> str:
    """What a ZIP file is, as the suffix of its format (macros or not: they are never run); `zip` for an archive.

    Raises:
        UnreadableSource: it is damaged, locked, unpacks to too much, or is a format that is not read.
    """
    check_directory(path)
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            types = _beginning(package, _TYPES)
            mimetype = _beginning(package, "mimetype")
            manifest = _beginning(package, "META-INF/manifest.xml")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError):
        raise UnreadableSource(_DAMAGED) from None
    except RuntimeError:  # zipfile's word for an encrypted entry
        raise UnreadableSource(LOCKED) from None
    names = {entry.filename for entry in entries}
    kind = next((kind for part, kind in _MAIN_PARTS.items() if f"{part}+xml" in types), None)
    kind = kind or ("xlsb" if "ms-excel.sheet.binary.macroenabled.main" in types else None)
    kind = kind or next((kind for name, kind in _FOLDERS.items() if name in names), None)
    if kind is None and mimetype.startswith("application/vnd.oasis.opendocument."):
        kind = _OPEN_DOCUMENT.get(mimetype.split(".")[-1].split("-")[0].strip())
        if "encryption-data" in manifest:
            raise UnreadableSource(LOCKED)
    if kind is None and (_TYPES in names or mimetype.startswith("application/")):
        raise UnreadableSource("This kind of file is not read: convert it to DOCX or PDF.")
    if kind is None:
        return ARCHIVE
    _check_size(entries, media_are_media="/media/" not in types)
    return kind


def check_directory(path: Path) -> None:
    """Refuse a ZIP file whose list of files, as its end says, would fill the memory.

    Raises:
        UnreadableSource: the list is too long.
    """
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2**16 - 22))
        end = file.read()
    start = end.rfind(b"PK\x05\x06")
    said = int.from_bytes(end[start + 12 : start + 16], "little") if start >= 0 else 0
    if said == 0xFFFFFFFF and (start := end.rfind(b"PK\x06\x06")) >= 0:  # the record of archives beyond 4 GB
        said = int.from_bytes(end[start + 40 : start + 48], "little")
    if said > _DIRECTORY_BYTES:
        raise UnreadableSource("The file lists too many files in it: split it.")


def _check_size(entries: Sequence[zipfile.ZipInfo], *, media_are_media: bool) -> None:
    """Refuse a document that would fill the memory; what an entry is said to unpack to is never exceeded.

    Sheets are read row by row, and pictures not at all, unless the list of types declares one of them something else.
    """
    if sum(entry.file_size for entry in entries) > _UNPACKED_BYTES:
        raise UnreadableSource("The file would unpack to more than 1 GB: split it.")
    apart = ("xl/worksheets/", *(("xl/media/", "word/media/", "ppt/media/") if media_are_media else ()))
    if sum(entry.file_size for entry in entries if not entry.filename.startswith(apart)) > _PARSED_BYTES:
        raise UnreadableSource(f"The text of the file would unpack to more than {_PARSED_BYTES >> 20} MB: split it.")


def _beginning(package: zipfile.ZipFile, name: str) -> str:
    """The beginning of a part in small letters; nothing where the part is not there."""
    try:
        with package.open(name) as part:
            return part.read(_TYPES_BYTES).decode("utf-8", "replace").lower()
    except KeyError:
        return ""

"""Office documents of other formats (DOC, WPS, RTF, OpenDocument, …), read from a converted copy."""

from __future__ import annotations

from dataclasses import replace

from ingest.conversion import converted
from ingest.document import PolicyDocument, SourceFile
from settings import Settings

TARGETS = {
    "doc": "docx", "docm": "docx", "dotx": "docx", "dotm": "docx", "rtf": "docx", "odt": "docx",
    "ods": "xlsx", "xlsb": "xlsx",
    "ppt": "pptx", "ppsx": "pptx", "ppsm": "pptx", "potx": "pptx", "odp": "pptx",
}  # fmt: skip


def read(source: SourceFile, kind: str, settings: Settings) -> PolicyDocument:
    """The document of an office file of one of these kinds.

    Raises:
        UnreadableForNow: LibreOffice is not installed, or takes too long.
        UnreadableSource: it cannot be converted, or holds no text.
    """
    target = TARGETS[kind]
    with converted(source.path, kind, target, settings) as path:
        copy = replace(source, path=path)
        if target == "docx":
            from ingest.readers import docx

            document = docx.read(copy, settings)
        elif target == "xlsx":
            from ingest.readers import spreadsheet

            document = spreadsheet.read(copy)
        else:
            from ingest.readers import pptx

            document = pptx.read(copy)
    return replace(document, source=source)

"""Microsoft's old container: what kind of document it holds, and whether a password locks it."""

from __future__ import annotations

import re
from pathlib import Path

from errors import UnreadableSource

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "The file is protected with a password: save a copy without one."
_STREAMS = {"doc": ("WordDocument", "MatOST"), "xls": ("Workbook", "Book"), "ppt": ("PowerPoint Document",)}
_NAMES = {".doc": "doc", ".dot": "doc", ".wps": "doc", ".wpt": "doc", ".xls": "xls", ".xlt": "xls", ".et": "xls",
          ".ppt": "ppt", ".pps": "ppt", ".dps": "ppt"}  # fmt: skip
_SECTOR = 512
_WORD = (b"\xec\xa5", b"\xdc\xa5")
_WORD_VERSIONS = range(0x60, 0x200)
_WORD_LOCKED = 0x0100
_SLIDES_LOCKED = b"\xdf\xc4\xd1\xf3"


def kind_of(path: Path) -> str:
    """What a file in the old container is: doc, xls or ppt.

    Raises:
        UnreadableSource: it is locked, or is something else, such as a mail.
    """
    content = path.read_bytes()
    if _holds(content, "EncryptedPackage"):
        raise UnreadableSource(LOCKED)
    kinds = [kind for kind, streams in _STREAMS.items() if any(_holds(content, stream) for stream in streams)]
    if not kinds:
        name = path.suffix.lstrip(".").upper()
        what = f"The {name} file" if re.fullmatch("[A-Z]{2,4}", name) else "The file"
        raise UnreadableSource(
            f"{what} is damaged, or of an old Office format that is not read: fetch it again, or convert it to PDF."
        )
    # A document can hold one of another kind, such as a table in a text: then the name decides, if it can.
    named = _NAMES.get(path.suffix.lower())
    kind = named if named in kinds else kinds[0]
    if (kind == "doc" and _is_locked_text(content)) or (kind == "ppt" and _SLIDES_LOCKED in content):
        raise UnreadableSource(LOCKED)
    return kind


def _holds(content: bytes, stream: str) -> bool:
    """Whether the container's directory has an entry of this name; each begins at a multiple of 128 bytes."""
    entry = stream.encode("utf-16-le") + b"\0\0"
    start = -1
    while (start := content.find(entry, start + 1)) >= 0:
        if start % 128 == 0:
            return True
    return False


def _is_locked_text(content: bytes) -> bool:
    """Whether the text's first block, which begins a sector, says that the rest is encrypted."""
    for start in range(_SECTOR, len(content) - 12, _SECTOR):
        sign, version = content[start : start + 2], int.from_bytes(content[start + 2 : start + 4], "little")
        if sign in _WORD and version in _WORD_VERSIONS:
            return bool(int.from_bytes(content[start + 10 : start + 12], "little") & _WORD_LOCKED)
    return False

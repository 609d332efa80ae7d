"""Names of files: those that are no documents, and those that cannot be kept as they are."""

from __future__ import annotations

import re

_JUNK = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def is_junk(name: str) -> bool:
    """Whether a file or folder is hidden, the lock of an open document, or what a system leaves behind."""
    return name.startswith((".", "~$")) or name in _JUNK


def storable(name: str) -> str:
    """The name in one line of characters that can be stored; what is none becomes a question mark."""
    return _CONTROL.sub("?", name.encode("utf-8", "replace").decode("utf-8"))

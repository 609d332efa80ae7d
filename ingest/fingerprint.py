"""What a source was when it was read, so that one that has not changed is not read again."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from ingest.document import SourceFile
from vectorstore.entry import SourceState

# Raised when readers, splitter or metadata change what they make of a file: every document is then read again.
READING_VERSION = "7"
_BLOCK = 1 << 20
# ends the digest of what was read while OCR was not at hand, and has pages that need it
_WAITS_FOR_OCR = "+without-ocr"


def is_untouched(source: SourceFile, root: str, state: SourceState) -> bool:
    """Whether size, time and sidecar row say that a source is what it was, without reading it."""
    stat = source.path.stat()
    return (
        state.root == root
        and (state.size, state.modified_ns) == (stat.st_size, stat.st_mtime_ns)
        and state.digest.startswith(_lead(source))
    )


def state_of(source: SourceFile, root: str) -> SourceState:
    """What a source is now; its content is hashed, where its hash is not known already."""
    stat = source.path.stat()
    digest = source.digest or _digest(source)
    return SourceState(root, _lead(source) + digest, stat.st_size, stat.st_mtime_ns)


def is_same_content(state: SourceState, other: SourceState) -> bool:
    """Whether two states are of the same content and sidecar row, read the same way."""
    return state.digest.removesuffix(_WAITS_FOR_OCR) == other.digest.removesuffix(_WAITS_FOR_OCR)


def waiting_for_ocr(state: SourceState) -> SourceState:
    """The state of a source that is to be read again when OCR is at hand, though it has not changed."""
    return state if waits_for_ocr(state) else replace(state, digest=state.digest + _WAITS_FOR_OCR)


def waits_for_ocr(state: SourceState) -> bool:
    """Whether a source was read while OCR was not at hand, and has pages that need it."""
    return state.digest.endswith(_WAITS_FOR_OCR)


def _digest(source: SourceFile) -> str:
    content = hashlib.sha256()
    with source.path.open("rb") as file:
        while block := file.read(_BLOCK):
            content.update(block)
    return content.hexdigest()


def _lead(source: SourceFile) -> str:
    """The part of a digest that needs no reading: the reading version and the sidecar's row."""
    row = repr((source.url, source.source, source.note, *source.corrections))
    return f"{READING_VERSION}:{hashlib.sha1(row.encode(), usedforsecurity=False).hexdigest()}:"

"""A text in the plain form in which figures and words are compared, with the way back to the text itself."""

from __future__ import annotations

import functools
import unicodedata


@functools.lru_cache(maxsize=1 << 14)
def _normal(cluster: str) -> str:
    """Return a character and its combining marks in NFKC and lower case, without what nobody sees."""
    return "".join(c for c in unicodedata.normalize("NFKC", cluster) if unicodedata.category(c) != "Cf").lower()


def plain_with_offsets(text: str) -> tuple[str, list[int]]:
    """A text in NFKC and lower case, without what nobody sees, and where in the text each of its characters stands."""
    characters: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        normal = _normal(text[at:end])
        characters.append(normal)
        offsets.extend([at] * len(normal))
        at = end
    return "".join(characters), offsets

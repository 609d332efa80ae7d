"""The type that the paragraphs of a Word document are set in: its size, and whether it is bold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEFAULT = 21  # half points
_BOLD = 1.15  # bold type stands out like type that is larger by so much
_STYLES = 20  # how many styles may stand upon one another
_OFF = ("0", "false", "off")


class TypeSizes:
    """How large each paragraph of a document appears, in half points."""

    def __init__(self, styles: Any) -> None:
        """Take the element `w:styles`."""
        self._styles = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
        self._default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")

    def of(self, paragraph: Any) -> float:
        """The size that most of a paragraph's text has; larger where all of it is bold, 0 where it has no text."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        chain = list(self._chain(style.get(f"{_W}val") if style is not None else None))
        sizes: Counter[float] = Counter()
        bold = True
        for run in paragraph.iter(f"{_W}r"):
            letters = sum(len((text.text or "").strip()) for text in run.iter(f"{_W}t"))
            if letters:
                settings = [found for found in (run.find(f"{_W}rPr"), *chain) if found is not None]
                sizes[_size(settings)] += letters
                bold = bold and _is_bold(settings)
        return max(sizes, key=lambda size: sizes[size]) * (_BOLD if bold else 1.0) if sizes else 0.0

    def _chain(self, style: str | None) -> Iterable[Any]:
        """The settings of a style, of those it stands upon, and of the document."""
        for _ in range(_STYLES):
            element = self._styles.get(style)
            if element is None:
                break
            yield element.find(f"{_W}rPr")
            above = element.find(f"{_W}basedOn")
            style = above.get(f"{_W}val") if above is not None else None
        yield self._default


def body_size(sizes: Iterable[tuple[float, str]]) -> float:
    """The size of most of a document's text; `sizes` are those of its paragraphs."""
    letters: Counter[float] = Counter()
    for size, text in sizes:
        letters[size] += len(text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def _size(settings: Sequence[Any]) -> float:
    said = next((size.get(f"{_W}val", "") for part in settings if (size := part.find(f"{_W}sz")) is not None), "")
    return float(said) if said.isdecimal() else float(_DEFAULT)


def _is_bold(settings: Sequence[Any]) -> bool:
    said = next((bold for part in settings if (bold := part.find(f"{_W}b")) is not None), None)
    return said is not None and said.get(f"{_W}val", "1") not in _OFF

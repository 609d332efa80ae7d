"""The passage, the unit that is searched and cited, and what a search returns."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CJK = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]{4}")
_SUFFIX = re.compile(r"\.\w{2,5}$")
_LETTER = re.compile(r"[A-Za-z]")


def language_of(text: str) -> str:
    """`zh` or `en`: Chinese where a Chinese character stands for at least every eighth Latin letter."""
    return "zh" if len(_CJK.findall(text)) * 8 >= max(1, len(_LETTER.findall(text))) else "en"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a document's text inside one section.

    `start` and `end` are character offsets in the document's stored text; `page` counts from 1, None where the format
    has no pages; `heading_path` names the sections it stands in, outermost first.
    """

    id: str
    document: str
    position: int
    text: str
    start: int
    end: int
    page: int | None
    heading_path: tuple[str, ...]
    language: str
    title: str

    def embedding_text(self) -> str:
        """What is embedded: title, headings (where they are no lines of the text), text.

        A title that is but a file's number says nothing, and would only blur what the text says.
        """
        title = self.title if _WORDS.search(_SUFFIX.sub("", self.title)) else ""
        lines = self.text.split("\n")
        lead = [part for part in (title, *self.heading_path) if part and part not in lines]
        return "\n".join([*dict.fromkeys(lead), self.text])

    @property
    def section(self) -> str:
        """The heading path as one line."""
        return " › ".join(self.heading_path)


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage and its score (higher is better).

    `likeness` is how near its meaning is, in standard deviations; `words` the share of the query's words that it holds.
    """

    passage: Passage
    score: float
    likeness: float = 0.0
    words: float = 0.0

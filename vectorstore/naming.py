"""The documents that a question names: by number, or by title."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Set
from dataclasses import dataclass

from vectorstore.record import DocumentRecord
from vectorstore.regions import find_regions
from vectorstore.tokens import LIST_WORDS, fold, query_words

_NUMBER = re.compile(
    r"(?:第|令)\s*(\d{1,4})\s*号(?![线楼院馆门桥路])|(?<!\d)(\d{1,4})\s*号(?=[令文]|决定|公告)|\b(?:decree|order|document|circular|notice|announcement)\s*(?:no\.?\s*|number\s*)?(\d{1,4})\b",
    re.IGNORECASE,
)
_WHOLE_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}\s*[〔\[(（【]\s*(\d{4})\s*[〕\])）】]\s*第?\s*(\d{1,5})\s*号")
_QUOTED = re.compile(r"[《“\"]([^《》“”\"]{4,60})[》”\"]")
_AROUND = re.compile(r"^.*?关于印发|^关于|的通知$|[《》〈〉\s]|[(（][^()（）]*[)）]$|^中华人民共和国")
_BLANK = re.compile(r"\s+")
_LEAST = 5  # characters; a shorter title may be part of anything


def named_documents(text: str, records: Collection[DocumentRecord]) -> set[str]:
    """The documents that a text names: whose title stands in it, or of whose number it gives."""
    naming = Naming.of(text)
    return {record.document for record in records if naming.names(record.title, record.document_number)}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a text names documents by: its words without blanks, the numbers it gives, what it puts in quotation marks.

    `whole` are numbers of a year, `bare` those of 第…号 alone.
    """

    words: str
    whole: frozenset[tuple[str, str]]
    bare: frozenset[str]
    quoted: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Naming:
        """Read a text."""
        folded = fold(text)
        whole = frozenset((year, number) for year, number in _WHOLE_NUMBER.findall(folded))
        bare = {number for found in _NUMBER.findall(_WHOLE_NUMBER.sub(" ", folded)) for number in found if number}
        quoted = tuple(_AROUND.sub("", fold(title)) for title in _QUOTED.findall(text))
        return cls(_BLANK.sub("", folded), whole, frozenset(bare), quoted)

    def names(self, title: str, number: str | None) -> bool:
        """Whether the text names a document of this title and number."""
        numbered = number is not None and bool(self.whole or self.bare)  # this is asked of every document
        return (numbered and _has_number(fold(number or ""), self.whole, self.bare)) or self._has_title(title)

    def _has_title(self, title: str) -> bool:
        """Whether a title, without the words around it, stands in the text, with or without its region's name."""
        bare, names = _names_of(title)
        if any(name in self.words for name in names):
            return True
        return any(len(said) >= _LEAST and said in bare for said in self.quoted)


def _has_number(number: str, whole: Set[tuple[str, str]], bare: Set[str]) -> bool:
    """Whether a document's number is one of these."""
    if match := _WHOLE_NUMBER.search(number):
        return (match[1], match[2]) in whole
    digits = re.search(r"第?\s*(\d{1,4})\s*号", number)
    return digits is not None and digits[1] in bare


@functools.lru_cache(maxsize=1 << 14)
def bare_title(title: str) -> str:
    """A title, folded, without the words around it: of what a notice issues, its own."""
    return _AROUND.sub("", _AROUND.sub("", fold(title)))


@functools.lru_cache(maxsize=1 << 14)
def _names_of(title: str) -> tuple[str, tuple[str, ...]]:
    """A title without the words around it, and the names that only it has."""
    bare = bare_title(title)
    names = dict.fromkeys((bare, _without_region(bare)))
    return bare, tuple(name for name in names if len(name) >= _LEAST and not _is_general(name))


def _is_general(name: str) -> bool:
    """Whether a title is of a kind that every place has, such as a work report."""
    return all(word in LIST_WORDS for word in query_words(name) if not word.isdigit())


def _without_region(title: str) -> str:
    """A title without the region that it begins with."""
    first = next((m for m in find_regions(title) if m.start == 0), None)
    return title[first.end :] if first else title

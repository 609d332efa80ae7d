"""The same document twice: one regulation as PDF and DOCX, a reprint on another site. It is one, with several sources."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from vectorstore.record import DocumentRecord
from vectorstore.versions import same_title

# Runs of this many letters are compared; the smallest hashes of a text stand for all of them (a bottom-k sketch, after
# Broder, "On the resemblance and containment of documents", 1997).
_RUN = 6
_SKETCH = 256
# Measured on a library of 500 documents: the same text in another format 0.93 to 1, a later version at most 0.75; forms
# that differ only in whom they are for 0.97, under another title.
_SAME = 0.995
_ALIKE = 0.93
_NEARLY = 0.75
_SHARED = 8
_CROWD = 50
_MARKS = re.compile(r"[\W_]+")


def sketch_of(text: str) -> list[int]:
    """The smallest hashes of a text's runs of letters, blanks and signs left out: at most 256, ascending."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text).lower())
    runs = {zlib.crc32(plain[at : at + _RUN].encode()) for at in range(max(1, len(plain) - _RUN + 1))}
    return sorted(runs)[:_SKETCH] if plain else []


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of runs that two texts have in common, from 0 to 1, told by their sketches."""
    smallest = set(sorted({*one, *other})[:_SKETCH])
    return len(smallest & set(one) & set(other)) / len(smallest) if smallest else 0.0


def with_sources(records: Sequence[DocumentRecord], sketches: Mapping[str, Sequence[int]]) -> list[DocumentRecord]:
    """The records; where several are one document, the first by name has the others in `same_as`.

    The others name it in `duplicate_of`. Each keeps what it states itself. The first whose text is no recognised one is
    searched for all.
    """
    known = {record.document: record for record in records if record.status != "failed"}
    first = {name: name for name in known}

    def head(name: str) -> str:
        while first[name] != name:
            name = first[name]
        return name

    for one, other in _candidates({name: sketches.get(name, ()) for name in known}):
        if _are_one(known[one], known[other], resemblance(sketches[one], sketches[other])):
            low, high = sorted((head(one), head(other)))
            first[high] = low
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(known):
        if head(name) != name:
            groups[head(name)].append(name)
    told: dict[str, DocumentRecord] = {}
    for lead, others in groups.items():
        best = min((lead, *others), key=lambda name: (bool(known[name].pages_read_as("ocr")), name))
        for name in (lead, *others):
            told[name] = replace(
                known[name],
                same_as=tuple(others) if name == lead else (),
                duplicate_of=None if name == lead else lead,
                searched_as=None if name == best else best,
            )
    return [told.get(record.document, record) for record in records]


def _candidates(sketches: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """The pairs that share enough of their hashes to be looked at; a hash that very many share tells nothing."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(sketches):
        for value in sketches[name]:
            holders[value].append(name)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        if len(names) <= _CROWD:
            for pair in combinations(names, 2):
                shared[pair] += 1
    for (one, other), count in shared.items():
        if count >= min(_SHARED, len(sketches[one]), len(sketches[other])):
            yield one, other


def _are_one(one: DocumentRecord, other: DocumentRecord, alike: float) -> bool:
    """Whether two documents are one: no other day, and the more their titles differ, the more their words are alike."""
    if not _dates_agree(one, other):
        return False
    titles = sorted((same_title(one.title), same_title(other.title)), key=len)
    if titles[0] == titles[1]:
        return alike >= _NEARLY
    return alike >= (_ALIKE if titles[0] in titles[1] else _SAME)


def _dates_agree(one: DocumentRecord, other: DocumentRecord) -> bool:
    """Whether one of the days on which two documents were written, issued or take effect is the same, or not known."""
    pairs = [
        (getattr(one, name), getattr(other, name))
        for name in ("written_on", "issued_on", "in_force_from", "document_number")
    ]
    both = [(a, b) for a, b in pairs if a and b]
    return not both or any(a == b for a, b in both)

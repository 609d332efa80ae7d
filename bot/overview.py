"""Overviews: what several of the most relevant documents and sections say, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.choosing import say_the_same
from bot.extracts import Extract

_STATEMENTS = 6
_FEW = 3
_A_DOCUMENT = 3  # where there are others that are as good
_SHORTEST = {"zh": 20, "en": 60}
_PARTED = re.compile(r"[，。；、,;]|\. ")
_WHOLE = re.compile(r"[。；;！!.][”’）)】]*\s*$")
_BEHIND = 3.0  # how far below the best, in the score of a logit, a statement may fall


def overview(extracts: Sequence[Extract]) -> list[Extract]:
    """One statement a section, of a document a few, the documents with the best first, each in its own order."""
    near = [extract for extract in extracts if extract.score >= extracts[0].score - _BEHIND]
    several = len({extract.passage.document for extract in near}) > 1
    chosen: list[Extract] = []
    for tells in (_is_whole, _says_something):  # parts of sentences only where there are too few whole ones
        for extract in near if len(chosen) < _FEW else ():
            if len(chosen) < _STATEMENTS and tells(extract) and _is_new(extract, chosen, several):
                chosen.append(extract)
    order = list(dict.fromkeys(extract.passage.document for extract in chosen))
    return sorted(chosen, key=lambda e: (order.index(e.passage.document), e.start)) or list(extracts[:1])


def _is_new(extract: Extract, chosen: Sequence[Extract], several: bool) -> bool:
    """Whether it is of another section than those chosen, says something else, and its document has room."""
    same = [other for other in chosen if other.passage.document == extract.passage.document]
    if any(other.passage.section == extract.passage.section for other in same) or (
        several and len(same) == _A_DOCUMENT
    ):
        return False
    return not any(say_the_same(extract.text, other.text) for other in chosen)


def _is_whole(extract: Extract) -> bool:
    """Whether it is a sentence that says something by itself."""
    return _WHOLE.search(extract.text) is not None and _says_something(extract)


def _says_something(extract: Extract) -> bool:
    """Whether it is no title, leads in nothing, is no formula, and not very short."""
    is_long = len(extract.text) >= _SHORTEST[extract.passage.language] and _PARTED.search(extract.text) is not None
    return is_long and not (extract.features.leads_in or extract.features.formal)

"""Of which place a document is, and whether a list question takes it in: work reports, those of provinces."""

from __future__ import annotations

import functools
import re

from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.regions import Region, region_of
from vectorstore.tokens import fold

# How a question says that documents of a kind are listed, and the words of their titles. A report is where something
# is said; a regulation or a plan may also be what is spoken of, unless it is asked which ones.
_KINDS = (
    (re.compile(r"报告|report"), ("报告", "report")),
    (
        re.compile(r"哪[些几][个部项]?(?:地方性)?(?:法规|条例)|\b(?:which|what) (?:regulations|ordinances)"),
        ("条例", "regulation"),
    ),
    (re.compile(r"哪[些几][个部项]?办法|\b(?:which|what) measures"), ("办法", "measures")),
    (re.compile(r"哪[些几][个部项]?(?:规划|方案)|\b(?:which|what) plans"), ("规划", "方案", "plan")),
)
_PROVINCIAL = ("省", "provinc")


def in_scope(record: DocumentRecord, query: Query) -> bool:
    """Whether a question's "provinces" and "work reports" take a document in."""
    text, title = fold(query.text), fold(record.title)
    if any(word in text for word in _PROVINCIAL) and record.level != "provincial":
        return False
    asked = [said for pattern, said in _KINDS if pattern.search(text)]
    return not asked or any(word in title for said in asked for word in said)


def own_region(record: DocumentRecord) -> Region | None:
    """The region that a document is of."""
    return _region(record.region_code or "", record.region or "")


@functools.lru_cache(maxsize=1 << 12)
def _region(code: str, name: str) -> Region | None:
    """Kept, because every question asks it of every document, and there are few regions."""
    return region_of(code) or region_of(name)

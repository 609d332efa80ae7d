"""Which documents a list question asks about: the work reports, the regulations, those of provinces."""

from __future__ import annotations

from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.tokens import fold

_KINDS = (
    (("报告", "report"), ("报告", "report")),
    (("条例", "regulations", "ordinance"), ("条例", "regulation")),
    (("办法", "measures"), ("办法", "measures")),
    (("规划", "方案"), ("规划", "方案", "plan")),
)
_PROVINCIAL = ("省", "provinc")


def in_scope(record: DocumentRecord, query: Query) -> bool:
    """Whether a question's "provinces" and "work reports" take a document in."""
    text, title = fold(query.text), fold(record.title)
    if any(word in text for word in _PROVINCIAL) and record.level != "provincial":
        return False
    asked = [said for asked, said in _KINDS if any(word in text for word in asked)]
    return not asked or any(word in title for said in asked for word in said)

"""The documents that others say they repeal: their titles and numbers, and the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vectorstore.record import DocumentRecord

QUOTED_TITLE = re.compile(r"《([^》]{4,150})》(?:\s*[（(]([^（()）]{3,40}号)[）)])?")
# as in 2006年10月11日某市人民政府第175号令公布的《…》
_NUMBER_BEFORE = re.compile(r"(第\s*\d{1,4}\s*号)令?\s*(?:公布|发布|印发|颁布)?的?\s*$")


@dataclass(frozen=True, slots=True)
class Repeal:
    """That a document (`by`) repeals one of this title, and of this number where it gives one, in the words `quote`."""

    title: str
    number: str | None
    by: str
    quote: str


def repeals_of(record: DocumentRecord) -> Iterator[Repeal]:
    """What a document says it repeals."""
    for proof in record.evidence:
        if proof.field == "repeals":
            for quoted in QUOTED_TITLE.finditer(proof.quote):
                before = _NUMBER_BEFORE.search(proof.quote, 0, quoted.start())
                number = quoted[2] or (before[1] if before else None)
                yield Repeal(quoted[1], number, record.document, proof.quote)

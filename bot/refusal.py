"""A refusal that helps: what was searched, which documents come near, and what can be asked instead."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer, AnswerStatus, NearestDocument, Note, NoteKind
from bot.found import Found
from bot.wording import say

_NEAREST = 3


def refuse(found: Found, missing: str | None, confidence: float) -> Answer:
    """The answer to a question that the library does not answer."""
    query = found.asked.query
    what = {
        "region": "、".join(region.name if query.language == "zh" else region.english or region.name for region in query.regions),
        "year": "、".join(map(str, query.years)),
        "name": "",
        None: "",
    }[missing]  # fmt: skip
    text = say(f"nothing_{missing or 'enough'}", query.language, what=what, documents=found.searched)
    seen = dict.fromkeys(hit.passage.document for hit in found.hits)
    nearest = tuple(NearestDocument(name, found.records[name].title) for name in list(seen)[:_NEAREST])
    return replace(
        found.answer(AnswerStatus.NOT_IN_LIBRARY, confidence),
        notes=(Note(NoteKind.SEARCHED, text),),
        nearest=nearest,
    )

"""A refusal that helps: what was searched, which documents come near, and what can be asked instead."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answer import Answer, AnswerStatus, NearestDocument, Note, NoteKind
from bot.found import Found
from bot.suggestions import ask_for, regions_with, suggest
from bot.wording import say
from vectorstore.kinds import QueryKind
from vectorstore.naming import named_documents
from vectorstore.target_index import TargetIndex
from vectorstore.wish import wish_of

_NEAREST = 3
_SEVERAL = 3  # regions; from so many on it matters which is meant
_NAMED = 8
_NATIONAL = re.compile(r"全国|国家|我国|中国|各(省|地)|\b(national|nationwide|china|country)\b", re.IGNORECASE)


def refuse(found: Found, missing: str | None, confidence: float, targets: TargetIndex) -> Answer:
    """The answer to a question that the library does not answer: what comes near, and what can be asked instead."""
    query = found.asked.query
    what = {
        "region": "、".join(region.called(query.language) for region in query.regions),
        "year": "、".join(map(str, query.years)),
        "target": "",
        "issuer": "、".join(query.gives_out),
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
        suggestions=suggest(found, targets),
    )


def ask_back(found: Found, targets: TargetIndex) -> Answer | None:
    """The question which place is meant, with those that the library knows; None where it is told or does not matter."""
    query = found.asked.query
    wish = wish_of(query.text)
    if (
        query.regions
        or not wish.target
        or wish.past
        or query.kind is not QueryKind.FACT
        or _NATIONAL.search(query.text)
    ):
        return None
    if named_documents(query.text, found.records.values()) or found.asked.query.only is not None:
        return None
    places = regions_with(found, targets)
    if len(places) < _SEVERAL:
        return None
    names = ("、" if query.language == "zh" else ", ").join(region.label(query.language) for region in places[:_NAMED])
    text = say("which_region", query.language, count=len(places), names=names)
    return replace(
        found.answer(AnswerStatus.CLARIFY),
        notes=(Note(NoteKind.SEARCHED, text),),
        suggestions=tuple(ask_for(region, found) for region in places[:_NEAREST]),
    )

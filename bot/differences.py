"""The targets of two places beside each other: the clause that sets each, and how far apart they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.answer import Note, NoteKind
from bot.extracts import Extract
from bot.found import Found
from bot.wording import say
from vectorstore.commitments import Target
from vectorstore.regions import Region
from vectorstore.target_index import TargetIndex
from vectorstore.tokens import fold

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def difference_note(found: Found, said: Sequence[tuple[Region, Extract]], targets: TargetIndex) -> tuple[Note, ...]:
    """The difference of two targets of one unit; none where either quote has not just one of them."""
    asked = [(region, asked_target(extract, found, targets)) for region, extract in said]
    chosen = [(region, target) for region, target in asked if target and _NUMBER.fullmatch(target.value)]
    if len(said) != 2 or len(chosen) != 2:
        return ()
    (one, first), (other, second) = chosen
    unit = fold(first.unit or "")
    if unit != fold(second.unit or ""):
        return ()
    apart = Decimal(first.value) - Decimal(second.value)
    language = found.asked.query.language
    if language == "zh":
        measure = "个百分点" if unit == "%" else unit
    else:
        measure = " percentage points" if unit == "%" else f" {unit}"
    higher, lower = (one, other) if apart > 0 else (other, one)
    name = "no_difference" if not apart else "difference"
    text = say(
        name, language, higher=higher.label(language), lower=lower.label(language), apart=f"{abs(apart)}{measure}"
    )
    return (Note(NoteKind.DIFFERENCE, text),)


def narrowed(extract: Extract, found: Found, targets: TargetIndex) -> Extract:
    """An extract's clause with the target that is asked for, where it has just one; else as it is."""
    target, passage = asked_target(extract, found, targets), extract.passage
    if target is None or not (extract.start <= target.start and target.end <= extract.end):
        return extract
    text = passage.text[target.start - passage.start : target.end - passage.start]
    return Extract(passage, target.start, target.end, text, extract.score, extract.features)


def asked_target(extract: Extract, found: Found, targets: TargetIndex) -> Target | None:
    """The one target in an extract that the question asks for."""
    query = found.asked.query
    about = [
        item.target
        for item in targets.about(query.text, query.years)
        if item.document == extract.passage.document and extract.start <= item.target.start < extract.end
    ]
    return about[0] if len(about) == 1 else None

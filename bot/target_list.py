"""List questions for a figure: the documents that set a target whose value is as asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.extracts import Extract, extract_of_target
from bot.found import Found
from vectorstore.asked_regions import without_places
from vectorstore.commitments import Target
from vectorstore.conditions import Relation, condition_asked, has_value, is_about_the_bound, meets
from vectorstore.glossary import find_concepts
from vectorstore.library import Library
from vectorstore.regions import within
from vectorstore.scope import in_scope, own_region
from vectorstore.target_index import FoundTarget, concepts_of
from vectorstore.tokens import fold
from vectorstore.wish import wish_of

_PLAIN = (Relation.IS, Relation.ABOUT)
# What may stand before an indicator without narrowing it to a part.
_LEAD = re.compile(
    r"(?:全社会|全[省市区县州国]|我[省市区]|本[省市区]|提出|建议|预计|力争|确保|实现|包括|主要|预期|目标|今年|\d{4}年?|[:：、“”\s])*"
)


@dataclass(frozen=True, slots=True)
class FoundTargets:
    """An extract for each document that sets such a target.

    `about` are documents left out because they aim at about the figure that is asked for as a bound.
    """

    extracts: tuple[Extract, ...] = ()
    about: tuple[str, ...] = ()


def find_targets(found: Found, library: Library) -> FoundTargets | None:
    """Who sets such a target; None where the question is not for one."""
    query = found.asked.query
    condition, wish = condition_asked(fold(without_places(query.text))), wish_of(query.text)
    # Who keeps unemployment within 5% is asked of a target without the word.
    if condition is None or wish.past or not (wish.target or condition.relation not in _PLAIN):
        return None
    about = library.targets.about(query.text, query.years)
    if condition.relation not in _PLAIN:
        about = [item for item in about if _is_of_the_whole(item.target, query.text)]
    if not about:
        return None
    about = [item for item in about if _may_be_listed(item, found)]
    met = _first_of_each(item for item in about if meets(item.target, condition))
    if not met and condition.relation is Relation.IS:
        # Nobody sets just 70万: who sets 70万以上 is shown, with its words.
        met = _first_of_each(item for item in about if has_value(item.target, condition))
    listed = {item.document for item in met}
    near = _first_of_each(item for item in about if is_about_the_bound(item.target, condition))
    extracts = [extract_of_target(item, library.catalogue) for item in met]
    return FoundTargets(
        tuple(extract for extract in extracts if extract),
        tuple(item.document for item in near if item.document not in listed),
    )


def _may_be_listed(item: FoundTarget, found: Found) -> bool:
    query, record = found.asked.query, found.records.get(item.document)
    if record is None or record.searched_as or not in_scope(record, query) or not found.may_search(item.document):
        return False
    own = own_region(record)
    return not query.regions or (own is not None and any(within(own, region) for region in query.regions))


def _is_of_the_whole(target: Target, text: str) -> bool:
    """Whether a target is of what the question names, and of no part of it (高新区生产总值)."""
    asked = set(concepts_of(text))
    measured = f"{target.indicator}{(target.comparator or '').partition('/')[0]}"
    lead = _LEAD.match(measured)
    first = next((mention for mention in find_concepts(measured) if mention.concept.slug in asked), None)
    return first is not None and lead is not None and first.start <= lead.end()


def _first_of_each(items: Iterable[FoundTarget]) -> list[FoundTarget]:
    """One target a document, the first in reading order of those for the nearest year."""
    chosen: dict[str, FoundTarget] = {}
    for item in items:
        before = chosen.get(item.document)
        if before is None or (item.target.year or 9999, item.target.start) < (
            before.target.year or 9999,
            before.target.start,
        ):
            chosen[item.document] = item
    return list(chosen.values())

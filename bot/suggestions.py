"""Questions that the library does answer, near one that it does not: for targets that its documents set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.found import Found
from vectorstore.glossary import Concept, concept_of
from vectorstore.regions import Region, region_of
from vectorstore.target_index import FoundTarget, TargetIndex, concepts_of

_MOST = 3
_QUESTION = {
    "zh": "{region}{year}年的{indicator}目标是多少？",
    "en": "What is {region}'s {year} target for {indicator}?",
}


def suggest(found: Found, targets: TargetIndex) -> tuple[str, ...]:
    """Questions about the same indicator elsewhere, and about the same places' other targets."""
    query = found.asked.query
    places = {region.code for region in query.regions}
    same = [item for item in targets.about(query.text) if _code(item, found) not in places]
    own = targets.of_regions(found.records, places) if places else []
    return tuple(dict.fromkeys(_asked([*_in_turn(own, same)], found)))[:_MOST]


def regions_with(found: Found, targets: TargetIndex) -> list[Region]:
    """The regions that set a target for what a question asks about."""
    codes = dict.fromkeys(_code(item, found) for item in targets.about(found.asked.query.text, found.asked.query.years))
    return [region for code in codes if code and (region := region_of(code))]


def ask_for(region: Region, found: Found) -> str:
    """The question as it is, for a region."""
    text, language = found.asked.question.text, found.asked.query.language
    return f"{region.name}{text}" if language == "zh" else f"{text.rstrip('?')} in {region.called(language)}?"


def _in_turn(one: Iterable[FoundTarget], other: Iterable[FoundTarget]) -> Iterator[FoundTarget]:
    """One of each in turn, then what is left."""
    ones, others = list(one), list(other)
    for at in range(max(len(ones), len(others))):
        yield from ones[at : at + 1]
        yield from others[at : at + 1]


def _asked(items: Iterable[FoundTarget], found: Found) -> Iterator[str]:
    language, this_year = found.asked.query.language, found.asked.question.as_of.year
    for item in items:
        code = _code(item, found)
        region = region_of(code) if code else None
        concept = _concept(item)
        if region is None or concept is None or item.target.year is None or item.target.year < this_year:
            continue
        yield _QUESTION[language].format(
            region=region.called(language),
            year=item.target.year,
            indicator=concept.forms(language)[0],
        )


def _concept(item: FoundTarget) -> Concept | None:
    """What a target measures, where that has a name of its own."""
    slugs = concepts_of(item.target.indicator)
    return concept_of(slugs[0]) if len(slugs) == 1 else None


def _code(item: FoundTarget, found: Found) -> str | None:
    """The region of a target's document; none where the question does not let it be searched."""
    record = found.records.get(item.document)
    return record.region_code if record and not record.searched_as and found.may_search(item.document) else None

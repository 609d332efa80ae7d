"""Questions for the targets of the provinces' work reports: each for an indicator that a report has, or has not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.evaluation.folds import digest
from vectorstore.glossary import Concept, concepts
from vectorstore.library import Library
from vectorstore.record import DocumentRecord
from vectorstore.regions import region_of
from vectorstore.target_index import concepts_of

_EACH = 160  # questions that have an answer, and as many that have none
_COMMON = 3  # reports that must set a target, before others are asked for it
_ZH = (
    "{region}今年{indicator}目标是多少？",
    "{region}{year}年{indicator}预期目标",
    "{region}{indicator}今年定了多少",
    "{year}年{region}的{indicator}目标是？",
    "{region}计划今年{indicator}达到多少",
)
_EN = (
    "What is {region}'s {year} target for {indicator}?",
    "How much {indicator} does {region} aim for in {year}?",
    "{region} {indicator} goal this year",
)


def target_questions(library: Library, day: str) -> Iterator[dict[str, Any]]:
    """Lines of a question file, asked on an ISO day; a third of them are English."""
    year = dt.date.fromisoformat(day).year
    reports = [record for record in library.records() if _is_work_report(record)]
    known = {concept.slug: concept for concept in concepts()}
    measured = {record.document: _measured_in(record.document, year, library) for record in reports}
    common = Counter(slug for slugs in measured.values() for slug in slugs)
    asked = [known[slug] for slug, count in sorted(common.items()) if count >= _COMMON]
    pairs = [(record, concept) for record in reports for concept in asked]
    pairs.sort(key=lambda pair: digest(f"{pair[0].document} {pair[1].slug}"))
    have = [pair for pair in pairs if pair[1].slug in measured[pair[0].document]]
    lack = [pair for pair in pairs if not _speaks_of(pair[1], library.text(pair[0].document) or "")]
    for answerable, chosen in ((True, have[:_EACH]), (False, lack[:_EACH])):
        for record, concept in chosen:
            yield _line(record, concept, year) | {"as_of": day, "answerable": answerable}


def _is_work_report(record: DocumentRecord) -> bool:
    return "政府工作报告" in record.title and record.level == "provincial" and not record.searched_as


def _measured_in(document: str, year: int, library: Library) -> set[str]:
    """The concepts for which a document sets a target of a year, or of none that it names."""
    said = library.targets.commitments.get(document)
    targets = [target for target in said.targets if target.year in (year, None)] if said else []
    return {slug for target in targets for slug in concepts_of(target.indicator)}


def _speaks_of(concept: Concept, text: str) -> bool:
    return any(form in text for form in concept.zh)


def _line(record: DocumentRecord, concept: Concept, year: int) -> dict[str, Any]:
    region = region_of(record.region_code or "")
    assert region is not None, record.document
    name = f"{record.document} {concept.slug}"
    chance = digest(f"wording {name}")
    if chance % 3:
        wording, place, indicator = _ZH[chance % len(_ZH)], region.name, concept.zh[0]
    else:
        wording, place, indicator = _EN[chance // 3 % len(_EN)], region.english, concept.en[0]
    return {"id": name, "question": wording.format(region=place, year=year, indicator=indicator)}

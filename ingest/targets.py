"""The quantified targets of a document: figures that are to be reached, told from results, conditions and duties."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.clauses import Setting, sentences_of, settings_of
from ingest.document import BlockKind, PolicyDocument
from ingest.english_targets import english_targets_of
from ingest.figures import find_figures, is_english
from ingest.horizons import Tense, horizons_of, year_of
from ingest.indicators import target_of
from ingest.objections import Objection, objection_to
from ingest.target_tables import table_targets_of
from ingest.years import Deadline, Years
from vectorstore.commitments import Target
from vectorstore.record import DocumentRecord


def targets_of(document: PolicyDocument, record: DocumentRecord) -> list[Target]:
    """The targets of a document in reading order, those of its tables included."""
    if is_english(document.text, 0, len(document.text)):
        return list(english_targets_of(document, record))
    found = [
        target_of(setting, due.year, record) for setting, due, objection in judged(document, record) if not objection
    ]
    found += table_targets_of(document, record)
    return sorted(found, key=lambda target: (target.start, target.end))


def judged(document: PolicyDocument, record: DocumentRecord) -> Iterator[tuple[Setting, Deadline, Objection | None]]:
    """The figures of a document's prose, each with its deadline and what keeps it from being a target, if anything.

    Figures of parts that speak of the past or explain words are left out.
    """
    years = Years(year_of(record))
    for block, horizon in zip(document.blocks, horizons_of(document, record), strict=True):
        if block.kind is BlockKind.HEADING:
            years.reset()
            if horizon.tense is not Tense.FUTURE:
                continue
        if horizon.tense in (Tense.PAST, Tense.ASIDE) or block.kind is BlockKind.ROW:
            continue
        for sentence in sentences_of(document.text, block.start, block.end):
            for setting in settings_of(document.text, sentence, find_figures(document.text, *sentence)):
                due = years.deadline_of(setting, horizon)
                yield setting, due, objection_to(setting, horizon, due, record)
            years.turn(document.text, sentence)

"""Extracts: the sentences of retrieved passages that speak most directly to a question."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.features import Features, Place, Sought, features_of
from bot.sentences import Span, split_clauses, split_sentences
from bot.terms import Term, lookable
from vectorstore.asked_regions import without_places
from vectorstore.closeness import Closeness
from vectorstore.passage import Passage, RetrievedPassage
from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.target_index import FoundTarget, TargetIndex
from vectorstore.tokens import fold
from vectorstore.wish import wish_of

if TYPE_CHECKING:
    from vectorstore.catalogue import Catalogue

# A sentence longer than this is cut at its clauses; one extract holds about as much as a reader takes in at once.
LONGEST = {"zh": 160, "en": 420}
_RUN = {"zh": 100, "en": 260}  # of clauses, where a sentence is cut
_SHORTEST = 6
READ = 10  # passages that are read sentence by sentence
_MOST = 48
# Lines of a metadata box say what a document is, which its citation says too.
_LABEL = re.compile(
    r"(地区|行业|编写单位|编写日期|来源文件|来源|索引号|主题分类|Region|Industry|Industries|Preparedby|Date|Source(document)?)[:：]"
)
_LINE = re.compile(r"[^\s][^\n]*(?<=\S)")
# What ends so is a sentence, also where a text of one line has it for its title.
_SENTENCE_END = re.compile(r"[.。!！?？…][\"”’』」）)\]]*$")
_ENDED = {"superseded", "repealed", "expired"}


@dataclass(frozen=True, slots=True)
class Extract:
    """A run of a passage's text, with how well it answers.

    `start` and `end` are offsets in the document's stored text; `score` orders extracts, `features` say why; `closeness`
    is that of its meaning to the question's, where it was looked at.
    """

    passage: Passage
    start: int
    end: int
    text: str
    score: float = 0.0
    features: Features = field(default_factory=Features)
    closeness: Closeness | None = None

    def overlaps(self, other: Extract) -> bool:
        """Whether two extracts have words of one document in common."""
        return self.passage.document == other.passage.document and self.start < other.end and other.start < self.end


def find_extracts(
    query: Query,
    terms: Sequence[Term],
    hits: Sequence[RetrievedPassage],
    records: Mapping[str, DocumentRecord],
    targets: TargetIndex,
    as_of: dt.date | None = None,
) -> list[Extract]:
    """The extracts of retrieved passages, best first by what their words tell.

    `targets` are those of the documents, with their support; `as_of` is the day on which documents are in force.
    """
    wish, words = wish_of(query.text), fold(without_places(query.text))
    sought = {
        language: Sought.of(
            query, wish, lookable(terms, query.language, language), words, targets, as_of or dt.date.today()
        )
        for language in {hit.passage.language for hit in hits}
    }
    best = hits[0].score if hits else 0.0
    found: list[Extract] = []
    for hit in hits:
        passage, record = hit.passage, records[hit.passage.document]
        place = Place.of(passage, record, sought[passage.language], targets.commitments.get(passage.document))
        ended = float(record.validity_on(as_of or dt.date.today()) in _ENDED)
        for span in spans_of(passage):
            text, start, end = passage.text[span.start : span.end], passage.start + span.start, passage.start + span.end
            features = features_of(text, (start, end), place, sought[passage.language])
            features = replace(features, hit=hit.score - best, ended=ended)
            found.append(Extract(passage, start, end, text, features.score, features))
    found.sort(key=lambda extract: -extract.score)
    return found[:_MOST]


def extract_of_target(found: FoundTarget, catalogue: Catalogue) -> Extract | None:
    """A target's own words; None where no passage holds them whole."""
    target = found.target
    return next(
        (
            Extract(
                passage,
                target.start,
                target.end,
                passage.text[target.start - passage.start : target.end - passage.start],
            )
            for passage in catalogue.passages_of(found.document)
            if passage.start <= target.start and target.end <= passage.end
        ),
        None,
    )


def spans_of(passage: Passage) -> list[Span]:
    """A passage's lines; a long one in its sentences, a long sentence in runs of clauses.

    A span is at most about what a reader takes in at once, and never crosses a line: white space between two lines may
    stand for something that the source has there.
    """
    longest = LONGEST[passage.language]
    spans: list[Span] = []
    for line in _LINE.finditer(passage.text):
        if _says_nothing(line[0], passage):
            continue
        if len(line[0]) <= longest:
            spans.append(Span(*line.span()))
            continue
        for sentence in split_sentences(line[0]):
            spans += _runs(
                passage.text, line.start() + sentence.start, line.start() + sentence.end, _RUN[passage.language]
            )
    return spans


def _says_nothing(line: str, passage: Passage) -> bool:
    """Whether a line is the title, a heading, or too short to say anything."""
    bare = "".join(line.split())
    if len(bare) < _SHORTEST or _LABEL.match(bare):
        return True
    known = {"".join(part.split()) for part in (passage.title, *passage.heading_path)}
    is_heading = bare in known or bare in "".join(passage.title.split())
    return is_heading and _SENTENCE_END.search(bare) is None


def _runs(text: str, start: int, end: int, longest: int) -> list[Span]:
    """A sentence in runs of clauses, each as long as may be."""
    if end - start <= longest:
        return [Span(start, end)]
    runs: list[Span] = []
    first = last = start
    for clause in split_clauses(text[start:end]):
        stop = start + clause.end
        if stop - first > longest and last > first:
            runs.append(Span(first, last))
            first = start + clause.start
        last = stop
    return [*runs, Span(first, end if end - first <= longest else last)]

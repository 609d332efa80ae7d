"""What tells a sentence that answers a question from one that does not, in numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.quantities import Quantity, find_quantities
from bot.sentences import split_clauses
from bot.terms import Term, coverage
from vectorstore.commitments import Commitments
from vectorstore.passage import Passage
from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.target_index import TargetIndex
from vectorstore.tokens import fold
from vectorstore.wish import WHOLE_TERM, Wish

_PART = re.compile(r"县域|新区|开发区|园区|高新区|示范区|片区|经开区|区块")
_WHOLE_PLACE = re.compile(r"全(省|市|区|州|县|国|社会)")
_TARGET = re.compile(r"预期目标|目标|力争|达到|将|计划|确保|\b(target|aims?|will|by 20\d\d|expected)\b", re.IGNORECASE)
_TO_COME = re.compile(r"预期目标|目标是|目标为|力争|确保|将|\b(targets?|aims? to|will)\b", re.IGNORECASE)
_OUTLOOK = re.compile(r"目标|要求|安排|重点工作|主要任务|\b(targets?|tasks|outlook)\b", re.IGNORECASE)
_DEFINITION = re.compile(r"是指|所称|指的是|\b(means|refers to|is defined as)\b", re.IGNORECASE)
_VALIDITY = re.compile(
    r"施行|废止|有效期|取代|失效|生效|\b(effect|force|valid until|superseded|replace[sd]?|repeal)", re.IGNORECASE
)
_FORMAL = re.compile(
    r"现(印发|予|将)|请(认真|遵照|结合|贯彻)|特此(通知|公告)|制定(了)?(本|《)|根据《|为(进一步|贯彻|促进|了)|遵照执行"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TIMES = {"年", "个月", "天", "工作日", "小时", "季度", "月"}
_DATES = {"date", "month", "day", "year"}
_MONEY = {"元", "美元", "欧元", "港元"}
_LETTERS = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Features:
    """The marks of a run of a passage, for one question; each from about -2 to 2, most of them 0 or 1.

    `own`, `headed` and `passage` are shares of the weight of the question's terms that stand in the run, in it and its
    headings, in the whole passage; `meaning` and `words` are how near the embedding model finds it, whole and word by word; `hit` how far the passage is
    behind the best one; `pairs` is the share of the question's pairs of Chinese characters that it has. The others say what
    the run has, or lacks, of the kind of sentence that is asked for; `ended` that its document is no longer in force.
    """

    own: float = 0.0
    headed: float = 0.0
    passage: float = 0.0
    meaning: float = 0.0
    words: float = 0.0
    hit: float = 0.0
    pairs: float = 0.0
    figure: float = 0.0
    unit: float = 0.0
    beside: float = 0.0
    beside_unit: float = 0.0
    whole_place: float = 0.0
    part: float = 0.0
    ended: float = 0.0
    target_said: float = 0.0
    review: float = 0.0
    outlook: float = 0.0
    definition: float = 0.0
    validity: float = 0.0
    year_above: float = 0.0
    other_year: float = 0.0
    whole_term: float = 0.0
    target: float = 0.0
    support: float = 0.0
    leads_in: float = 0.0
    formal: float = 0.0
    short: float = 0.0

    def values(self) -> tuple[float, ...]:
        """The marks in the order of their fields."""
        return tuple(getattr(self, name) for name in NAMES)

    @property
    def score(self) -> float:
        """How likely the run is the answer, beside the others: a conditional logit's score."""
        return sum(weight * value for weight, value in zip(WEIGHTS.values(), self.values(), strict=True))


# Fitted by `python -m tests.evaluation.fit` (a conditional logit over the sentences of the passages found for a
# question), which also prints how often the first sentence is right on questions that were left out: a little less.
WEIGHTS = {
    "own": 1.55, "headed": 1.85, "passage": 0.95, "meaning": 0.95, "words": 0.8, "hit": 0.35, "pairs": -0.4, "figure": 1.15,
    "unit": 1.7, "beside": -0.05, "beside_unit": 0.2, "whole_place": 0.4, "part": 0.05, "ended": -0.55, "target_said": 0.0,
    "review": -0.55, "outlook": -0.05, "definition": 0.25, "validity": 0.65, "year_above": 0.45, "other_year": -0.3,
    "whole_term": -0.35, "target": 0.35, "support": 1.2, "leads_in": -0.35, "formal": -0.2, "short": -0.5,
}  # fmt: skip
NAMES = tuple(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question seeks, worked out once for all sentences."""

    query: Query
    wish: Wish
    terms: tuple[Term, ...]
    pairs: frozenset[str]
    targets: Mapping[str, Sequence[int]]

    @classmethod
    def of(
        cls, query: Query, wish: Wish, terms: Sequence[Term], words: str, targets: TargetIndex, as_of: dt.date
    ) -> Sought:
        """For a question, its terms that can be looked for in the passages' language, and its words without places."""
        if query.years and max(query.years) < as_of.year and not wish.target:
            wish = replace(wish, past=True)
        starts: defaultdict[str, list[int]] = defaultdict(list)
        if wish.target and not wish.past:
            for found in targets.about(query.text, query.years):
                starts[found.document].append(found.target.start)
        return cls(query, wish, tuple(terms), _pairs(words), starts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run stands: its passage, the folded title, headings and region, and the share of the question in all."""

    passage: Passage
    around: str
    share: float
    commitments: Commitments | None
    targets: tuple[int, ...]

    @classmethod
    def of(cls, passage: Passage, record: DocumentRecord, sought: Sought, commitments: Commitments | None) -> Place:
        """For a passage of a document, with the document's targets and support."""
        around = fold(f"{record.title} {passage.section} {record.region or ''}")
        share = coverage(sought.terms, f"{fold(passage.text)} {around}")
        return cls(passage, around, share, commitments, tuple(sought.targets.get(passage.document, ())))


def features_of(text: str, span: tuple[int, int], place: Place, sought: Sought) -> Features:
    """The marks of a run, at offsets in the document's text; `meaning`, `words`, `hit` and `ended` are the caller's."""
    query, wish, terms = sought.query, sought.wish, sought.terms
    passage, commitments = place.passage, place.commitments
    back = commitments is not None and commitments.looks_back(*span)
    folded = fold(text)
    quantities = find_quantities(text) if wish.number or wish.units else []
    figures = [q for q in quantities if q.unit not in _DATES]
    beside, beside_unit = _beside(text, quantities, terms, wish)
    section = f"{passage.section} {text}"
    said = {int(year) for year in _YEAR.findall(text)}
    pairs = _pairs(folded)
    return Features(
        own=coverage(terms, folded),
        headed=coverage(terms, f"{folded} {place.around}"),
        passage=place.share,
        pairs=len(pairs & sought.pairs) / max(1, len(sought.pairs)),
        figure=wish.number * (1.0 if figures else -1.0),
        unit=float(any(_fits(q, wish) for q in quantities)),
        beside=wish.number * beside,
        beside_unit=beside_unit,
        part=float(wish.number and _PART.search(text) is not None and _PART.search(query.text) is None),
        whole_place=float(wish.number and _WHOLE_PLACE.search(text) is not None),
        target_said=float(wish.target and not wish.past and _TARGET.search(section) is not None),
        review=float(wish.target and not wish.past and back),
        outlook=float(
            wish.past
            and not wish.target
            and not back
            and (_OUTLOOK.search(passage.section) is not None or _TO_COME.search(text) is not None)
        ),
        definition=float(wish.definition and _DEFINITION.search(text) is not None),
        validity=float(wish.validity and _VALIDITY.search(text) is not None),
        year_above=float(any(str(year) in passage.section for year in query.years)),
        other_year=float(bool(query.years) and bool(said) and not said & set(query.years)),
        whole_term=(1.0 + bool(query.years))
        * (not wish.whole_term and wish.number and WHOLE_TERM.search(text) is not None),
        target=float(any(span[0] <= start < span[1] for start in place.targets)),
        support=float(
            wish.support
            and commitments is not None
            and any(s.start < span[1] and span[0] < s.end for s in commitments.support)
        ),
        leads_in=float(text.rstrip().endswith(("：", ":"))),
        formal=float(_FORMAL.search(text) is not None),
        short=float(len(text) < 12),
    )


def _beside(text: str, quantities: Sequence[Quantity], terms: Sequence[Term], wish: Wish) -> tuple[float, float]:
    """The most of the question that stands in one clause with a figure, and with a figure of the kind asked for."""
    any_figure = fitting = 0.0
    for clause in split_clauses(text):
        held = [q for q in quantities if clause.start <= q.start < clause.end]
        if not held:
            continue
        share = coverage(terms, fold(text[clause.start : clause.end]))
        any_figure = max(any_figure, share * any(q.unit not in _DATES for q in held))
        fitting = max(fitting, share * any(_fits(q, wish) for q in held))
    return any_figure, fitting


def _fits(quantity: Quantity, wish: Wish) -> bool:
    """Whether a quantity is of a kind that the question asks for."""
    if quantity.percent:
        return "percent" in wish.units or ("money" in wish.units and wish.support)
    if quantity.unit in _MONEY:
        return "money" in wish.units
    if quantity.unit in _DATES:
        return "date" in wish.units and quantity.unit != "year"
    if quantity.unit in _TIMES:
        return "time" in wish.units
    return "count" in wish.units


def _pairs(folded: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters."""
    return frozenset(run[i : i + 2] for run in _LETTERS.findall(folded) for i in range(len(run) - 1))

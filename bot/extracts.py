"""Extracts: the sentences of retrieved passages that speak most directly to a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.quantities import find_quantities
from bot.sentences import Span, split_clauses, split_sentences
from bot.terms import Term, coverage, lookable
from vectorstore.passage import Passage, RetrievedPassage
from vectorstore.query import Query
from vectorstore.record import DocumentRecord
from vectorstore.tokens import fold

Embed = Callable[[list[str]], NDArray[np.float32]]

# A sentence longer than this is cut at its clauses; one extract holds about as much as a reader takes in at once.
LONGEST = {"zh": 160, "en": 420}
_SHORTEST = 6
# Lines of a metadata box say what a document is, which its citation says too.
_LABEL = re.compile(
    r"(地区|行业|编写单位|编写日期|来源文件|来源|索引号|主题分类|Region|Industry|Industries|Preparedby|Date|Source(document)?)[:：]"
)
_LINE = re.compile(r"[^\s][^\n]*(?<=\S)")
_NUMBER_ASKED = re.compile(
    r"多少|几(?!乎)|目标|哪个(更)?(高|大|多)|谁.{0,6}(高|大|多|快)|比一比|强度|多大|多高|多长|多久|增速|比例|金额|上限|封顶|最高|最低|怎么补|补多少|奖多少"
    r"|\bhow (many|much|fast|long|large|big|high|far)\b|\b(target|rate|share|ceiling|cap|amount|size|scale|total|percentage|number)\b",
    re.IGNORECASE,
)
_GROWTH_ASKED = re.compile(
    r"增速|增长|增得|涨|几个点|(GDP|经济|生产总值|增加值).{0,6}目标|\b(growth|grow|grew|rise|rose|faster)\b",
    re.IGNORECASE,
)
_SPAN_SAID = re.compile(r"五年|十四五|十三五|年均|累计|\b(five years|cumulative|annual average)\b", re.IGNORECASE)
_TARGET_ASKED = re.compile(
    r"目标|预期|计划|打算|力争|要(达到|实现|新增|做到)|今年.{0,12}(多少|几)|\b(targets?|plans?|aims?|goal|expect|will|should)\b",
    re.IGNORECASE,
)
_PAST_ASKED = re.compile(
    r"去年|实际|完成了?|已经|做到了|\b(did|was|were|last year|grew|rose|built|achieved)\b", re.IGNORECASE
)
_TARGET_SAID = re.compile(
    r"预期目标|目标|力争|达到|将|计划|确保|\b(target|aims?|will|by 20\d\d|expected)\b", re.IGNORECASE
)
_REVIEW = re.compile(r"回顾|过去|成就|成效|总结|\b(review|past|achievements)\b", re.IGNORECASE)
_OUTLOOK = re.compile(r"目标|要求|安排|重点工作|主要任务|\b(targets?|tasks|outlook)\b", re.IGNORECASE)
_DEFINITION_ASKED = re.compile(
    r"什么是|是什么意思|指(什么|的是)|定义|怎么算|\bdefin|\bmean(s|ing)?\b|what (is|are) an?\b", re.IGNORECASE
)
_DEFINITION_SAID = re.compile(r"是指|所称|指的是|\b(means|refers to|is defined as)\b", re.IGNORECASE)
_VALIDITY_ASKED = re.compile(
    r"有效|生效|施行|废止|失效|作废|取代|替代|还能(用|引用)|还执行|哪一版|何时起|"
    r"\b(in force|still valid|take effect|took effect|effective|repealed|superseded|replaced|expire)",
    re.IGNORECASE,
)
_VALIDITY_SAID = re.compile(
    r"施行|废止|有效期|取代|失效|生效|\b(effect|force|valid until|superseded|replace[sd]?|repeal)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Extract:
    """A run of a passage's text, with how well it answers.

    `start` and `end` are offsets in the document's stored text; `coverage` is the share of the question's terms that
    the extract has, its title and headings counted in, `own_coverage` without these; `score` orders extracts.
    """

    passage: Passage
    start: int
    end: int
    text: str
    coverage: float
    own_coverage: float
    score: float


@dataclass(frozen=True, slots=True)
class _Wish:
    """What kinds of sentence the question's wording asks for: pairs of (asked, how it is said)."""

    number: bool
    target: bool
    past: bool
    definition: bool
    validity: bool


def wish_of(text: str) -> _Wish:
    """Read a question's wording."""
    return _Wish(
        _NUMBER_ASKED.search(text) is not None,
        _TARGET_ASKED.search(text) is not None,
        _PAST_ASKED.search(text) is not None,
        _DEFINITION_ASKED.search(text) is not None,
        _VALIDITY_ASKED.search(text) is not None,
    )


def find_extracts(
    query: Query,
    terms: Sequence[Term],
    hits: Sequence[RetrievedPassage],
    records: dict[str, DocumentRecord],
    embed: Embed | None = None,
) -> list[Extract]:
    """The extracts of retrieved passages, best first.

    `embed` gives texts vectors of unit length, shape (n, dimension), by which a sentence's meaning counts too.
    """
    wish = wish_of(query.text)
    best = hits[0].score if hits else 0.0
    spans = [(hit, span) for hit in hits for span in spans_of(hit.passage)]
    meanings = _meanings(query.text, [hit.passage.text[span.start : span.end] for hit, span in spans], embed)
    found = []
    for (hit, span), meaning in zip(spans, meanings, strict=True):
        passage = hit.passage
        text = passage.text[span.start : span.end]
        record = records[passage.document]
        around = fold(f"{record.title} {passage.section} {record.region or ''}")
        asked = lookable(terms, query.language, passage.language)
        own = coverage(asked, fold(text))
        covered = coverage(asked, f"{fold(text)} {around}")
        score = (
            2.0 * covered + 2.5 * own + 1.5 * meaning + _fits(text, passage.section, wish, query, asked)
            + 0.6 * (hit.score - best)
        )  # fmt: skip
        found.append(Extract(passage, passage.start + span.start, passage.start + span.end, text, covered, own, score))
    return sorted(found, key=lambda extract: -extract.score)


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
            spans += _runs(passage.text, line.start() + sentence.start, line.start() + sentence.end, longest)
    return spans


def _says_nothing(line: str, passage: Passage) -> bool:
    """Whether a line is the title, a heading, or too short to say anything."""
    bare = "".join(line.split())
    known = {"".join(part.split()) for part in (passage.title, *passage.heading_path)}
    return (
        len(bare) < _SHORTEST
        or _LABEL.match(bare) is not None
        or bare in known
        or bare in "".join(passage.title.split())
    )


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


def _fits(text: str, section: str, wish: _Wish, query: Query, terms: Sequence[Term]) -> float:
    """How far a sentence has the shape that the question asks for."""
    fit = 0.0
    if wish.number:
        fit += 0.5 if find_quantities(text) else -1.0
        fit += 1.0 * _figure_beside(text, terms, percent=_GROWTH_ASKED.search(query.text) is not None)
        fit -= 0.5 * (_SPAN_SAID.search(text) is not None and not _SPAN_SAID.search(query.text))
    if wish.target and not wish.past:
        fit += 0.4 * (_TARGET_SAID.search(f"{section} {text}") is not None)
        fit -= 0.8 * (_REVIEW.search(section) is not None)
    if wish.past and not wish.target:
        fit -= 0.6 * (_OUTLOOK.search(section) is not None)
    if wish.definition:
        fit += 0.6 * (_DEFINITION_SAID.search(text) is not None)
    if wish.validity:
        fit += 0.8 * (_VALIDITY_SAID.search(text) is not None)
    if query.years:
        fit += 0.5 * any(str(year) in f"{section} {text}" for year in query.years)
    return fit


def _figure_beside(text: str, terms: Sequence[Term], percent: bool) -> float:
    """Whether a clause holds both a figure and the term that weighs most in the text; a half where it is of another kind.

    `percent` says that a rate of growth is asked for.
    """
    folded = fold(text)
    held = [term for term in terms if term.stands_in(folded) and not term.is_generic]
    if not held:
        return 0.0
    heaviest = max(held, key=lambda term: term.weight)
    clauses = (text[clause.start : clause.end] for clause in split_clauses(text))
    figures = [q for clause in clauses if heaviest.stands_in(fold(clause)) for q in find_quantities(clause)]
    return 1.0 if any(q.percent or not percent for q in figures) else 0.5 * bool(figures)


def _meanings(question: str, texts: list[str], embed: Embed | None) -> list[float]:
    """How near each text's meaning is to the question's, in standard deviations (at most 2 either way), over 2."""
    if embed is None or len(texts) < 2:
        return [0.0] * len(texts)
    vectors = embed([question, *texts])
    near = vectors[1:] @ vectors[0]
    spread = float(np.std(near)) or 1.0
    return [float(x) for x in np.clip((near - np.mean(near)) / spread, -2.0, 2.0) / 2]

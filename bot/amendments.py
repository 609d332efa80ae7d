"""Sentences that say what is changed: an amending decision's own words, or a notice's: raised from … to …, deleted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evidence import Judgement, judge
from bot.extracts import Extract, find_extracts
from bot.found import Found
from bot.meaning import by_meaning
from vectorstore.library import Library
from vectorstore.naming import named_documents
from vectorstore.passage import Passage, RetrievedPassage

_AMENDING = re.compile(
    r"关于.{0,4}(修改|修订|修正|废止和修改|调整|变更).*(决定|通知|公告|通告)|修正案|修改单|\bamend(ing|ments?)\b|\brevision of\b",
    re.IGNORECASE,
)
_TO = "修改|修正|调整|改|变更|更改|提高|提升|上调|降低|下调|缩短|延长|扩大|放宽|增加|减少|下降|替换"
_SAYS_CHANGE = re.compile(
    rf"(将|把|从|由|原|对).{{1,120}}({_TO})(为|到|至|成)|[条款项段章”]\s*(相应)?(修改|改|修正|调整)为|删(去|除)(第|原|其中|“|该|本)"
    r"|增加(一|二|两|三|四|五|\d)(条|款|项|章|目|段)|(予以|一并|现予)(取消|停止|废止|删除)|(不再|停止)(执行|实行|实施|要求|限制|限定|审核|收取|征收|设置|作为|适用|受理)"
    r"|(取消|恢复)(了|对|原|关于|实行)"
    r"|\b(is|are|was|were|be|been)( hereby)? (amended|revised|replaced|deleted|substituted|inserted|added|raised|lowered|reduced|"
    r"increased|extended|shortened|cut|adjusted|removed|abolished)\b|\b(raise|lower|reduc|increas|extend|shorten|cut)\w* .{0,60}\bfrom\b.{1,60}\bto\b",
    re.IGNORECASE,
)
_TOLD_BELOW = re.compile(
    r"(修订|修改|修正|调整|变化|变动|新旧)的?(主要)?(内容|要点|之处|情况|方面|对照)|主要(变化|修改|修订)|\b(main|key|major) (changes|amendments|revisions)\b",
    re.IGNORECASE,
)
_READ = 10  # passages of those found
_MOST_PASSAGES = 30  # of an amending document


def amendments(found: Found, library: Library) -> Judgement:
    """The extracts that say what is changed, and whether they answer the question: as any other evidence must.

    Every change of an amending document that was found or named is read; of other documents what was found.
    """
    query, as_of = found.asked.query, found.asked.question.as_of
    hits = _passages(found, library)
    by_words = find_extracts(query, found.asked.terms, hits, found.records, library.targets, as_of)
    extracts = by_meaning(query.text, by_words, library.embedder)
    # To such a question these are what a sentence on force is to one that asks for it.
    marked = [
        replace(extract, features=replace(extract.features, validity=1.0))
        for extract in extracts
        if says_change(extract.text) or _TOLD_BELOW.search(extract.passage.section)
    ]
    judgement = judge(found, [replace(extract, score=extract.features.score) for extract in marked], library.targets)
    return replace(judgement, extracts=tuple(_of_one(judgement.extracts)))


def says_change(text: str) -> bool:
    """Whether a text says that something is changed, and has whole what it changes."""
    whole = text.count("“") == text.count("”") and text.count("《") == text.count("》")
    return whole and _SAYS_CHANGE.search(text) is not None


def _tells_change(passage: Passage) -> bool:
    return bool(_SAYS_CHANGE.search(passage.text) or _TOLD_BELOW.search(passage.section))


def _passages(found: Found, library: Library) -> list[RetrievedPassage]:
    """The passages that say a change: of the best hits, and of the amending documents among these or named."""
    hits = list(found.hits[:_READ])
    names = named_documents(found.asked.query.text, found.records.values())
    known = dict.fromkeys([*(hit.passage.document for hit in hits), *sorted(filter(found.may_search, names))])
    chosen = [hit for hit in hits if _tells_change(hit.passage)]
    seen = {hit.passage.id for hit in chosen}
    for document in known:
        record = found.records[document]
        if _AMENDING.search(record.title) and not record.searched_as and record.status != "failed":
            rest = [p for p in library.catalogue.passages_of(document) if _tells_change(p)]
            chosen += [RetrievedPassage(p, hits[0].score) for p in rest[:_MOST_PASSAGES] if p.id not in seen]
    return chosen


def _of_one(extracts: Sequence[Extract]) -> list[Extract]:
    """The extracts of the document that answers best, best first; another changes something else."""
    return [extract for extract in extracts if extract.passage.document == extracts[0].passage.document]

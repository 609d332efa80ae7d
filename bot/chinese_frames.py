"""Chinese clauses as short English facts: what is measured, how it relates to its figure, the figure.

A clause is rendered where all of it is understood, else not at all: half a clause may say the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.chinese_clauses import LIST_MARK, Fact, Item, clauses_of, items_of, own_figures, plain
from bot.clause_openings import OWN_TIMES, opening_of
from bot.polarity import negations
from bot.relations import BOUND, RELATION, RELATIONS, bounded, relations_before
from bot.rendered_figures import RenderedFigure, render_chinese_date
from bot.renderings import NounPhrase, Rendering, chinese_terms, render_noun_phrase, starting_verb
from bot.support_frames import support_of

_ON = ("增长", "同比增长", "下降", "同比下降", "比上年增长", "年均增长")
_JOBS = ("新增就业", "新增城镇就业", "新增就业人数", "岗位")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
# A clause that takes something out, denies, or speaks of what was: nothing after it in the sentence is certain.
_TAKES_OUT = re.compile(
    r"^(?:除(?!了)|剔除|扣除|不含|不包括|不考虑|未(?!来)|没有|并非|不是|原(?!则|材)|此前|曾|取消|暂停|停止|不再|拟)|(?:除外|以外|之外|外)$|^(?:但|然而)"
)
_ON_CONDITION = re.compile(
    r"^(?:如(?!期)|若(?!干)|假如|倘若|当(?!前|年)|凡|符合|满足|在.*(?:下|中|时)$|对.*(?:家庭|企业|人员|单位|个人|项目|者)(?:[（(].*[）)])?$)|(?:的|时|情况下|情形下|前提下|条件下|之一)$"
)
_CONDITIONAL = " (in the case that the quote states)"


@dataclass(slots=True)
class _State:
    """What a sentence has said so far that its next clause may lean on."""

    time: str = ""
    verb: Rendering | None = None
    subject: str = ""
    condition: bool = False
    begun: bool = False
    part: bool = False


def facts_of(sentence: str, offset: int = 0) -> Iterator[Fact]:
    """The rendered clauses of a Chinese sentence, in order; offsets count from `offset`."""
    state = _State()
    for start, end in clauses_of(sentence):
        clause = sentence[start:end]
        words = _rendered(clause, state)
        bare = "".join(clause.split())
        if not words and _TAKES_OUT.search(bare):
            return
        if not words:
            state.subject = ""
            state.condition = state.condition or _ON_CONDITION.search(bare) is not None
        else:
            words += _CONDITIONAL if state.condition else ""
            timed, state.time = state.time, ""
            if timed:
                words = f"{words} ({timed})" if timed in OWN_TIMES else f"{timed}: {words}"
            yield Fact(offset + start, offset + end, words, bool(timed))
        state.begun = True


def _rendered(clause: str, state: _State) -> str | None:
    """What is understood of a clause in English; None where nothing is."""
    text = plain(clause)
    if text is None:
        return None
    state.verb = None
    state.part = text.startswith("其中")
    aim, time, text = opening_of(text)
    state.time = time or state.time
    if not text:
        return None
    words = _said(text, state)
    if words is None and not state.time.startswith("by "):
        state.time = ""
    return f"{aim} {words}".strip() if words else None


def _said(text: str, state: _State) -> str | None:
    """The same, of what is left of a clause behind its time and aim."""
    figures = own_figures(text)
    given = support_of(text, figures)
    if given:
        state.condition = state.condition or state.begun
        return given
    if "分别" in text:
        return _shared_out(text, figures)
    items = list(items_of(text, figures))
    if any(not item.before and not item.after for item in items[1:]):
        return None  # 甲和乙增长8%、7%: shared out without the word
    parts: list[str] = []
    for item in items:
        words = _item(item, state)
        if words is None:
            # What is not understood may be the subject of all behind it, or a head that those before it share.
            parts = [] if item.after else parts
            state.verb, state.subject = None, ""
            break
        parts.append(words)
    words = ""
    for part in parts:
        words += ("; " if ":" in part else ", ") * bool(words) + part
    return words or None


def _item(item: Item, state: _State) -> str | None:
    """One figure and what it is of."""
    before, relations = relations_before(item.before)
    of = before + item.after
    if item.figure.unit == "户" and re.search("企业|主体|公司|商户|单位|园区|工厂", of):
        item = replace(item, figure=replace(item.figure, words=item.figure.words.removesuffix(" households")))
    if of.endswith(_JOBS):
        item = replace(item, figure=replace(item.figure, words=item.figure.words.removesuffix(" people")))
    figure = bounded(item.figure, relations, item.bound)
    if figure is None:
        return None
    verb = starting_verb(before)
    if verb:
        before = before[len(verb.zh) :]
    over = re.search(r"[比较](?P<since>上年|去年|(?:19|20)\d\d年)$", before)
    if over:
        if verb or not figure.startswith(("growth", "a ", "an ")):
            return None
        since = render_chinese_date(over["since"]) or "the year before"
        figure, before = f"{figure} from {since}", before[: over.start()]
    return _told(before, item, figure, verb, relations, state)


def _told(
    before: str, item: Item, figure: str, verb: Rendering | None, relations: list[str], state: _State
) -> str | None:
    """A figure put together with what it measures or counts."""
    after = item.after
    if _has_remark(before) or _has_remark(after):
        return None
    carried = verb or (state.verb if not relations else None)
    grown = figure.startswith(("growth", "annual", "a ", "an ", "kept"))
    if after:
        if grown:
            return None  # 新建提升310公里公路: no rise, but what is done
        counted = render_noun_phrase(after)
        if before or carried is None or counted is None or counted.kind not in ("count", "term"):
            return None
        if not item.figure.counts and item.figure.unit not in ("人", "名", "户", ""):
            return _with(carried, counted, figure, state) if counted.kind == "term" else None
        return _with(carried, counted, figure, state)
    if not before:
        if verb or not state.subject or not relations:
            return None
        if relations in (["达到"], ["达"]):
            return None if item.figure.percent else f"reaching {figure}"
        return figure if relations[-1] in _ON and item.figure.percent else None
    named = render_noun_phrase(before)
    if named is None:
        return None if verb or not relations else _of_a_part(before, figure, state)
    if carried and (verb or named.kind in ("count", "term")):
        return None if grown or named.kind in ("measure", "generic") else _with(carried, named, figure, state)
    if named.kind == "generic" and named.terms < 2:
        return None
    if not relations and named.kind != "measure":
        return None
    if state.part and not item.figure.percent:
        return None  # 新增 …, 其中 …: what is counted may be what is new
    state.subject = named.words
    return f"{named.plural}: {figure}"


def _of_a_part(before: str, figure: str, state: _State) -> str | None:
    """What is measured of something that is not translated: it stays in Chinese, between quotation marks."""
    match = re.fullmatch("(?P<what>.{2,24}?)的(?P<measure>[^的]+)", before)
    measure = render_noun_phrase(match["measure"]) if match else None
    if match is None or measure is None or measure.kind not in ("measure", "generic"):
        return None
    if negations(match["what"]) or re.search(r"[\d比较从除但如若“”（(、，]", match["what"]):
        return None
    whole = render_noun_phrase(match["what"])
    state.subject = ""
    return f"{measure.words} (of {whole.words if whole else '“' + match['what'] + '”'}): {figure}"


def _with(verb: Rendering, phrase: NounPhrase, figure: str, state: _State) -> str:
    state.verb, state.subject = verb, ""
    return f"{verb.en[0]} {phrase.plural}: {figure}"


def _has_remark(text: str) -> bool:
    """Whether brackets stand in a phrase that are no part of a term: what they say may count."""
    remark = _BRACKETS.search(text)
    return remark is not None and not any(remark.group() in term for term in chinese_terms())


def _shared_out(text: str, figures: Sequence[RenderedFigure]) -> str | None:
    """甲、乙分别增长3%和4%: both named, both figures in their order, said to be respective."""
    left, _, _ = text.partition("分别")
    shift = len(left) + 2
    if not figures or len(figures) < 2 or any(figure.start < shift for figure in figures):
        return None
    yearly = left.endswith("年均")
    named = render_noun_phrase(left.removesuffix("年均"))
    relation = RELATION.fullmatch(text, shift, figures[0].start) if figures[0].start > shift else None
    word = ("年均" if yearly else "") + (relation.group() if relation else "")
    if (
        named is None
        or named.kind not in ("measure", "generic", "count")
        or named.terms < 2 - (named.kind == "measure")
    ):
        return None
    if word and word not in RELATIONS:
        return None
    shown, at = [], figures[0].start
    for figure in figures:
        bound = BOUND.match(text, figure.end)
        joint = text[at : figure.start]
        if bound is None or bound["of"] or (figure is not figures[0] and not LIST_MARK.fullmatch(joint)):
            return None
        said = bounded(figure, (), bound["word"] or "")
        if said is None or bound["more"]:
            return None
        shown.append(said)
        at = bound.end()
    pattern = RELATIONS[word] if word else "{}"
    if at != len(text) or pattern[0] in "<>" or pattern == "kept {}":
        return None
    if shown[-1] != figures[-1].words and shown[:-1] == [figure.words for figure in figures[:-1]]:
        return None  # 5%、8%以上: the bound may be of both
    listed = ", ".join(shown[:-1]) + f" and {shown[-1]}"
    return f"{named.plural}: {pattern.format(listed)}, respectively"

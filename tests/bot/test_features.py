"""The marks of a sentence, for a question."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.features import NAMES, Features, Place, Sought, features_of
from bot.terms import Term, lookable, terms_of
from vectorstore.asked_regions import without_places
from vectorstore.commitments import Commitments, Review, Support, Target
from vectorstore.passage import Passage
from vectorstore.query import understand
from vectorstore.record import DocumentRecord
from vectorstore.target_index import TargetIndex
from vectorstore.tokens import fold
from vectorstore.wish import wish_of

TODAY = dt.date(2026, 3, 1)
RECORD = DocumentRecord("report.txt", "2026年湖北省政府工作报告", "zh", region="湖北省", region_code="420000")
TARGET = "今年全省地区生产总值增长5.5%左右"
LOOKS_BACK = Commitments(reviews=(Review(0, 500),))
QUESTION = "湖北今年的GDP增长目标是多少？"


def marks(
    question: str, text: str, section: str = "", commitments: Commitments | None = None, start: int = 0
) -> Features:
    """The marks of a text that is all of its passage."""
    query = understand(question, as_of=TODAY)
    targets = TargetIndex({"report.txt": commitments} if commitments else {})
    terms: list[Term] = terms_of(query, lambda words: dict.fromkeys(words, 5.0))
    passage = Passage(
        "p", "report.txt", 0, text, start, start + len(text), None, (section,) if section else (), "zh", RECORD.title
    )
    words = fold(without_places(question))
    sought = Sought.of(query, wish_of(question), lookable(terms, query.language, "zh"), words, targets, TODAY)
    return features_of(text, (start, start + len(text)), Place.of(passage, RECORD, sought, commitments), sought)


def test_the_sentence_that_answers_scores_higher_than_those_around_it() -> None:
    """The target before what was reached, before another target, before words without a figure."""
    answer = marks(QUESTION, TARGET, "三、2026年重点工作").score

    assert answer > marks(QUESTION, "地区生产总值增长6.1%", "一、2025年工作回顾", LOOKS_BACK).score
    assert answer > marks(QUESTION, "城镇新增就业70万人以上", "三、2026年重点工作").score
    assert answer > marks(QUESTION, "推动地区生产总值稳步增长", "三、2026年重点工作").score


def test_a_figure_counts_for_and_its_lack_against() -> None:
    """But only where one is asked for."""
    assert marks(QUESTION, TARGET).figure == 1.0
    assert marks(QUESTION, "推动地区生产总值稳步增长").figure == -1.0
    assert marks("湖北如何推动经济发展？", "推动地区生产总值稳步增长").figure == 0.0


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("补贴多少钱？", "给予最高500万元奖励", 1.0),
        ("补贴多少钱？", "给予三名专家奖励", 0.0),
        ("GDP增速是多少？", "增长5.5%左右", 1.0),
        ("GDP增速是多少？", "新增就业70万人", 0.0),
        ("需要多长时间办结？", "在15个工作日内办结", 1.0),
        ("需要多长时间办结？", "给予15万元", 0.0),
        ("办法什么时候起施行？", "本办法自2026年5月1日起施行", 1.0),
        ("有多少家企业？", "培育300家企业", 1.0),
    ],
)
def test_a_figure_of_the_kind_asked_for_is_told(question: str, text: str, fits: float) -> None:
    """Money, shares, spans of time, dates and counts."""
    assert marks(question, text).unit == fits


def test_figure_and_topic_in_one_clause_count_more_than_in_two() -> None:
    """A figure belongs to its own clause."""
    together = marks("GDP增速是多少？", "地区生产总值增长5.5%，就业稳定")
    apart = marks("GDP增速是多少？", "地区生产总值稳步提高，失业率5.5%")

    assert together.beside > apart.beside
    assert together.beside_unit > apart.beside_unit


def test_headings_carry_what_a_sentence_does_not_say() -> None:
    """The term stands above, not in it."""
    under = marks("低空经济给多少补贴？", "最高奖励500万元", "第二章 低空经济")
    alone = marks("低空经济给多少补贴？", "最高奖励500万元")

    assert under.own == alone.own
    assert under.headed > alone.headed


def test_a_target_asked_for_is_known_where_it_was_read() -> None:
    """In its own sentence, and not in the next one."""
    said = Target("地区生产总值", "5.5", TARGET, 200, 200 + len(TARGET), "增长", "%", year=2026)
    commitments = Commitments((said,))

    assert marks(QUESTION, TARGET, commitments=commitments, start=200).target == 1.0
    assert marks(QUESTION, TARGET, commitments=commitments, start=201).target == 0.0
    assert marks("湖北去年的GDP实际增长多少？", TARGET, commitments=commitments, start=200).target == 0.0


def test_support_asked_for_is_known_where_it_was_read() -> None:
    """Only where a question asks for support."""
    text = "对新建厂房给予每平方米100元补贴"
    commitments = Commitments((), (Support(text, 10, 10 + len(text), who="企业"),))

    assert marks("新建厂房有什么补贴？", text, commitments=commitments, start=10).support == 1.0
    assert marks("新建厂房的定义是什么？", text, commitments=commitments, start=10).support == 0.0


@pytest.mark.parametrize(
    ("question", "text", "mark", "value"),
    [
        (QUESTION, TARGET, "whole_place", 1.0),
        ("什么是低空经济？", "本条例所称低空经济，是指……", "definition", 1.0),
        ("什么是低空经济？", "发展低空经济", "definition", 0.0),
        ("办法还有效吗？", "本办法有效期五年", "validity", 1.0),
        ("湖北2026年的目标是什么？", "2030年达到五万亿元", "other_year", 1.0),
        ("湖北2026年的目标是什么？", "2026年达到五万亿元，2030年翻番", "other_year", 0.0),
        ("湖北2026年的目标是多少？", "五年累计投入3000亿元", "whole_term", 2.0),
        ("湖北五年累计投入多少？", "五年累计投入3000亿元", "whole_term", 0.0),
        (QUESTION, "主要预期目标如下：", "leads_in", 1.0),
        (QUESTION, "现印发给你们，请认真贯彻执行。", "formal", 1.0),
        (QUESTION, "增长5.5%", "short", 1.0),
    ],
)
def test_marks_of_the_wording(question: str, text: str, mark: str, value: float) -> None:
    """What the sentence has, or lacks, of the kind that is asked for."""
    assert getattr(marks(question, text), mark) == value


def test_the_past_and_the_plan_are_told_apart() -> None:
    """A review does not set targets, an outlook does not tell what was reached."""
    assert marks(QUESTION, "增长6.1%", commitments=LOOKS_BACK).review == 1.0
    assert marks(QUESTION, "增长5.5%", commitments=LOOKS_BACK, start=501).review == 0.0
    assert marks("湖北去年GDP实际增长多少？", "增长5.5%", "三、2026年重点工作").outlook == 1.0
    assert marks("湖北去年GDP实际增长多少？", "增长6.1%", commitments=LOOKS_BACK).outlook == 0.0


def test_a_year_gone_by_is_asked_for_as_what_was_reached() -> None:
    """Though the question has no word of the past."""
    assert marks("湖北2025年的GDP增速是多少？", "增长5.5%", "三、2026年重点工作").outlook == 1.0
    assert marks("湖北2026年的GDP增速是多少？", "增长5.5%", "三、2026年重点工作").outlook == 0.0


def test_every_mark_has_a_weight() -> None:
    """In the order of the fields, so that the score adds up what it should."""
    assert tuple(Features.__dataclass_fields__) == NAMES
    assert Features(own=1.0).score > 0 > Features(review=1.0).score

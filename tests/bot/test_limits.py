"""Limits that a person sets hold for everything that an answer is made of; what a person removes is not inferred."""

from __future__ import annotations

import pytest

from bot.answer import Answer, AnswerStatus
from bot.chain import make_chain
from bot.question import Question
from errors import QuestionError
from ingest.sync import sync
from tests.bot.test_guidance import REPORT
from vectorstore.library import Library

NOTICE = """杭州市{body}关于支持机器人产业的通知
各有关单位：
为支持机器人产业发展，对首次销售机器人的企业，按销售额的{rate}%给予奖励。
杭州市{body}
2026年2月1日
"""


@pytest.fixture
def shelf(library: Library, tmp_path) -> Library:
    """Work reports of four provinces, and a city's notices by two bodies."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for region, target in (("浙江省", "5.5%左右"), ("湖北省", "5%"), ("青海省", "4.5%左右"), ("辽宁省", "4.5%-5%")):
        (folder / f"{region}.txt").write_text(REPORT.format(region=region, target=target), encoding="utf-8")
    for body, rate in (("商务局", 3), ("财政局", 7)):
        (folder / f"{body}.txt").write_text(NOTICE.format(body=body, rate=rate), encoding="utf-8")
    sync([folder], library)
    return library


def asked(library: Library, text: str, **more: object) -> Answer:
    """The answer to a line of a question file."""
    return make_chain(library).invoke(Question.from_line({"question": text, **more}))


def rows(answer: Answer) -> list[str | None]:
    """The documents of an answer's table."""
    return [row.document for row in answer.table.rows] if answer.table else []


def test_a_list_is_of_what_may_be_searched(shelf: Library) -> None:
    """And says how many documents that were."""
    question = "哪些省的政府工作报告提到城镇调查失业率？"
    assert len(rows(asked(shelf, question))) == 4
    limited = asked(shelf, question, filters={"regions": ["湖北省", "青海省"]})
    assert rows(limited) == ["湖北省.txt", "青海省.txt"]
    assert "已检索库中 2 份文件" in limited.text


def test_a_refusal_leaves_no_trace_of_what_may_not_be_searched(shelf: Library) -> None:
    """Neither near documents nor suggestions."""
    answer = asked(shelf, "浙江今年的粮食产量目标是多少？", filters={"regions": ["杭州市"]})
    assert answer.status is AnswerStatus.NOT_IN_LIBRARY
    assert {near.document for near in answer.nearest} <= {"商务局.txt", "财政局.txt"}
    assert answer.suggestions == ()


def test_a_place_is_not_asked_back_where_the_limits_tell_it(shelf: Library) -> None:
    """The one place's target is the answer."""
    question = "今年的GDP增长目标是多少？"
    assert asked(shelf, question).status is AnswerStatus.CLARIFY
    limited = asked(shelf, question, filters={"regions": ["青海省"]})
    assert [citation.document for citation in limited.citations] == ["青海省.txt"]


@pytest.mark.parametrize(("body", "rate"), [("商务局", "3%"), ("财政局", "7%")])
def test_a_notice_of_the_body_that_is_named_answers(shelf: Library, body: str, rate: str) -> None:
    """That of another body is about something else."""
    answer = asked(shelf, f"杭州市{body}的通知对首次销售机器人的企业奖励多少？")
    assert {citation.document for citation in answer.citations} == {f"{body}.txt"}
    assert rate in answer.text


def test_a_body_without_such_a_notice_has_no_answer(shelf: Library) -> None:
    """It is told that nothing of that body was found."""
    answer = asked(shelf, "杭州市教育局的通知对首次销售机器人的企业奖励多少？")
    assert answer.status is AnswerStatus.NOT_IN_LIBRARY
    assert "杭州市教育局" in answer.text


def test_what_is_removed_no_longer_constrains(shelf: Library) -> None:
    """Without its place the question is asked back; the filters say what is still understood."""
    question = "湖北今年的GDP增长目标是多少？"
    assert asked(shelf, question).filters.regions == ("湖北省",)
    freed = asked(shelf, question, without={"regions": ["湖北省"]})
    assert freed.status is AnswerStatus.CLARIFY
    assert freed.filters.regions == ()


def test_a_filter_that_is_unknown_is_told(shelf: Library) -> None:
    """In a sentence, not as a fault."""
    with pytest.raises(QuestionError, match="regions cannot be"):
        asked(shelf, "x", filters={"regions": ["Atlantis"]})

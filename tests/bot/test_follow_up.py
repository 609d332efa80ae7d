"""Conversations of three turns, each turn with another place, topic or time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answer import Answer, AnswerStatus
from bot.chain import make_chain
from bot.question import Question
from ingest.sync import sync
from vectorstore.library import Library

REPORT = """2026年{region}政府工作报告
——2026年1月20日在{region}第十四届人民代表大会第四次会议上
各位代表：
一、2025年工作回顾
过去一年，地区生产总值增长{reached}，城镇新增就业{past}万人，改造老旧小区{old}个。
二、2026年工作安排
今年经济社会发展主要预期目标是：地区生产总值增长{target}，城镇新增就业{jobs}万人，城镇调查失业率控制在{rate}左右，粮食产量{grain}亿斤以上。
实施城市更新行动，改造老旧小区{homes}个。
建设高标准农田{land}万亩，提升耕地质量。
"""
PLACES = {
    "黑龙江省": ("4.9%", "36", "811", "4.5%", "30", "5.7%", "1600", "700", "980"),
    "江西省": ("5.2%", "48", "912", "5.3%", "45", "5.5%", "436", "800", "81"),
    "四川省": ("5.5%", "98", "4402", "5.4%", "85", "5.6%", "730", "3000", "340"),
}
FIELDS = ("reached", "past", "old", "target", "jobs", "rate", "grain", "homes", "land")


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    """The work reports of three provinces."""
    for region, figures in PLACES.items():
        text = REPORT.format(region=region, **dict(zip(FIELDS, figures, strict=True)))
        (tmp_path / f"{region}.txt").write_text(text, encoding="utf-8")
    sync([tmp_path], library)
    return library


def after(library: Library, *questions: str) -> Answer:
    """The answer to the last of these questions, asked after the others."""
    history = tuple((role, text) for text in questions[:-1] for role, text in (("user", text), ("assistant", "……")))
    return make_chain(library).invoke(Question(questions[-1], history, as_of=dt.date(2026, 11, 22)))


@pytest.mark.parametrize(
    ("questions", "said", "document"),
    [
        (("江西今年粮食产量目标是多少？", "龙江呢？", "那城镇新增就业呢"), "城镇新增就业30万人", "黑龙江省.txt"),
        (("四川今年要改造多少老旧小区？", "高标准农田要建设多少？", "江西呢"), "高标准农田81万亩", "江西省.txt"),
        (("四川2026年GDP目标是多少？", "黑龙江的呢", "那失业率呢？"), "失业率控制在5.7%", "黑龙江省.txt"),
        (("What is Jiangxi's GDP growth target for 2026?", "And Sichuan?", "And new urban jobs?"), "就业85万人", "四川省.txt"),
        (("How many new urban jobs does Sichuan plan for 2026?", "And the grain output?", "And Jiangxi?"), "436亿斤", "江西省.txt"),
    ],
)  # fmt: skip
def test_a_conversation_keeps_what_it_does_not_change(
    shelf: Library, questions: tuple[str, ...], said: str, document: str
) -> None:
    """Place, topic and year are each the latest that was named."""
    answer = after(shelf, *questions)

    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.statements[0].text
    assert {citation.document for citation in answer.citations} == {document}


def test_a_new_question_is_not_dragged_back_to_the_old_topic(shelf: Library) -> None:
    """It takes the place over, and its answer speaks of what it asks itself."""
    answer = after(shelf, "四川今年要改造多少老旧小区？", "高标准农田要建设多少万亩？")

    assert "高标准农田340万亩" in answer.statements[0].text
    assert not any("老旧小区" in statement.text for statement in answer.statements)

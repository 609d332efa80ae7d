"""What an answer says beyond its quotes: differences, rules from above, validity, and what to ask instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer import Answer, AnswerStatus, NoteKind
from bot.chain import make_chain
from bot.question import Question
from ingest.sync import sync
from tests.bot.scripted import answers, saying
from vectorstore.library import Library

REPORT = """2026年{region}政府工作报告
——2026年1月20日在{region}第十四届人民代表大会第四次会议上
各位代表：
今年经济社会发展主要预期目标是：地区生产总值增长{target}，城镇调查失业率控制在5.5%左右。
"""
RULE = """江苏省中小企业促进条例
（2022年3月31日江苏省第十三届人民代表大会常务委员会第二十九次会议通过）
第一条
为了促进中小企业发展，根据有关法律，制定本条例。
第二条
采购单位应当将政府采购项目预算总额的百分之四十以上预留给中小企业。
第三条
本条例自2022年7月1日起施行。
"""


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    """Work reports of four provinces, and a province's regulation."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for region, target in (("浙江省", "5.5%左右"), ("湖北省", "5%"), ("青海省", "4.5%左右"), ("辽宁省", "4.5%-5%")):
        (folder / f"{region}.txt").write_text(REPORT.format(region=region, target=target), encoding="utf-8")
    (folder / "条例.txt").write_text(RULE, encoding="utf-8")
    sync([folder], library)
    return library


def asked(library: Library, text: str) -> Answer:
    """The answer to a question."""
    return make_chain(library).invoke(text)


def notes(answer: Answer, kind: NoteKind) -> str:
    """What the notes of a kind say."""
    return " ".join(note.text for note in answer.notes if note.kind is kind)


def test_a_comparison_says_how_far_apart_its_targets_are(shelf: Library) -> None:
    """Each cell holds the clause with the target, and the difference is a note."""
    answer = asked(shelf, "浙江和湖北今年的GDP目标哪个高？")
    assert answer.table is not None
    assert [row.cells[1].text for row in answer.table.rows] == ["地区生产总值增长5.5%左右", "地区生产总值增长5%"]
    assert "浙江省比湖北省高 0.5个百分点" in notes(answer, NoteKind.DIFFERENCE)


def test_a_range_has_no_difference(shelf: Library) -> None:
    """Between 5.5% and 4.5%-5% nothing is subtracted."""
    answer = asked(shelf, "浙江和辽宁今年的GDP目标哪个高？")
    assert answer.table is not None
    assert not notes(answer, NoteKind.DIFFERENCE)


def test_the_rule_of_the_province_answers_for_its_city(shelf: Library) -> None:
    """And the answer says that it is the province's."""
    answer = asked(shelf, "苏州政府采购要给中小企业预留多大比例？")
    assert answer.status is AnswerStatus.ANSWERED
    assert "百分之四十" in answer.text
    assert "苏州市" in notes(answer, NoteKind.READING)
    assert "省级" in notes(answer, NoteKind.READING)


def test_a_target_of_the_province_is_none_of_its_city(shelf: Library) -> None:
    """A report binds nobody."""
    answer = asked(shelf, "杭州今年的GDP增长目标是多少？")
    assert answer.status is AnswerStatus.NOT_IN_LIBRARY
    assert not answer.statements


def test_a_question_that_the_region_decides_is_asked_back(shelf: Library) -> None:
    """With the regions that the library knows, as questions to choose from."""
    answer = asked(shelf, "今年GDP增长目标是多少？")
    assert answer.status is AnswerStatus.CLARIFY
    assert not answer.statements
    assert len(answer.suggestions) == 3
    assert all(asked(shelf, question).status is AnswerStatus.ANSWERED for question in answer.suggestions)


def test_a_refusal_offers_questions_that_have_answers(shelf: Library) -> None:
    """The same indicator elsewhere."""
    answer = asked(shelf, "深圳市今年的GDP增长目标是多少？")
    assert answer.status is AnswerStatus.NOT_IN_LIBRARY
    assert answer.suggestions
    assert all(asked(shelf, question).status is AnswerStatus.ANSWERED for question in answer.suggestions)


def test_whether_a_named_document_is_in_force_comes_with_its_proof(shelf: Library) -> None:
    """The article that says from when, and what follows from it."""
    answer = asked(shelf, "江苏省中小企业促进条例现在有效吗？")
    assert "自2022年7月1日起施行" in answer.statements[0].text
    assert "有效" in notes(answer, NoteKind.VALIDITY)


def test_traditional_characters_ask_the_same(shelf: Library) -> None:
    """浙江今年的經濟增長目標 is answered as 浙江今年的经济增长目标 is."""
    answer = asked(shelf, "浙江今年的經濟增長目標是多少？")
    assert answer.status is AnswerStatus.ANSWERED
    assert "5.5%" in answer.text


def test_documents_that_differ_are_shown_side_by_side(shelf: Library, tmp_path) -> None:
    """Another report of the same place and year with another figure."""
    other = REPORT.format(region="浙江省", target="6%左右").replace("政府工作报告", "国民经济和社会发展计划")
    (tmp_path / "shelf" / "计划.txt").write_text(other, encoding="utf-8")
    sync([tmp_path / "shelf"], shelf)
    answer = asked(shelf, "浙江省今年的GDP增长目标是多少？")
    assert {"5.5%", "6%"} <= {figure for figure in ("5.5%", "6%") if figure in answer.text}
    assert len({citation.document for citation in answer.citations}) == 2
    assert notes(answer, NoteKind.CONFLICT)


def test_a_value_that_nobody_sets_is_told_as_that(shelf: Library) -> None:
    """Not answered with who sets another."""
    answer = asked(shelf, "哪些省份2026年GDP增长目标是9%？")
    assert answer.status is AnswerStatus.NOT_IN_LIBRARY
    assert not answer.statements
    assert answer.table is None


@pytest.mark.parametrize("text", ["今年GDP增长目标是多少？", "深圳市今年的GDP增长目标是多少？"])
def test_a_document_that_is_left_out_is_not_suggested_either(shelf: Library, text: str) -> None:
    """Nor counted, nor its region named."""
    answer = make_chain(shelf).invoke(Question(text, exclude=("浙江省.txt",)))
    assert answer.suggestions
    assert "浙江" not in answer.text
    assert not any("浙江" in question for question in answer.suggestions)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("地区生产总值增长5%。", False),
        ("湖北省地区生产总值增长5%。", True),
    ],
)
def test_a_model_cannot_pass_off_another_place(shelf: Library, said: str, shown: bool) -> None:
    """A true figure of Hubei in an answer about Zhejiang is shown only where it says whose it is."""
    *_, answer = answers(shelf, "浙江今年的GDP增长目标是多少？", saying(said + "[{n}]", "生产总值增长5%，"))
    assert any("增长5%" in statement.text for statement in answer.statements) is shown


def test_a_text_of_one_line_answers(library: Library, tmp_path: Path) -> None:
    """Its only sentence is its title too, for want of another."""
    (tmp_path / "note.txt").write_text("The Example Fund was founded in December 2015 by six people.", encoding="utf-8")
    sync([tmp_path], library)

    answer = make_chain(library).invoke("When was the Example Fund founded?")

    assert answer.status is AnswerStatus.ANSWERED
    assert "December 2015" in answer.text

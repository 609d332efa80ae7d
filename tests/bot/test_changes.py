"""What has changed: an amendment's own sentences, or two versions of a document sentence by sentence."""

from __future__ import annotations

import pytest

from bot.answer import Answer, AnswerStatus, NoteKind
from bot.chain import make_chain
from bot.question import Question
from ingest.sync import sync
from tests.bot.scripted import answers, saying
from tests.evaluation.measures import faults
from vectorstore.library import Library

OLD = """江南省企业款项支付条例
（2019年3月1日江南省第十三届人民代表大会常务委员会第九次会议通过）
第一条
为了促进及时支付企业款项，优化营商环境，根据有关法律，制定本条例。
第二条
大型企业采购货物，应当合理约定付款期限并及时支付款项。
第三条
机关采购货物的，应当自交付之日起60日内支付款项。
第四条
行业协会应当按照章程加强自律。
第五条
违反本条例规定的，处一万元以上三万元以下罚款。
第六条
本条例自2019年5月1日起施行。
"""
NEW = """江南省企业款项支付条例
（2019年3月1日江南省第十三届人民代表大会常务委员会第九次会议通过　2025年2月1日江南省第十四届人民代表大会常务委员会第十五次会议修订）
第一条
为了促进及时支付企业款项，优化营商环境，根据有关法律，制定本条例。
第二条
省人民政府建立督查制度，对拖欠款项的部门负责人进行约谈。
第三条
大型企业采购货物，应当自交付之日起60日内支付款项。
第四条
机关采购货物的，应当自交付之日起30日内支付款项。
第五条
违反本条例规定的，处三万元以上十万元以下罚款。
第六条
本条例自2025年6月1日起施行。
"""
DECISION = """镇江市人民政府关于修改《镇江市摊贩管理办法》的决定
镇江市人民政府令第52号
市政府决定对《镇江市摊贩管理办法》作如下修改：
一、将第三条中的“城管部门”修改为“城市管理部门”。
二、将第五条第一款修改为“摊贩应当在晚上十点以前收摊。”
三、删去第九条。
本决定自2024年5月1日起施行。
镇江市人民政府
2024年4月2日
"""
NOTICE = """西岭市关于调整住房公积金贷款政策的通知
各区人民政府：
一、将住房公积金贷款最高额度由60万元提高到80万元。
二、本通知自2025年1月1日起施行。
西岭市住房公积金管理中心
2024年12月20日
"""


@pytest.fixture
def shelf(library: Library, tmp_path) -> Library:
    """Two versions of a regulation, a decision that amends, and a notice that raises a limit."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name, text in (("旧", OLD), ("新", NEW), ("决定", DECISION), ("通知", NOTICE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    sync([folder], library)
    return library


def asked(library: Library, text: str) -> Answer:
    """The answer to a question, which holds what every answer must."""
    answer = make_chain(library).invoke(text)
    assert not faults(answer, library)
    return answer


def cells(answer: Answer) -> list[tuple[str, ...]]:
    """What the rows of a table say."""
    assert answer.table is not None
    return [tuple(cell.text for cell in row.cells) for row in answer.table.rows]


def test_two_versions_stand_beside_each_other(shelf: Library) -> None:
    """Old words and new, each cited; renumbered articles are no change, and what is new or gone is told apart."""
    answer = asked(shelf, "2025年修订的江南省企业款项支付条例和旧版比改了哪些？")
    rows = cells(answer)
    assert (
        "第四条",
        "机关采购货物的，应当自交付之日起60日内支付款项。",
        "机关采购货物的，应当自交付之日起30日内支付款项。",
    ) in rows
    assert not any("制定本条例" in cell for row in rows for cell in row)
    said = {statement.text for statement in answer.statements}
    assert said == {"省人民政府建立督查制度，对拖欠款项的部门负责人进行约谈。", "行业协会应当按照章程加强自律。"}
    marked = {note.text for note in answer.notes if note.citation is not None}
    assert marked == {"新增：", "已删去："}
    assert any("共 6 处不同" in note.text for note in answer.notes if note.kind is NoteKind.DIFFERENCE)


def test_what_is_asked_about_is_shown_of_many_changes(shelf: Library) -> None:
    """The question's other words choose, and the note says how many there are in all."""
    answer = asked(shelf, "江南省企业款项支付条例新旧两版，罚款有什么变化？")
    assert [row[0] for row in cells(answer)] == ["第五条"]
    assert not answer.statements
    assert any("列出其中 1 处" in note.text for note in answer.notes)


def test_a_year_of_no_version_compares_nothing(shelf: Library) -> None:
    """What was changed in a year is told only by a version of that year."""
    assert asked(shelf, "江南省企业款项支付条例2022年改了什么？").table is None


def test_a_version_that_is_left_out_is_not_compared(shelf: Library) -> None:
    """Nor told of."""
    answer = make_chain(shelf).invoke(Question("江南省企业款项支付条例新旧两版改了什么？", exclude=("旧.txt",)))
    assert answer.table is None
    assert "旧.txt" not in {citation.document for citation in answer.citations}


def test_an_amending_decision_says_itself_what_it_changes(shelf: Library) -> None:
    """The sentences that change, not those that enact or date it."""
    answer = asked(shelf, "镇江市摊贩管理办法2024年改了什么？")
    assert answer.status is AnswerStatus.ANSWERED
    said = " ".join(statement.text for statement in answer.statements)
    assert "摊贩应当在晚上十点以前收摊" in said
    assert "施行" not in said


def test_a_limit_that_is_raised_is_a_change(shelf: Library) -> None:
    """A notice says what it raises, and from what."""
    answer = asked(shelf, "西岭市公积金贷款额度有什么变化？")
    assert answer.statements[0].text == "一、将住房公积金贷款最高额度由60万元提高到80万元。"


def test_what_nothing_tells_of_is_refused(shelf: Library) -> None:
    """Another place's change is none of this one's."""
    assert asked(shelf, "扬州市摊贩管理办法改了什么？").status is AnswerStatus.NOT_IN_LIBRARY


def test_a_model_compares_no_versions(shelf: Library) -> None:
    """Both texts are compared, not what a model was shown of them."""
    said = saying("机关采购货物的，应当自交付之日起30日内支付款项。[{n}]", "自交付之日起30日内")
    *_, answer = answers(shelf, "江南省企业款项支付条例新旧两版改了什么？", said)
    assert answer.answered_by == "extractive"
    assert cells(answer)


def test_a_draft_that_is_not_here_is_not_compared(shelf: Library) -> None:
    """Two final versions say nothing of what the draft had."""
    assert asked(shelf, "江南省企业款项支付条例征求意见稿和正式稿有什么不同？").table is None

"""Lists of who has set a target of a value."""

from __future__ import annotations

import pytest

from bot.answer import Answer, AnswerStatus, NoteKind
from bot.chain import make_chain
from ingest.sync import sync
from vectorstore.library import Library

REPORT = """2026年{region}政府工作报告
——2026年1月20日在{region}第十四届人民代表大会第四次会议上
各位代表：
一、2025年工作回顾
过去一年，经济运行稳中向好。地区生产总值增长{reached}。
二、2026年重点工作
今年经济社会发展主要预期目标是：地区生产总值增长{target}，城镇调查失业率控制在5.5%左右。
"""


@pytest.fixture
def reports(library: Library, tmp_path) -> Library:
    """Work reports of four provinces: two with one target, one that reached as much, one with a range."""
    for region, target, reached in (
        ("浙江省", "5.5%左右", "5%"),
        ("湖北省", "5.5%", "6.1%"),
        ("青海省", "5%左右", "5.5%"),
        ("辽宁省", "4.5%-5%", "4.8%"),
    ):
        text = REPORT.format(region=region, target=target, reached=reached)
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports" / f"{region}.txt").write_text(text, encoding="utf-8")
    sync([tmp_path / "reports"], library)
    return library


def listed(library: Library, text: str) -> tuple[Answer, set[str]]:
    """The answer to a list question, and the documents of its rows."""
    answer = make_chain(library).invoke(text)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.table is not None
    return answer, {row.document for row in answer.table.rows}


@pytest.mark.parametrize(
    "text", ["哪些省份把2026年经济增长目标定为5.5%左右？", "Which provinces set a 2026 GDP growth target of 5.5%?"]
)
def test_a_list_for_a_value_names_who_set_it(reports: Library, text: str) -> None:
    """Not who has reached it, nor who has that figure for something else."""
    answer, documents = listed(reports, text)

    assert documents == {"浙江省.txt", "湖北省.txt"}
    assert all("5.5%" in citation.quote and "生产总值" in citation.quote for citation in answer.citations)


def test_a_range_is_a_value_of_its_own(reports: Library) -> None:
    """Who aims at 4.5% to 5% is listed for just this."""
    answer, documents = listed(reports, "哪些省份的2026年GDP增速目标是4.5%-5%？")

    assert documents == {"辽宁省.txt"}
    assert [citation.quote for citation in answer.citations if "4.5%-5%" in citation.quote]


def test_a_value_inside_a_range_is_another_target(reports: Library) -> None:
    """4.5% to 5% is not a target of 5%."""
    _, documents = listed(reports, "哪些省份的2026年GDP增速目标是5%左右？")

    assert documents == {"青海省.txt"}


def test_a_bound_lists_who_keeps_to_it(reports: Library) -> None:
    """Who aims at about the bound may come out on either side, and is named as left out."""
    answer, documents = listed(reports, "哪些省份2026年GDP增速目标不低于5%？")

    assert documents == {"浙江省.txt", "湖北省.txt"}
    (left_out,) = (note.text for note in answer.notes if note.kind is NoteKind.READING)
    assert "青海省" in left_out


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("哪几个省2026年的GDP增速目标高于5%？", {"浙江省.txt", "湖北省.txt"}),
        ("各省的工作报告里，哪几个把今年GDP增速目标定在5.5%（不是5.5%左右）？", {"湖北省.txt"}),
        ("Which provinces set a 2026 GDP growth target below 5.5%?", {"青海省.txt", "辽宁省.txt"}),
        ("哪几个省把2026年GDP目标设成了区间？", {"辽宁省.txt"}),
    ],
)
def test_a_value_may_be_asked_for_by_a_side_or_a_shape(reports: Library, text: str, documents: set[str]) -> None:
    """Above, below, exactly, any range: in both languages."""
    assert listed(reports, text)[1] == documents


def test_a_count_stands_before_what_is_counted(reports: Library) -> None:
    """The number first, then the rows."""
    answer, documents = listed(reports, "有几个省把2026年GDP增速目标设在5%以上？")

    assert len(documents) == 2
    assert "2 份" in answer.text.splitlines()[0]

"""Lists of who speaks of something, and of documents by their titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer import Answer, AnswerStatus, NoteKind
from bot.chain import make_chain
from ingest.sync import sync
from vectorstore.library import Library

REPORT = """2026年{region}政府工作报告
——2026年1月20日在{region}第十四届人民代表大会第四次会议上
各位代表：
今年要{words}，办好教育，推动经济稳中向好。
"""
RULE = """{region}优化营商环境条例
（2022年3月31日{region}人民代表大会常务委员会会议通过）
第一条
为了优化营商环境，制定本条例。
第二条
本条例自{day}起施行。
"""


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    """Work reports of five provinces, and regulations of a province and its cities, one of them in two versions."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for region, words in (
        ("浙江省", "推行春秋假，建设数据标注基地"),
        ("湖北省", "推行春秋假，发放算力券"),
        ("青海省", "引导数据产业、数据标注产业发展"),
        ("四川省", "建设数据标注试点基地"),
        ("辽宁省", "办好学校"),
    ):
        (folder / f"{region}.txt").write_text(REPORT.format(region=region, words=words), encoding="utf-8")
    for region, day in (("河南省", "2021年1月1日"), ("开封市", "2022年2月1日"), ("商丘市", "2020年4月30日")):
        (folder / f"{region}条例.txt").write_text(RULE.format(region=region, day=day), encoding="utf-8")
    (folder / "济南市条例.txt").write_text(RULE.format(region="济南市", day="2022年3月1日"), encoding="utf-8")
    newer = RULE.format(region="开封市", day="2025年2月1日").replace("2022年3月31日", "2024年12月31日")
    (folder / "开封市条例新.txt").write_text(newer, encoding="utf-8")
    sync([folder], library)
    return library


def listed(library: Library, text: str) -> tuple[Answer, set[str]]:
    """The answer to a question, and the documents of its rows."""
    answer = make_chain(library).invoke(text)
    return answer, {row.document for row in answer.table.rows} if answer.table else set()


def test_a_word_that_no_dictionary_knows_is_looked_for_as_it_is_written(shelf: Library) -> None:
    """Though it is cut wrongly."""
    assert listed(shelf, "各省的报告里，有哪几个提了春秋假？")[1] == {"浙江省.txt", "湖北省.txt"}


def test_a_part_of_a_thing_is_no_other_part(shelf: Library) -> None:
    """A base for data labelling is not its industry, and may have a word inside."""
    assert listed(shelf, "哪些省份的工作报告提到了数据标注基地？")[1] == {"浙江省.txt", "四川省.txt"}


def test_nothing_is_listed_on_the_words_that_are_left(shelf: Library) -> None:
    """Where those that tell what is asked for cannot be looked for, that is said."""
    answer, documents = listed(shelf, "Which provincial work reports bring up troubadours in school education?")

    assert answer.status is AnswerStatus.NOT_IN_LIBRARY
    assert not documents
    assert any("troubadours" in note.text for note in answer.notes if note.kind is NoteKind.READING)


def test_a_list_on_most_of_the_words_says_which_it_leaves_out(shelf: Library) -> None:
    """What tells most is looked for; what is not found a word for is named."""
    answer, documents = listed(shelf, "Which provincial work reports bring up huge computing power vouchers?")

    assert documents == {"湖北省.txt"}
    assert any("huge" in note.text for note in answer.notes if note.kind is NoteKind.READING)


@pytest.mark.parametrize(
    "text", ["河南省下面有哪些地级市自己的优化营商环境条例收在资料库里？", "河南哪些市有优化营商环境条例？"]
)
def test_documents_are_listed_by_their_titles(shelf: Library, text: str) -> None:
    """Those of the places asked for, of the kind and on the topic, the latest version of each."""
    answer, documents = listed(shelf, text)

    assert documents == {"开封市条例新.txt", "商丘市条例.txt"}
    assert all("优化营商环境条例" in citation.quote for citation in answer.citations)
    assert "2 份" in answer.text.splitlines()[0]


def test_a_regulation_that_there_is_not_is_not_made_up_of_others(shelf: Library) -> None:
    """A list of regulations on a topic is none of documents that speak of it in passing."""
    answer, documents = listed(shelf, "库里收录了哪些数据标注条例？")

    assert answer.status is AnswerStatus.NOT_IN_LIBRARY
    assert not documents


def test_what_looks_like_a_list_may_ask_a_fact_of_one_place(library: Library, tmp_path: Path) -> None:
    """One row is no list where one place is asked, and the sentence answers."""
    text = "广州市不动产登记办法\n第一条\n广州与河源、惠州、中山等三市开展不动产登记合作。\n"
    (tmp_path / "广州.txt").write_text(text, encoding="utf-8")
    sync([tmp_path], library)

    answer = make_chain(library).invoke("广州不动产登记合作的城市有哪些？")

    assert answer.status is AnswerStatus.ANSWERED
    assert "河源" in answer.text
    assert answer.table is None

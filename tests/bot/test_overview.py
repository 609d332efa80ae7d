"""Overviews: several sections and documents, in the order in which they are read."""

from __future__ import annotations

from bot.answer import AnswerStatus, NoteKind
from bot.chain import make_chain
from bot.extracts import Extract
from bot.features import Features
from bot.overview import overview
from vectorstore.library import Library
from vectorstore.passage import Passage


def extract(document: str, section: str, text: str, start: int, own: float, leads_in: float = 0.0) -> Extract:
    """An extract of a section, with how much of the question it has."""
    passage = Passage(f"{document}{start}", document, 0, text, start, start + len(text), None, (section,), "zh", "t")
    features = Features(own=own, leads_in=leads_in)
    return Extract(passage, start, start + len(text), text, features.score, features)


SENTENCE = "支持{}产业发展，建设{}示范基地和创新平台。"


def test_each_document_is_read_in_its_order_the_best_first() -> None:
    """Whatever the order of the scores inside it."""
    found = [
        extract("b", "三", SENTENCE.format("机器人", "整机"), 300, 1.0),
        extract("a", "一", SENTENCE.format("低空", "航线"), 10, 0.9),
        extract("b", "一", SENTENCE.format("量子", "芯片"), 20, 0.8),
    ]
    assert [(e.passage.document, e.start) for e in overview(found)] == [("b", 20), ("b", 300), ("a", 10)]


def test_a_section_has_one_statement_and_a_document_a_few() -> None:
    """Where others are as good."""
    words = ("机器人", "低空", "量子", "氢能", "芯片", "卫星", "生物")
    found = [extract("a", str(at), SENTENCE.format(word, word), at * 50, 1.0) for at, word in enumerate(words)]
    found.insert(1, extract("a", "0", SENTENCE.format("海洋", "渔业"), 25, 1.0))
    found.append(extract("b", "1", SENTENCE.format("汽车", "电池"), 10, 0.9))
    chosen = overview(found)
    assert [e.passage.document for e in chosen] == ["a", "a", "a", "b"]
    assert len({(e.passage.document, e.passage.section) for e in chosen}) == len(chosen)


def test_titles_and_what_leads_in_are_no_statements() -> None:
    """Unless there is nothing else."""
    title = extract("a", "一", "关于印发机器人产业发展行动方案的通知书一二三四五", 0, 1.0)
    leading = extract("a", "二", "支持机器人产业，主要目标如下，具体包括以下内容：", 50, 1.0, leads_in=1.0)
    whole = extract("a", "三", SENTENCE.format("机器人", "整机"), 100, 0.9)
    assert overview([title, leading, whole]) == [whole]
    assert overview([title]) == [title]


def test_an_overview_cites_each_statement(sample_library: Library) -> None:
    """And says more than a question for one thing gets."""
    answer = make_chain(sample_library).invoke("介绍一下海南的低空经济")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.statements
    assert all(statement.citations for statement in answer.statements)
    assert {citation.region for citation in answer.citations} == {"海南省"}


def test_a_number_that_is_asked_for_comes_first(sample_library: Library) -> None:
    """It is that of the places in the rows below."""
    answer = make_chain(sample_library).invoke("有多少个省提出了低空经济的目标？")
    assert answer.table is not None
    places = {row.cells[0].text for row in answer.table.rows}
    assert answer.text.startswith(f"{len(places)} 个地区的文件提到所问内容")
    assert answer.opening_notes[0].kind is NoteKind.COUNT

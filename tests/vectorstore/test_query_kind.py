"""The shape of answer that a question wants."""

from __future__ import annotations

import pytest

from vectorstore.kinds import QueryKind
from vectorstore.query import understand


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("2026年有多少个省提出了低空经济的目标？", "2026年哪些省提出了低空经济的目标？"),
        ("有几个省的报告提到了氢走廊", "哪些省的报告提到了氢走廊"),
        ("How many provinces mention fusion?", "which provinces mention fusion?"),
        ("How many cities pay a home purchase subsidy?", "which cities pay a home purchase subsidy?"),
        ("有多少份文件提到6G", "哪些文件提到6G"),
    ],
)
def test_how_many_say_something_is_told_by_the_list_of_them(text: str, searched: str) -> None:
    """It is searched as the list, and answered with the number first."""
    query = understand(text)
    assert (query.kind, query.counted, query.text) == (QueryKind.LIST, True, searched)


@pytest.mark.parametrize(
    "text",
    [
        "国务院2018年搞政府网站集约化试点，选了几个省",
        "全国有多少个低空经济示范区要建设？",
        "哪几个省今年报告里提到算力券",
        "How many new urban jobs is Tianjin targeting this year?",
        "How many provinces were selected for the pilot?",
    ],
)
def test_a_figure_that_a_document_states_is_not_counted(text: str) -> None:
    """Nor are those that are to be named."""
    assert not understand(text).counted


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("介绍一下安徽的新能源汽车政策", "安徽的新能源汽车"),
        ("北京自动驾驶条例讲了什么？", "北京自动驾驶条例"),
        ("北京市自动驾驶汽车条例的主要内容是什么", "北京市自动驾驶汽车条例"),
        ("上海支持科技成果转化的政策有哪些？", "上海支持科技成果转化"),
        ("Give me an overview of Beijing's support for AI", "Beijing's support for AI"),
        ("Summarise the Beijing autonomous vehicle regulation", "the Beijing autonomous vehicle regulation"),
        ("海南低空经济", "海南低空经济"),
        ("Anhui new energy vehicles", "Anhui new energy vehicles"),
    ],
)
def test_an_overview_is_searched_for_its_topic(text: str, topic: str) -> None:
    """How it is asked for says nothing of it; a bare topic asks for one too."""
    query = understand(text)
    assert (query.kind, query.text) == (QueryKind.OVERVIEW, topic)


@pytest.mark.parametrize(
    "text",
    [
        "介绍信怎么开",
        "四川粮食产量目标2026",
        "政策承诺是什么意思？",
        "新能源汽车购车补贴",
        "浙江省信息化促进条例还有效吗？",
        "What is a venture capital fund?",
    ],
)
def test_a_question_for_one_thing_is_no_overview(text: str) -> None:
    """A figure, a meaning, a payment, a validity."""
    assert understand(text).kind is QueryKind.FACT


def test_a_place_alone_after_a_question_is_no_topic() -> None:
    """It asks the same of another place."""
    assert understand("江苏", [("user", "浙江今年的GDP目标是多少？")]).kind is QueryKind.FACT

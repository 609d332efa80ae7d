"""Headings are found by a document's own structure."""

from __future__ import annotations

import pytest

from ingest.document import BlockKind
from ingest.headings import mark_headings
from ingest.lines import Line

BODY = "各级人民政府应当加强领导，建立健全工作协调机制，将所需经费列入本级预算。"


def marked(*texts: str) -> list[tuple[int, str]]:
    """The lines with their ranks; 0 for what is no heading."""
    lines = mark_headings([Line(text) for text in texts])
    assert all((line.rank > 0) == (line.kind is BlockKind.HEADING) for line in lines)
    return [(line.rank, line.text) for line in lines]


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("第一编 总则", 10),
        ("第三章　法律责任", 20),
        ("第二节 旅游规划", 30),
        ("一、总体要求", 50),
        ("三、主要目标：", 50),
        ("（一）工作目标", 60),
        ("(二) 基本原则", 60),
        ("1.培育链主企业", 70),
        ("2、建设载体", 70),
        ("（1）申报条件", 80),
        ("1.1 总体目标", 72),
        ("2.3.1 保障措施", 74),
        ("4.2 Access to finance", 72),
        ("3）申报材料", 80),
        ("附件1", 8),
        ("附则", 20),
        ("Chapter 2 Supervision", 20),
        ("Section 3 Funds", 30),
        ("II. Main tasks", 50),
        ("1. General requirements", 70),
        ("(a) Scope of application", 80),
        ("一、“十五五”时期是基本建成社会主义现代化大都市奋力谱写中国式现代化篇章的关键时期", 50),
        ("2.改革目标是什么？", 70),
    ],
)
def test_a_short_line_with_a_sign_is_a_heading(text: str, rank: int) -> None:
    """Each sign has its rank."""
    assert marked(text, BODY) == [(rank, text), (0, BODY)]


@pytest.mark.parametrize(
    "text",
    [
        "（一）公安机关负责登记、道路通行等管理工作；",
        "1.5%的企业享受补贴",
        "2.5 万吨以上项目",
        "2.5 million people live there",
        "3.2万亿元",
        "2025年工作回顾",
        "第一条路线已经开通，市民出行更加方便。",
        "第十五届人民代表大会",
        "三是改革开放深入推进。",
        "1.申请人为本市户籍，且年满十八周岁。",
        "（三）有下列情形之一的：",
        "附件1、附件2由市财政局解释。",
        "I. M. Pei designed the building, which was opened in 1990, and it stands there to this day.",
    ],
)
def test_a_sign_in_a_sentence_is_no_heading(text: str) -> None:
    """List items, numbers and ordinary sentences stay paragraphs."""
    assert marked(text, BODY) == [(0, text), (0, BODY)]


def test_a_run_in_heading_is_split_from_its_paragraph() -> None:
    """（一）坚持创新驱动。 becomes a heading, what follows its paragraph."""
    assert marked(f"（一）坚持创新驱动。{BODY}") == [(60, "（一）坚持创新驱动。"), (0, BODY)]
    english = "1. Guiding ideology. We shall rely on scientific and technological progress in every field."
    assert marked(english) == [
        (70, "1. Guiding ideology."),
        (0, "We shall rely on scientific and technological progress in every field."),
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (f"第二十一条 {BODY}", "第二十一条"),
        (f"第二十一条　【适用范围】{BODY}", "第二十一条　【适用范围】"),
        (f"第三条（施行日期）{BODY}", "第三条（施行日期）"),
        (f"第十条之一 {BODY}", "第十条之一"),
        ("Article 5 The fund supports small enterprises.", "Article 5"),
        ("Article 5: The fund supports small enterprises.", "Article 5"),
    ],
)
def test_an_article_opens_a_section_named_by_its_number_and_caption(text: str, heading: str) -> None:
    """The rest of the line is its paragraph."""
    first, second = marked(text)
    assert first == (40, heading)
    assert second == (0, text.removeprefix(heading).strip())


def test_an_english_article_may_have_a_name() -> None:
    """What stands behind its number is no sentence."""
    assert marked("Article 5: Support for small and medium-sized enterprises", BODY)[0] == (
        40,
        "Article 5: Support for small and medium-sized enterprises",
    )


def test_plain_numbers_count_where_those_below_them_do() -> None:
    """1 总则 is a heading because 1.1 is."""
    texts = ["1 总则", "1.1 编制目的", BODY, "2 附则", BODY, "8 名专家参加评审", BODY]
    assert [rank for rank, _ in marked(*texts)] == [70, 72, 0, 70, 0, 0, 0]
    assert marked("1 总则", BODY)[0][0] == 0


def test_what_a_page_break_cuts_is_no_heading() -> None:
    """However short the first half of a sentence is."""
    cut, rest = Line("（二）根据法律规定，将查封、扣押的财物", is_cut=True), Line("拍卖、依法处理；")
    assert [line.rank for line in mark_headings([cut, rest, Line(BODY)])] == [0, 0, 0]


def test_styled_headings_stand_below_unstyled_ones_whose_signs_are_higher() -> None:
    """一、 in bold type, 1. in a style."""
    lines = [Line("一、支持政策"), Line("1.建强平台", BlockKind.HEADING, 4), Line(BODY)]
    assert [line.rank for line in mark_headings(lines)] == [50, 70, 0]


def test_items_within_an_article_are_no_headings() -> None:
    """（一）…。 in an article of a law is a list item even where its first sentence is short."""
    item = f"（一）有固定的场所。{BODY}"
    assert marked("第五条 应当具备下列条件：", item)[-1] == (0, item)


def test_a_chapter_and_its_article_on_one_line_are_two_headings() -> None:
    """As some scraped texts have them."""
    assert marked(f"第九章 附则 第四十六条 {BODY}") == [(20, "第九章 附则"), (40, "第四十六条"), (0, BODY)]


def test_a_table_of_contents_and_a_list_of_short_items_are_no_headings() -> None:
    """A heading has something below it."""
    contents = ["第一章 总则", "第二章 附则"]
    assert [rank for rank, _ in marked("目录", *contents, *contents[:1], "第一条 " + BODY)] == [0, 0, 0, 20, 40, 0]
    assert [rank for rank, _ in marked("1.北京", "2.上海", "3.天津", BODY)] == [0, 0, 0, 0]


def test_a_chain_of_headings_stays_one() -> None:
    """A chapter, its section and the first article follow each other without text."""
    assert [rank for rank, _ in marked("第一章 总则", "第一节 目的", "第一条 " + BODY)] == [20, 30, 40, 0]


def test_styled_lines_that_are_labels_or_dates_are_no_headings() -> None:
    """Web pages set 索引号： and the date of publication as headings."""
    styled = [Line("索引号：", BlockKind.HEADING, 1), Line("2022年04月08日 来源", BlockKind.HEADING, 6), Line(BODY)]
    assert [line.rank for line in mark_headings(styled)] == [0, 0, 0]


def test_a_row_is_never_a_heading() -> None:
    """A table may number its rows."""
    rows = mark_headings([Line("一、  总体要求", BlockKind.ROW), Line(BODY)])
    assert rows[0].kind is BlockKind.ROW


def test_splitting_a_line_keeps_its_page_turns() -> None:
    """A paragraph that crosses pages knows on which page its second half begins."""
    head, tail = Line("（一）题目。 后文在此", page=3, turns=(9,)).split(6)
    assert (head.text, head.page, head.turns) == ("（一）题目。", 3, ())
    assert (tail.text, tail.page, tail.turns) == ("后文在此", 3, (2,))
    assert Line("第一条 后文", page=3, turns=(3,)).split(3)[1].page == 4

"""A table's rows know their columns' names, and the merged cells that reach over them."""

from __future__ import annotations

import pytest

from ingest.document import BlockKind
from ingest.lines import Line
from ingest.tables import TableCell, is_unit_line, lines_of_table


def cells(*rows: str) -> list[TableCell]:
    """The cells of rows whose texts are parted by bars; `text*rows*columns` is a merged one, a dot what it covers."""
    made = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split("|")):
            if text != ".":
                words, *spans = text.split("*")
                made.append(TableCell(words, row, column, *(int(span) for span in spans)))
    return made


def told(*rows: str) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of a table's rows, each with its context; a paragraph with `None` for it."""
    return [(line.text, line.context) for line in lines(*rows)]


def lines(*rows: str) -> list[Line]:
    """The lines of a table's rows."""
    return [line for _, line in lines_of_table(cells(*rows))]


def test_every_row_below_the_header_has_the_names_of_the_columns() -> None:
    """The header has none."""
    names = ("城市  产值  增速",)
    assert told("城市|产值|增速", "甲|3|1%", "乙|4|2%") == [
        ("城市  产值  增速", ()),
        ("甲  3  1%", names),
        ("乙  4  2%", names),
    ]


def test_an_empty_cell_keeps_its_place() -> None:
    """What stands behind it stays in its column; behind the last text nothing is kept."""
    assert [text for text, _ in told("城市|产值|增速", "甲||1%", "|4|", "丙||")] == [
        "城市  产值  增速",
        "甲    1%",
        "  4",
        "丙",
    ]


def test_a_header_of_two_lines_names_each_column_by_both() -> None:
    """Its merged cells are parted by the line below."""
    rows = told("地区*2*1|产值*1*2|.|家数*1*2|.", ".|2025年|2030年|2025年|2030年", "甲|1|2|3|4", "乙|5|6|7|8")
    assert rows[2] == ("甲  1  2  3  4", ("地区  产值 2025年  产值 2030年  家数 2025年  家数 2030年",))
    assert [context for _, context in rows[:2]] == [(), ()]


def test_a_merged_cell_of_the_first_data_row_makes_it_no_header() -> None:
    """A cell over two columns that the next row does not part is data."""
    rows = told("项目|金额|说明", "甲|3*1*2|.", "乙|4|5")
    assert [context for _, context in rows] == [(), ("项目  金额  说明",), ("项目  金额  说明",)]


def test_rows_tell_the_merged_cells_that_reach_over_them() -> None:
    """The one that it begins in too."""
    rows = told("类别|条件|上限", "研发*2*1|甲|1", ".|乙|2", "平台|丙|3")
    assert rows[1:] == [
        ("研发  甲  1", ("类别  条件  上限", "研发")),
        ("  乙  2", ("类别  条件  上限", "研发")),
        ("平台  丙  3", ("类别  条件  上限",)),
    ]


def test_a_cell_over_the_whole_width_names_the_rows_below_it() -> None:
    """Up to the next of its sort; a long one is a text of its own."""
    rows = told("序号|任务", "一、产业*1*2|.", "1|甲", "二、人才*1*2|.", "2|乙")
    assert [context[1:] for _, context in rows[1:]] == [("一、产业",), ("一、产业",), ("二、人才",), ("二、人才",)]
    assert told("序号|任务", "说明" * 100 + "*1*2|.", "1|甲")[2][1] == ("序号  任务",)


def test_what_fills_rows_alone_above_the_names_is_a_paragraph() -> None:
    """A caption, a unit line, and labels with a unit among them."""
    found = lines("主要指标*1*3|.|.", "填报：甲局||单位：万元", "项目|金额|年份", "甲|3|2025")
    assert [(line.kind, line.text) for line in found] == [
        (BlockKind.PARAGRAPH, "主要指标"),
        (BlockKind.PARAGRAPH, "填报：甲局  单位：万元"),
        (BlockKind.ROW, "项目  金额  年份"),
        (BlockKind.ROW, "甲  3  2025"),
    ]
    assert found[3].context == ("项目  金额  年份",)


def test_a_label_with_an_empty_cell_is_no_caption() -> None:
    """A form's first row is a row."""
    assert [line.kind for line in lines("名称|", "地址|", "电话|邮箱")] == [BlockKind.ROW] * 3


def test_rows_of_figures_are_no_header() -> None:
    """As where a table goes on without repeating it; years may be names."""
    assert [context for _, context in told("1|2.5|30%", "2|3.5|40%")] == [(), ()]
    assert told("地区|2024|2025", "甲|1|2")[1] == ("甲  1  2", ("地区  2024  2025",))


def test_the_format_s_own_header_counts() -> None:
    """Where it says which cells are names."""
    made = [TableCell(text, 0, n, is_header=True) for n, text in enumerate(("1", "2"))]
    made += [TableCell(text, 1, n, is_header=True) for n, text in enumerate(("甲", "乙"))]
    made += [TableCell(text, 2, n) for n, text in enumerate(("3", "4"))]
    assert [line.context for _, line in lines_of_table(made)] == [(), (), ("1 甲  2 乙",)]


@pytest.mark.parametrize(
    "text", ["单位：亿元", "（单位：万元、%）", "计量单位: 万吨标准煤", "单 位：家", "Unit: EUR million"]
)
def test_a_unit_line_is_known(text: str) -> None:
    """In either language."""
    assert is_unit_line(text)


@pytest.mark.parametrize("text", ["单位：市发展改革委、市财政局", "申报单位：", "单位名称", "Units of the army march."])
def test_who_is_responsible_is_no_unit_line(text: str) -> None:
    """单位 is also an organisation."""
    assert not is_unit_line(text)

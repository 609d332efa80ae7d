"""A row of a table is told with the names of its columns."""

from __future__ import annotations

import pytest

from bot.extracts import Extract
from bot.table_rows import NamedRow, named_row
from vectorstore.passage import Passage

START = 100
TABLE = "附件：补贴标准\n地区  标准  截止日期\n海 口 市  2000元  2026年12月\n三亚市  1800元  2026年11月"


def told(text: str, row: str) -> NamedRow | None:
    """A row of a passage that starts inside its document."""
    passage = Passage("p", "table.xlsx", 0, text, START, START + len(text), None, (), "zh", "补贴标准")
    start = START + text.index(row)
    return named_row(Extract(passage, start, start + len(row), row))


def test_a_cell_stands_behind_the_name_of_its_column() -> None:
    """And where the names stand in the document is said, so that they can be quoted too."""
    row = told(TABLE, "三亚市  1800元  2026年11月")

    assert row is not None
    assert row.text == "地区：三亚市；标准：1800元；截止日期：2026年11月"
    assert TABLE[row.header[0] - START : row.header[1] - START] == "地区  标准  截止日期"


def test_blanks_inside_a_chinese_name_are_no_cells() -> None:
    """They only spread it over its column."""
    row = told(TABLE, "海 口 市  2000元  2026年12月")

    assert row is not None
    assert row.text.startswith("地区：海口市；")


def test_tabs_part_cells_too() -> None:
    """As in text files."""
    row = told("Region\tRate\nHaikou\t2,000 yuan", "Haikou\t2,000 yuan")

    assert row is not None
    assert row.text == "Region：Haikou；Rate：2,000 yuan"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (TABLE, "地区  标准  截止日期"),
        ("海口市  2000\n三亚市  1800", "三亚市  1800"),
        ("海口市  2000元\n三亚市  1800元", "三亚市  1800元"),
        ("地区  标准\n三亚市  1800元  2026年", "三亚市  1800元  2026年"),
        ("地区  标准\n补贴按年度发放。", "补贴按年度发放。"),
    ],
    ids=["the names themselves", "figures above", "figures with their unit above", "other columns", "no row"],
)
def test_without_names_of_its_columns_a_row_stays_as_it_is(text: str, row: str) -> None:
    """The row above is not taken for names where it holds figures like its own."""
    assert told(text, row) is None

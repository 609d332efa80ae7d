"""Which documents a list question takes in."""

from __future__ import annotations

import pytest

from vectorstore.query import understand
from vectorstore.record import DocumentRecord
from vectorstore.scope import in_scope

REPORT = DocumentRecord("a.txt", "2026年浙江省政府工作报告", "zh", level="provincial")
CITY_REPORT = DocumentRecord("b.txt", "2026年杭州市政府工作报告", "zh", level="municipal")
REGULATION = DocumentRecord("c.txt", "浙江省公共数据条例", "zh", level="provincial")
ENGLISH = DocumentRecord("d.txt", "Report on the Work of the Government of Hubei", "en", level="provincial")
STATE = DocumentRecord("e.txt", "国务院关于数字经济的规划", "zh", level="central")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("哪些省份提到了低空经济？", {"a.txt", "c.txt", "d.txt"}),
        ("Which provinces mention hydrogen?", {"a.txt", "c.txt", "d.txt"}),
        ("哪些政府工作报告提到了低空经济？", {"a.txt", "b.txt", "d.txt"}),
        ("哪些省的政府工作报告提到了低空经济？", {"a.txt", "d.txt"}),
        ("Which work reports mention hydrogen?", {"a.txt", "b.txt", "d.txt"}),
        ("哪些城市提到了低空经济？", {"b.txt"}),
        ("How many cities mention hydrogen?", {"b.txt"}),
        ("哪些地方提到了城市更新？", {"a.txt", "b.txt", "c.txt", "d.txt", "e.txt"}),
        ("哪些条例提到了数据？", {"c.txt"}),
        ("哪些规划提到了数据？", {"e.txt"}),
        ("哪些地方提出制定氢能规划和管理办法？", {"a.txt", "b.txt", "c.txt", "d.txt", "e.txt"}),
        ("浙江省下面哪些市的工作报告提到了低空经济？", {"b.txt"}),
        ("Which cities mention data?", {"b.txt"}),
        ("哪些省市提到了数据？", {"a.txt", "c.txt", "d.txt"}),
        ("哪些文件提到了数据？", {"a.txt", "b.txt", "c.txt", "d.txt", "e.txt"}),
    ],
)
def test_provinces_and_kinds_narrow_a_list(text: str, taken: set[str]) -> None:
    """By level and title, in both languages; a question that names neither takes in all."""
    records = (REPORT, CITY_REPORT, REGULATION, ENGLISH, STATE)

    assert {record.document for record in records if in_scope(record, understand(text))} == taken


def test_a_city_that_is_a_province_is_a_city() -> None:
    """Beijing, Tianjin, Shanghai and Chongqing."""
    shanghai = DocumentRecord("s.txt", "上海市办法", "zh", region="上海市", region_code="310000", level="provincial")
    assert in_scope(shanghai, understand("哪些城市出台了购房补贴？"))

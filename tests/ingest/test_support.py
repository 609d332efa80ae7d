"""Support measures are found with who gets them, their rate, their cap and their period."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.commitments import commitments_of
from ingest.document import SourceFile
from ingest.metadata import describe
from ingest.reading import read_document
from settings import Settings
from vectorstore.commitments import Support

MEASURES = (
    "云岭市人民政府办公室关于印发支持中试平台若干措施的通知\n各区县人民政府：\n2025年6月3日\n一、支持政策\n{text}\n"
)


def support_in(tmp_path: Path, text: str) -> list[Support]:
    """The support measures of a text, whose quotes are verbatim."""
    path = tmp_path / "measures.txt"
    path.write_text(MEASURES.format(text=text), encoding="utf-8")
    document = read_document(SourceFile(path, path.name), Settings())
    found = list(commitments_of(document, describe(document)).support)
    assert all(document.text[support.start : support.end] == support.quote for support in found)
    return found


def test_a_measure_says_who_gets_what_up_to_which_cap(tmp_path: Path) -> None:
    """A cap belongs to the rate before it."""
    [support] = support_in(tmp_path, "对购置首台（套）装备的企业，按设备投资额的12%给予补助，最高不超过600万元。")
    assert (support.who, support.rate, support.cap) == ("购置首台（套）装备的企业", "12%", "600万元")
    assert support.quote == "按设备投资额的12%给予补助，最高不超过600万元"


def test_a_measure_keeps_its_period(tmp_path: Path) -> None:
    """For how long it is given."""
    [support] = support_in(tmp_path, "对入孵企业给予每月800元租金补贴，补贴期限不超过2年。")
    assert (support.rate, support.period) == ("800元", "补贴期限不超过2年")


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("对认定的平台按投资额的百分之二十给予补助，最高不超过五百万元。", [("百分之二十", "五百万元")]),
        ("对国家级、省级平台分别给予一次性奖励80万元、30万元。", [("80万元、30万元", None)]),
        ("稳定就业半年的补贴600元/人，稳定就业一年的补贴1000元/人。", [("600元/人", None), ("1000元/人", None)]),
        ("单身职工最高贷款额度50万元；夫妻双方缴存的70万元。", [(None, "50万元"), ("70万元", None)]),
        ("中小企业担保费率由1.5%降低到0.8%，给予优惠。", [("0.8%", None)]),
    ],
)
def test_rates_and_caps_are_told_apart(tmp_path: Path, text: str, rates: list[tuple[str | None, str | None]]) -> None:
    """Shared figures stay together, separate clauses give separate measures, what was before is no rate."""
    assert [(support.rate, support.cap) for support in support_in(tmp_path, text)] == rates


@pytest.mark.parametrize(
    "text",
    [
        "违反规定的，处3万元以上10万元以下罚款。",
        "注册资本不少于500万元的企业可以申请补贴。",
        "骗取补助资金的，追回资金，并处骗取金额1倍罚款。",
        "首付款比例调整为20%。",
        "产业规模达到300亿元，补贴政策更加完善。",
    ],
)
def test_fines_conditions_and_results_are_no_support(tmp_path: Path, text: str) -> None:
    """What is taken, what qualifies and what is reached is not given."""
    assert support_in(tmp_path, text) == []


def test_a_subsidy_is_support_and_no_target(tmp_path: Path) -> None:
    """Rates and caps are not to be reached."""
    path = tmp_path / "measures.txt"
    path.write_text(MEASURES.format(text="对新认定的中试平台给予最高300万元资助。"), encoding="utf-8")
    document = read_document(SourceFile(path, path.name), Settings())
    commitments = commitments_of(document, describe(document))
    assert (len(commitments.targets), len(commitments.support)) == (0, 1)

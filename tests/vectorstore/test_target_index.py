"""Targets are found by what they measure, in either language."""

from __future__ import annotations

import pytest

from vectorstore.commitments import Commitments, Target
from vectorstore.target_index import TargetIndex, concepts_of, is_set_against


def target(indicator: str, start: int = 0, year: int | None = None, comparator: str | None = None) -> Target:
    """A target of 5%."""
    return Target(indicator, "5", f"{indicator}5%", start, start + 20, comparator, "%", year=year)


@pytest.fixture
def targets() -> TargetIndex:
    """Three documents' targets."""
    return TargetIndex(
        {
            "a.txt": Commitments((target("地区生产总值", 0, 2026), target("城镇新增就业", 30, 2026))),
            "b.txt": Commitments((target("地区生产总值", 0, 2025), target("经济", 30, comparator="增长/左右"))),
            "c.txt": Commitments((target("研发投入占地区生产总值比重", 0, 2026),)),
        }
    )


def found(index: TargetIndex, text: str, *years: int) -> list[tuple[str, str]]:
    """Document and indicator of what is found."""
    return sorted((item.document, item.target.indicator) for item in index.about(text, years))


@pytest.mark.parametrize("text", ["GDP目标", "地区生产总值的目标", "What is the GDP target?"])
def test_a_target_is_found_by_any_name_of_what_it_measures(targets: TargetIndex, text: str) -> None:
    """The glossary knows them in both languages."""
    assert found(targets, text, 2026) == [("a.txt", "地区生产总值"), ("b.txt", "经济")]


def test_a_target_of_another_year_is_not_found(targets: TargetIndex) -> None:
    """Where a year is asked for; one whose year is not known may be of any."""
    assert found(targets, "GDP", 2025) == [("b.txt", "地区生产总值"), ("b.txt", "经济")]
    assert ("a.txt", "地区生产总值") in found(targets, "GDP")
    assert ("b.txt", "地区生产总值") in found(targets, "GDP")


def test_indicator_and_comparator_name_a_concept_together(targets: TargetIndex) -> None:
    """经济 alone does not say what of the economy is measured, 经济增长 does."""
    assert ("b.txt", "经济") in found(targets, "经济增长目标")
    assert found(TargetIndex({"b.txt": Commitments((target("经济"),))}), "经济增长目标") == []


def test_what_a_target_is_set_against_is_not_what_it_measures(targets: TargetIndex) -> None:
    """Spending as a share of GDP is no target of GDP; it is found by the spending."""
    assert ("c.txt", "研发投入占地区生产总值比重") not in found(targets, "GDP", 2026)
    assert ("c.txt", "研发投入占地区生产总值比重") in found(targets, "研发投入强度", 2026)


def test_words_of_measuring_find_nothing(targets: TargetIndex) -> None:
    """Every target has a scale and a growth."""
    assert concepts_of("规模和增长目标") == []
    assert found(targets, "目标是多少？") == []


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("研发投入占GDP比重", True),
        ("研发投入与GDP之比", True),
        ("单位GDP能耗", True),
        ("人均GDP", True),
        ("万元GDP能耗", True),
        ("占全省GDP的三成", True),
        ("相当于国内GDP", True),
        ("GDP增长", False),
        ("全省GDP总量", False),
        ("预计GDP达到", False),
    ],
)
def test_a_denominator_is_told_from_what_is_measured(text: str, against: bool) -> None:
    """By the words before it and behind it."""
    at = text.index("GDP")

    assert is_set_against(text, at, at + 3) is against

"""When applications are open, by the document's own sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest.applications import applications_of
from ingest.document import PolicyDocument, SourceFile
from ingest.excerpt import Excerpt


def days(sentence: str) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day for applications."""
    text = f"关于组织项目的通知\n{sentence}\n联系电话见附件。"
    first, last = applications_of(Excerpt(PolicyDocument(SourceFile(Path("a.md"), "a.md"), text, ())))
    for dated in (first, last):
        assert dated is None or dated.place.text in text
    return first and first.date, last and last.date


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("申报时间为2026年3月1日至2026年4月15日。", (dt.date(2026, 3, 1), dt.date(2026, 4, 15))),
        ("网上申报时间：2026年3月1日至4月15日。", (dt.date(2026, 3, 1), dt.date(2026, 4, 15))),
        ("请符合条件的单位于2026年5月20日前申报。", (None, dt.date(2026, 5, 20))),
        ("申请截止日期为2026-06-30。", (None, dt.date(2026, 6, 30))),
        ("Apply by June 30, 2026 through the portal.", (None, dt.date(2026, 6, 30))),
        ("2025年3月1日至12月31日建成的项目，请于2026年1月10日前申报。", (None, dt.date(2026, 1, 10))),
    ],
)
def test_the_days_for_applications_are_found(sentence: str, wanted: tuple[dt.date | None, dt.date | None]) -> None:
    """A range, a last day, or both; the days of what is applied for are others."""
    assert days(sentence) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "本办法自2026年3月1日起施行，有效期至2028年2月29日，申报按本办法执行。",
        "有关意见请于2026年4月1日前反馈，申请单位名单见附件。",
        "2019年12月31日前已提交申请材料的，按原规定办理。",
        "2025年1月1日至12月31日，全市受理情况良好。",
    ],
)
def test_other_days_are_not_taken(sentence: str) -> None:
    """Terms of validity, calls for comments and what was done before."""
    assert days(sentence) == (None, None)

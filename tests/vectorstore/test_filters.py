"""What documents are limited to, and how limits are written."""

from __future__ import annotations

import datetime as dt

import pytest

from errors import QuestionError
from vectorstore.filters import Filters
from vectorstore.instruments import instrument
from vectorstore.record import DocumentRecord

TODAY = dt.date(2026, 3, 1)
RECORD = DocumentRecord(
    "a.txt", "杭州市智能网联汽车办法", "zh", issuers=("杭州市商务局",), region="杭州市", region_code="330100",
    level="municipal", kind="measures", issued_on=dt.date(2024, 5, 1), in_force_until=dt.date(2025, 12, 31),
    validity="in_force", industries=("智能网联汽车",), instruments=(instrument("资金支持"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        ({}, True),
        ({"regions": ["浙江省"]}, True),
        ({"regions": ["330100"]}, True),
        ({"regions": ["长三角"]}, True),
        ({"regions": ["宁波市"]}, False),
        ({"industries": ["新能源汽车"]}, True),
        ({"industries": ["制造业"]}, True),
        ({"industries": ["connected vehicles"]}, True),
        ({"industries": ["机器人"]}, False),
        ({"instruments": ["税收优惠", "资金支持"]}, True),
        ({"instruments": ["税收优惠"]}, False),
        ({"issuers": ["商务局"]}, True),
        ({"issuers": ["商务部"]}, False),
        ({"years": [2024]}, True),
        ({"years": [2025]}, False),
        ({"levels": ["municipal", "county"]}, True),
        ({"kinds": ["law"]}, False),
        ({"validity": ["expired"]}, True),
        ({"validity": ["in_force"]}, False),
        ({"regions": ["浙江省"], "kinds": ["law"]}, False),
    ],
)
def test_a_document_is_within_every_limit(filters: dict, admitted: bool) -> None:
    """Any value of a field will do; a place holds what lies in it, an industry the finer ones; validity is that day's."""
    assert Filters.from_json(filters).admit(RECORD, TODAY) is admitted


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([], "an object"),
        ({"colour": ["red"]}, "an object with lists of values for any of regions, industries, years"),
        ({"regions": "浙江省"}, "takes a list"),
        ({"regions": ["Atlantis"]}, "regions cannot be 'Atlantis'"),
        ({"industries": ["炼金术"]}, "industries cannot be"),
        ({"years": ["2024"]}, "years cannot be '2024'"),
        ({"years": [0]}, "years cannot be 0"),
        ({"instruments": ["钱"]}, "instruments cannot be"),
        ({"issuers": [" "]}, "issuers cannot be"),
        ({"levels": ["city"]}, "one of central, provincial, municipal, county"),
        ({"validity": [1]}, "validity cannot be 1"),
    ],
)
def test_what_is_no_limit_is_told_in_a_sentence(value: object, said: str) -> None:
    """The sentence says what may be written."""
    with pytest.raises(QuestionError, match=said.replace("'", ".")) as raised:
        Filters.from_json(value)
    assert str(raised.value).count("\n") == 0


def test_limits_are_written_as_the_tables_write_them() -> None:
    """A code or another name becomes the official one, each once; nothing limits nothing."""
    read = Filters.from_json({"regions": ["Zhejiang", "330000"], "industries": ["low-altitude"]})
    assert read == Filters(regions=("浙江省",), industries=("低空经济",))
    assert not Filters.from_json(None)
    assert Filters.from_json({"regions": []}) == Filters()

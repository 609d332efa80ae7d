"""A place written with what holds it."""

from __future__ import annotations

import pytest

from vectorstore.nested_regions import without_holders
from vectorstore.regions import find_regions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("福州长乐区的补贴", ["长乐区"]),
        ("福建省福州市的长乐区", ["长乐区"]),
        ("江苏苏州", ["苏州市"]),
        ("Suzhou, Jiangsu", ["苏州市"]),
        ("江苏和苏州的规定", ["江苏省", "苏州市"]),
        ("河南省、洛阳市、宁波市", ["河南省", "洛阳市", "宁波市"]),
        ("Henan, Luoyang and Ningbo", ["河南省", "洛阳市", "宁波市"]),
    ],
)
def test_a_place_with_its_holder_is_one(text: str, names: list[str]) -> None:
    """Side by side, both stand; a list of places names each."""
    assert [mention.region.name for mention in without_holders(text, find_regions(text))] == names

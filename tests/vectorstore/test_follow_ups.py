"""A follow-up asks the question before of another place, another time or another topic."""

from __future__ import annotations

import datetime as dt

import pytest

from vectorstore.kinds import QueryKind
from vectorstore.query import Query, understand


def after(*questions: str) -> Query:
    """What the last of these questions means after the others."""
    history = [(role, text) for text in questions[:-1] for role, text in (("user", text), ("assistant", "……"))]
    return understand(questions[-1], history, dt.date(2026, 11, 22))


@pytest.mark.parametrize(
    ("before", "text", "names"),
    [
        ("海南2026年公积金缴存基数上限，三亚是多少？", "澄迈呢？", ["澄迈县"]),
        ("海南2026年公积金缴存基数上限，三亚是多少？", "那琼中的呢", ["琼中黎族苗族自治县"]),
        ("海南2026年公积金缴存基数上限，三亚是多少？", "东方呢", ["东方市"]),
        ("四川2026年粮食产量目标是多少？", "龙江呢？", ["黑龙江省"]),
        ("四川2026年粮食产量目标是多少？", "那鲁呢", ["山东省"]),
        ("四川2026年粮食产量目标是多少？", "八桂呢？", ["广西壮族自治区"]),
        ("北京海淀的人才补贴有多少？", "朝阳呢", ["朝阳区"]),
        ("辽宁今年的GDP目标是多少？", "朝阳呢", ["朝阳市"]),
        ("深圳的购房补贴有多少？", "羊城呢", ["广州市"]),
    ],
)
def test_a_place_may_be_named_briefly(before: str, text: str, names: list[str]) -> None:
    """By its short or its customary name; the place before tells which of several is meant."""
    assert [region.name for region in after(before, text).regions] == names


@pytest.mark.parametrize("text", ["合作呢", "建设呢？", "大同小异吧？", "人才呢", "龙江流域的水质呢"])
def test_an_everyday_word_is_no_place(text: str) -> None:
    """Though a county elsewhere is called so, or a place begins the word."""
    assert [region.name for region in after("四川2026年粮食产量目标是多少？", text).regions] == ["四川省"]


@pytest.mark.parametrize(
    ("questions", "text", "regions", "years"),
    [
        (("湖南今年GDP目标是多少？", "湖北呢？"), "湖北省今年GDP目标是多少？", ["湖北省"], (2026,)),
        (("湖南今年GDP目标是多少？", "湖北呢？", "那城镇新增就业呢？"), "湖北省今年城镇新增就业目标是多少？", ["湖北省"], (2026,)),
        (
            ("江西2026年固定资产投资增长目标是多少", "规上工业增加值呢", "那河南呢"),
            "河南省2026年规上工业增加值增长目标是多少",
            ["河南省"],
            (2026,),
        ),
        (("海南2026年公积金上限，三亚是多少？", "儋州呢", "那2025年呢？"), "海南2025年公积金上限，儋州市是多少？", ["儋州市"], (2025,)),
        (
            ("What's Shanghai's R&D intensity target for 2026?", "And Jiangxi?", "And in 2025?"),
            "What's Jiangxi's R&D intensity target for 2025?",
            ["江西省"],
            (2025,),
        ),
        (("福州长乐给硕士的购房补贴有多少？", "厦门呢"), "厦门市给硕士的购房补贴有多少？", ["厦门市"], ()),
        (("四川2026年的GDP目标？", "成都呢"), "四川成都市2026年的GDP目标？", ["成都市"], (2026,)),
    ],
    ids=["place", "topic of three turns", "place of three turns", "time", "English", "a district", "a city of the same"],
)  # fmt: skip
def test_what_is_new_takes_the_place_of_the_old(
    questions: tuple[str, ...], text: str, regions: list[str], years: tuple[int, ...]
) -> None:
    """What is left of the question before reads as a question of its own; what holds the new place stays."""
    query = after(*questions)

    assert query.text == text
    assert [region.name for region in query.regions] == regions
    assert query.years == years


@pytest.mark.parametrize(
    ("questions", "kind", "regions"),
    [
        (("哪些省份2026年提出了低空经济的目标？", "氢能呢？"), QueryKind.LIST, []),
        (("浙江和江苏2026年GDP目标哪个高？", "福建和广东呢？"), QueryKind.COMPARE, ["福建省", "广东省"]),
        (("浙江和江苏2026年GDP目标哪个高？", "那城镇新增就业呢？"), QueryKind.COMPARE, ["浙江省", "江苏省"]),
        (("四川2026年粮食产量目标是多少？", "那江西和湖南呢"), QueryKind.COMPARE, ["江西省", "湖南省"]),
        (("浙江和江苏2026年GDP目标哪个高？", "福建呢？"), QueryKind.FACT, ["福建省"]),
    ],
)
def test_the_kind_is_that_of_what_is_meant(questions: tuple[str, ...], kind: QueryKind, regions: list[str]) -> None:
    """A list stays one; several places are compared, one is not."""
    query = after(*questions)

    assert query.kind is kind
    assert [region.name for region in query.regions] == regions


@pytest.mark.parametrize(
    ("questions", "apart"),
    [
        (("湖北今年要改造多少老旧小区？", "高标准农田要建设多少？"), "湖北省 2026 高标准农田要建设多少"),
        (("Which jobs will Liaoning create in 2026?", "How many old elevators will be replaced?"), "Liaoning 2026"),
        (("湖北今年要改造多少老旧小区？", "这钱要分几年发？"), ""),
        (("How big is Beijing's AI industry?", "How many unicorns did that plan want to add?"), ""),
        (("湖北今年要改造多少老旧小区？", "如果是县城的，补多少？"), ""),
    ],
)
def test_a_question_of_its_own_can_also_be_asked_apart(questions: tuple[str, ...], apart: str) -> None:
    """It takes over place and time alone; what points back, or sets a condition, cannot."""
    query = after(*questions)

    assert query.apart.startswith(apart)
    assert bool(query.apart) is bool(apart)
    assert query.text.startswith(questions[0])

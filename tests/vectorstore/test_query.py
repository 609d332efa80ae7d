"""What is understood of a question, alone and after others."""

from __future__ import annotations

import datetime as dt

import pytest

from vectorstore.asked_regions import without_places
from vectorstore.comparison import parts_of
from vectorstore.filters import Filters
from vectorstore.kinds import QueryKind
from vectorstore.query import understand

BEFORE = [("user", "What scale should Beijing's intelligent connected vehicle industry reach, and by when?")]


@pytest.mark.parametrize(
    "text",
    [
        "2026年哪些省份提出了低空经济的目标？",
        "全国有多少个低空经济示范区要建设？",
        "Which provinces set a target for hydrogen energy?",
    ],
)
def test_what_asks_for_places_is_not_narrowed_to_the_place_before(text: str) -> None:
    """Nor does it take over the words of the question before."""
    query = understand(text, BEFORE)

    assert query.regions == ()
    assert query.text == text


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("And by when?", ["北京市"]),
        ("那浙江呢？", ["浙江省"]),
        ("那哪些省份也有呢？", []),
    ],
)
def test_a_follow_up_keeps_the_topic(text: str, regions: list[str]) -> None:
    """A new place takes the place of the old one."""
    query = understand(text, BEFORE)

    assert "intelligent connected vehicle" in query.text
    assert [region.name for region in query.regions] == regions
    assert query.followed_up


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("哪些文件提到了人工智能？", QueryKind.LIST),
        ("Compare the growth targets of Hubei and Gansu", QueryKind.COMPARE),
        ("湖北2026年的增长目标是多少？", QueryKind.FACT),
    ],
)
def test_the_kind_of_a_question(text: str, kind: QueryKind) -> None:
    """It decides the shape of the answer."""
    assert understand(text).kind is kind


def test_this_year_follows_the_day_asked() -> None:
    """今年 is the year of `as_of`."""
    assert understand("湖北今年的目标？", as_of=dt.date(2026, 3, 1)).years == (2026,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("德国对集成电路有什么补贴？", ["DE"]),
        ("What does California pay for electric cars?", ["US-CA"]),
        ("浙江和德国的目标比较", ["330000", "DE"]),
        ("去德国参展有补贴吗？", []),
        ("浙江企业赴日本投资有什么支持？", ["330000"]),
        ("广西面向东盟的合作平台", ["450000"]),
        ("上海面向日本、韩国和德国的招商政策", ["310000"]),
        ("What supports exports to Japan, Germany and the EU?", []),
        ("比较日本和韩国的氢能目标", ["JP", "KR"]),
        ("浙江与日本的投资目标", ["330000", "JP"]),
        ("Which support is there for exports to Japan?", []),
        ("郑州—卢森堡空中丝绸之路的安排", ["410100"]),
    ],
)
def test_a_country_that_is_dealt_with_is_not_asked_of(text: str, codes: list[str]) -> None:
    """A fair or a market abroad does not ask for that country's documents; the country by itself does."""
    assert [region.code for region in understand(text).regions] == codes
    assert all(region.english not in without_places(text) for region in understand(text).regions)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("比较浙江和江苏2026年的GDP目标", ["浙江省", "江苏省"]),
        ("Compare the 2026 growth targets of Hubei and Gansu", ["Hubei", "Gansu"]),
    ],
)
def test_a_comparison_is_one_question_a_region(text: str, names: list[str]) -> None:
    """Each names its own region alone, and asks for the same years."""
    query = understand(text)
    parts = parts_of(query)

    assert query.kind is QueryKind.COMPARE
    assert [part.text.split()[0] for part in parts] == names
    assert [part.regions for part in parts] == [(region,) for region in query.regions]
    for part, name in zip(parts, names, strict=True):
        assert understand(part.text).regions == part.regions
        assert (part.kind, part.years) == (QueryKind.FACT, (2026,))
        assert not any(other in part.text for other in names if other != name)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("那江苏呢？", (2025,)),
        ("那2024年呢？", (2024,)),
        ("那今年呢？", (2026,)),
        ("老项目今年怎么算？", (2026, 2025)),
    ],
)
def test_a_follow_up_asks_for_the_year_before_unless_it_names_one(text: str, years: tuple[int, ...]) -> None:
    """Beside a topic, 今年 may be said of what an earlier year's document rules, so that the earlier year stays."""
    before = [("user", "浙江2025年的GDP目标是多少？"), ("assistant", "2023年的数据……")]

    assert understand(text, before, dt.date(2026, 3, 1)).years == years


def test_a_question_tells_its_issuer_industry_and_instrument() -> None:
    """By the words of the documents' own tables; the field of a body is no industry."""
    query = understand("北京市农业农村局发布的新能源汽车购车补贴办法")

    assert query.inferred == Filters(("北京市",), ("新能源汽车",), (), ("资金支持", "消费补贴"), ("北京市农业农村局",))
    assert query.gives_out == ("北京市农业农村局",)


@pytest.mark.parametrize(
    ("without", "text", "left"),
    [
        (Filters(regions=("浙江省",)), "2026年的机器人补贴是多少", Filters((), ("机器人",), (2026,), ("资金支持",))),
        (Filters(years=(2026,)), "浙江的机器人补贴是多少", Filters(("浙江省",), ("机器人",), (), ("资金支持",))),
        (
            Filters(industries=("机器人",), instruments=("资金支持",)),
            "浙江2026年的机器人补贴是多少",
            Filters(("浙江省",), (), (2026,)),
        ),
    ],
)
def test_what_is_removed_is_not_inferred(without: Filters, text: str, left: Filters) -> None:
    """A place or a year is no longer searched for either."""
    query = understand("浙江2026年的机器人补贴是多少", without=without)

    assert query.inferred == left
    assert "".join(query.text.split()) == text


def test_what_is_removed_does_not_come_back_from_an_earlier_question() -> None:
    """Nor does this year, which was said otherwise."""
    before = [("user", "浙江今年的机器人补贴是多少？")]
    removed = Filters(regions=("浙江省",), years=(2026,))

    assert understand("上限呢？", before, dt.date(2026, 3, 1)).regions != ()
    assert understand("上限呢？", before, dt.date(2026, 3, 1), removed).inferred == Filters(
        (), ("机器人",), (), ("资金支持",)
    )


def test_a_group_stands_while_one_of_its_members_does() -> None:
    """京津冀 without Beijing still asks of the other two."""
    query = understand("京津冀今年的GDP目标", without=Filters(regions=("北京市",)))

    assert [region.name for region in query.regions] == ["天津市", "河北省"]
    assert "京津冀" in query.text

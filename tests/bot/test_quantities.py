"""Quantities are read as value and unit, and what no quote backs is told."""

from __future__ import annotations

import importlib.util
import random
import re
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from bot.polarity import negations, same_polarity
from bot.quantities import backed_by, find_quantities
from bot.sentences import split_sentences

SHARED = Path(__file__).parents[3] / "shared"
beside_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not beside the repository")


def read(text: str) -> list[tuple[float, str]]:
    """Return the quantities of a text as (value, unit)."""
    return [(quantity.value, quantity.unit) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长5.5%左右", [(5.5, "%")]),
        ("增长５．５％", [(5.5, "%")]),
        ("百分之五，百分之四点五，百分之4.5", [(5, "%"), (4.5, "%"), (4.5, "%")]),
        ("5 percent, 5 per cent, 5%", [(5, "%")] * 3),
        ("提高2个百分点 by 2 percentage points", [(2, "个百分点")] * 2),
        ("千分之三，3‰", [(3, "‰")] * 2),
        ("三分之二，四点五倍", [(0.666667, ""), (4.5, "倍")]),
        ("增速为-3%，4.5%-5%", [(-3, "%"), (4.5, "%"), (5, "%")]),
    ],
)
def test_shares_are_read_in_every_form(text: str, expected: list[tuple[float, str]]) -> None:
    """A percentage and a percentage point stay two things; a minus is part of the value, the dash of a range is not."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三百六十五家", [(365, "家")]),
        ("两万亿元", [(2e12, "元")]),
        ("一亿三千万元", [(1.3e8, "元")]),
        ("一万零五十人", [(10050, "人")]),
        ("1.5万亿元，RMB 1.5 trillion，1.5 trillion yuan", [(1.5e12, "元")] * 3),
        ("1,234.5万元", [(12345000, "元")]),
        ("70余万人，3千万人", [(700000, "人"), (3e7, "人")]),
        ("$3 bn, 3 billion US dollars, 30亿美元", [(3e9, "美元")] * 3),
        ("500 million tonnes，5亿吨", [(5e8, "吨")] * 2),
        ("一百强，三百六十五", [(100, ""), (365, "")]),
    ],
)
def test_scales_and_chinese_numerals_are_applied(text: str, expected: list[tuple[float, str]]) -> None:
    """Different ways to write a value come out the same."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500 GW，3亿千瓦时，5千瓦，五千瓦", [(500, "gw"), (3e8, "kwh"), (5, "kw"), (5, "kw")]),
        ("35 km，35公里，12平方公里，12 km²", [(35, "公里")] * 2 + [(12, "平方公里")] * 2),
        (
            "20个工作日，30日内，30天，6个月，3年，5-year",
            [(20, "工作日"), (30, "天"), (30, "天"), (6, "个月"), (3, "年"), (5, "年")],
        ),
        ("0.5元/千瓦时，800户，90人次", [(0.5, "元"), (800, "户"), (90, "人次")]),
        ("鲁政发〔2026〕5号", [(2026, "year"), (5, "号")]),
        ("两个中心，十项行动，三年行动", [(2, "个"), (10, "项"), (3, "年")]),
    ],
)
def test_synonyms_of_a_unit_are_one(text: str, expected: list[tuple[float, str]]) -> None:
    """In Chinese and in English."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.5%—5%", [(4.5, "%"), (5, "%")]),
        ("5—10亿元", [(5e8, "元"), (1e9, "元")]),
        ("5万至10万元", [(50000, "元"), (100000, "元")]),
        ("10~15家，10 to 15 GW", [(10, "家"), (15, "家"), (10, "gw"), (15, "gw")]),
        ("2021—2025年，2026-2030", [(2021, "year"), (2025, "year"), (2026, "year"), (2030, "year")]),
    ],
)
def test_both_ends_of_a_range_carry_its_unit(text: str, expected: list[tuple[float, str]]) -> None:
    """The first end is measured as the second where it says nothing itself."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年3月1日", [(20260301, "date")]),
        ("2026 年 3 月 1 日", [(20260301, "date")]),
        ("二〇二六年三月一日", [(20260301, "date")]),
        ("2026-03-01, 2026/3/1, 2026.3.1", [(20260301, "date")] * 3),
        ("March 1, 2026; Mar. 1st, 2026; 1 March 2026", [(20260301, "date")] * 3),
        ("2026年3月，2026-03，March 2026", [(202603, "month")] * 3),
        ("6月30日，六月三十日，June 30", [(630, "day")] * 3),
        ("2030年，二〇三〇年，by 2030", [(2030, "year")] * 3),
        ("the market 5 and decade 10", [(5, ""), (10, "")]),
    ],
)
def test_dates_are_read_as_whole_numbers(text: str, expected: list[tuple[float, str]]) -> None:
    """Years, months, days of a year and full dates, in both languages."""
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“十四五”和十五五规划",
        "第三十条、第X章、第5号",
        "一个、一批、一项、一级",
        "（三）加快发展，(3) 加快发展，一是加快",
        "统一大市场、进一步、一带一路、二十大",
        "千方百计、百余、万千",
        "PM2.5、CO2、GB/T2260、A100",
        "见 [1][12] ①",
    ],
)
def test_a_name_with_a_figure_is_no_quantity(text: str) -> None:
    """Ordinals, plan periods, articles, list marks and citation marks."""
    assert read(text) == []


def test_offsets_are_those_of_the_text_as_it_stands() -> None:
    """Through full width, unseen characters and combining marks."""
    text = "e\u0301\u200b增长５\u200b．５％，惠及７０万人"
    assert [quantity.text for quantity in find_quantities(text)] == ["５\u200b．５％", "７０万人"]
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text


@pytest.mark.parametrize(
    ("statement", "quotes", "known"),
    [
        ("增长5.5%。", ["地区生产总值增长５．５％左右"], ""),
        ("投资365亿元。", ["总投资三百六十五亿元"], ""),
        ("15 billion yuan by 2030.", ["到2030年达到150亿元"], ""),
        ("2026年3月1日起施行。", ["本办法自2026年3月1日起施行"], ""),
        ("2026年起，奖励5万元。[1]", ["奖励5万元"], "关于2026年工作的通知"),
        ("鲁政发〔2026〕5号提出增长5%。", ["增长5%"], "鲁政发〔2026〕5号"),
        ("2026年3月增长5%。", ["增长5%"], "2026-03-09"),
        ("奖励5万元，补贴10%。", ["奖励5万元", "补贴10%"], ""),
        ("“十五五”时期增长5%。", ["增长5%"], "第十五五规划"),
        ("没有数字的话。", [], ""),
    ],
)
def test_a_quantity_that_is_quoted_is_backed(statement: str, quotes: list[str], known: str) -> None:
    """However it is written; a year, a date or a document's number also where it is known."""
    assert backed_by(statement, quotes, known) == []


@pytest.mark.parametrize(
    ("statement", "quotes", "known", "missing"),
    [
        ("增长5%。", ["增长5.5%"], "", ["5%"]),
        ("增长5%。", ["增长15%"], "", ["5%"]),
        ("增长5%。", ["提高5个百分点"], "", ["5%"]),
        ("新增70亿元。", ["新增70万元"], "", ["70亿元"]),
        ("装机5 GW。", ["装机5 MW"], "", ["5 GW"]),
        ("奖励100万美元。", ["奖励100万元"], "", ["100万美元"]),
        ("惠及500户。", ["惠及500人"], "", ["500户"]),
        ("增速为-3%。", ["增速为3%"], "", ["-3%"]),
        ("2027年实现。", ["2026年实现"], "2025年的通知", ["2027年"]),
        ("2026年4月实现。", ["2026年3月，4家企业"], "", ["2026年4月"]),
        ("奖励5万元。", ["奖励企业"], "奖励5万元的通知", ["5万元"]),
        ("共2026家。", ["2026年"], "", ["2026家"]),
        ("“十五五”规划。", ["“十四五”规划"], "", ["十五五"]),
        ("见第三条。", ["见第四条"], "", ["三"]),
        ("增长5%，投资6亿元。", ["增长5%"], "", ["6亿元"]),
        ("增长5%。", [], "", ["5%"]),
    ],
)
def test_a_quantity_that_is_not_quoted_is_told(
    statement: str, quotes: list[str], known: str, missing: list[str]
) -> None:
    """Another value, unit, scale, sign, year or ordinal; a title proves years, not amounts."""
    assert [quantity.text for quantity in backed_by(statement, quotes, known)] == missing


def score() -> ModuleType:
    """Load the scorer that stands beside the question set."""
    pytest.importorskip("pypdfium2")
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def accepts(judge: ModuleType, statement: str, quotes: list[str], known: str) -> bool:
    """Whether the scorer finds every number of a statement backed."""
    behind: set[tuple[float, bool]] = judge.quantities(known.replace("-", " "))
    behind = behind.union(*(judge.quantities(quote) for quote in quotes))
    return set(judge.quantities(re.sub(r"[①-⑳]", " ", statement))) <= behind


@beside_shared
def test_what_is_backed_here_is_backed_for_the_scorer() -> None:
    """Over random text made of what either reading could trip on."""
    judge, rng = score(), random.Random(5)  # noqa: S311
    pieces = [
        *"0123456789零〇一二两三四五六七八九十百千万亿点年月日第个家元人%％．，,.-—至到①⑫²½[] \n\u200b\u0301٣是不(（）)"
    ]
    pieces += [
        "百分之",
        "个百分点",
        "分之",
        "万亿",
        "千瓦",
        " million",
        "bn",
        "trillion",
        "percent",
        "March ",
        "2026",
        "〔5〕",
        "十五五",
    ]
    agreed = 0
    for _ in range(10_000):
        quotes = ["".join(rng.choices(pieces, k=rng.randint(1, 24))) for _ in range(rng.randint(1, 2))]
        known = "".join(rng.choices(pieces, k=rng.randint(0, 6)))
        source = "".join([*quotes, known]) if rng.random() < 0.7 else rng.choice(quotes)
        begin = rng.randrange(len(source))
        statement = source[begin : begin + rng.randint(1, 12)] + "".join(rng.choices(pieces, k=rng.randint(0, 2)))
        if not backed_by(statement, quotes, known):
            agreed += 1
            assert accepts(judge, statement, quotes, known), (statement, quotes, known)
    assert agreed > 1500


@beside_shared
def test_what_is_backed_in_the_library_is_backed_for_the_scorer() -> None:
    """Real sentences back themselves; with a digit changed, the scorer is never the stricter."""
    judge, rng = score(), random.Random(6)  # noqa: S311
    for path in sorted((SHARED / "library").rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="ignore")
        sentences = [text[span.start : span.end] for span in split_sentences(text)]
        for sentence in rng.sample(sentences, min(len(sentences), 12)):
            assert backed_by(sentence, [sentence]) == [], sentence
            changed = re.sub(r"\d", lambda m: str((int(m[0]) + (rng.random() < 0.2)) % 10), sentence)
            if not backed_by(changed, [sentence]):
                assert accepts(judge, changed, [sentence], ""), (changed, sentence)


def test_a_hostile_text_is_read_in_reasonable_time() -> None:
    """Endless numerals, digits, scales, commas and blanks."""
    for text in (
        "一" * 9000,
        "万亿" * 5000,
        "1" * 9000,
        "1," * 5000,
        "5" + " " * 9000,
        "亿" * 5000 + "分之一",
        "除" * 9000,
    ):
        begun = time.perf_counter()
        backed_by(text, [text])
        negations(text)
        assert time.perf_counter() - begun < 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("未经批准不得新建，禁止转让。", {"未": 1, "不得": 1, "禁止": 1}),
        ("无害、非化石能源，国有企业除外。", {"无": 1, "非": 1, "除外": 1}),
        ("不\u200b得重复享受", {"不得": 1}),
        ("不低于5%，不超过10%，不晚于六月", {"不低于": 1, "不超过": 1, "不晚于": 1}),
        ("不断提高、不仅、未来产业、无锡市、无人机、非常、是否", {}),
        (
            "It is not, never and no longer; it can’t, except without.",
            {"not": 1, "never": 1, "no": 1, "n't": 1, "except": 1, "without": 1},
        ),
        ("No. 5 and No 6 of the notable northern annotation", {}),
        ("at least 5%, no more than 10%", {"at least": 1, "no more than": 1}),
    ],
)
def test_negations_are_counted(text: str, expected: dict[str, int]) -> None:
    """Denials, exceptions and bounds; words that only look like one are none."""
    assert negations(text) == Counter(expected)


@pytest.mark.parametrize(
    ("statement", "quote", "same"),
    [
        ("企业不得转让。", "企业不得转让。", True),
        ("企业可以转让。", "企业不得转让。", False),
        ("企业不得转让。", "企业可以转让。", False),
        ("禁止企业转让。", "企业不得转让。", True),
        ("Firms shall not transfer it.", "企业不得转让。", True),
        ("Growth of at least 5%.", "增长不低于5%。", True),
        ("增长低于5%。", "增长不低于5%。", False),
        ("企业可以申请。", "企业可以申请，国有企业除外。", False),
        ("企业不可以申请。", "企业可以申请，国有企业除外。", False),
        ("推动未来产业不断发展。", "推动未来产业发展。", True),
    ],
)
def test_polarity_is_the_same_only_with_as_many_negations_of_each_kind(statement: str, quote: str, same: bool) -> None:
    """Across languages as well; an exception does not make up for a denial."""
    assert same_polarity(statement, quote) is same

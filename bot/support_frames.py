"""Chinese clauses of support in English: what is given, and how much at most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.rendered_figures import RenderedFigure
from bot.renderings import render_noun_phrase

_GIVES = re.compile(
    r"(?P<lead>可?(?:给予|予以|按规定给予)?)(?P<once>一次性)?(?P<most>最高(?:不超过)?|不超过|最高可?达?)?\s*\{\}(?:的)?(?P<once2>一次性)?"
    r"(?P<what>奖励|补助|补贴|资助|奖补|奖补资金|资金支持|资金奖励|资金补助|经费资助|创业补贴|贷款)"
)
_APPLIED = re.compile(r"可(?:以)?申请(?P<most>最高(?:不超过)?|不超过)?\{\}的(?P<what>[^，。；]+)")
_GIVEN = {
    "奖励": "reward", "补助": "subsidy", "补贴": "subsidy", "资助": "grant", "奖补": "reward or subsidy", "奖补资金": "reward or subsidy",
    "资金支持": "funding support", "资金奖励": "cash reward", "资金补助": "cash subsidy", "经费资助": "grant", "创业补贴": "start-up subsidy",
    "贷款": "loan",
}  # fmt: skip


def support_of(text: str, figures: Sequence[RenderedFigure]) -> str | None:
    """给予最高50万元奖励: what is given, and how much at most."""
    if len(figures) != 1 or figures[0].unit not in ("元", "%"):
        return None
    figure = figures[0]
    applied = _APPLIED.fullmatch(text[: figure.start] + "{}" + text[figure.end :])
    phrase = render_noun_phrase(applied["what"]) if applied else None
    if applied and phrase and not figure.percent:
        most = "at most " if applied["most"] else ""
        return f"can be applied for: {phrase.plural}: {most}{figure.words}"
    match = _GIVES.fullmatch(text[: figure.start] + "{}" + text[figure.end :])
    if not match or (figure.percent and not match["most"]) or not (match["lead"] or match["once"] or match["most"]):
        return None
    once = "one-off " if match["once"] or match["once2"] else ""
    most = "at most " if match["most"] else ""
    return f"{once}{_GIVEN[match['what']]}: {most}{figure.words}"

"""What stands between a Chinese term and its figure, in English: 增长 … 左右 is growth of about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.rendered_figures import RenderedFigure
from bot.renderings import chinese_terms

# What stands between what is measured and its figure; the longest first. {} is the figure with its bound.
RELATIONS = {
    "年均增长": "annual average growth of {}", "年均增速达到": "annual average growth of {}",
    "年均增速": "annual average growth of {}", "年均分别增长": "annual average growth of {}",
    "同比增长": "growth of {} on the year before", "比上年增长": "growth of {} on the year before",
    "比去年增长": "growth of {} on the year before", "较上年增长": "growth of {} on the year before",
    "同比下降": "a fall of {} from the year before", "比上年下降": "a fall of {} from the year before",
    "增长": "growth of {}", "增速达到": "growth of {}", "上涨": "a rise of {}", "下降": "a fall of {}", "降低": "a fall of {}",
    "减少": "a decrease of {}", "压减": "a cut of {}", "提高": "a rise of {}", "提升": "a rise of {}", "增加": "an increase of {}",
    "提高到": "an increase to {}", "提高至": "an increase to {}", "提升到": "an increase to {}", "提升至": "an increase to {}",
    "增加到": "an increase to {}", "增加至": "an increase to {}", "增至": "an increase to {}", "扩大到": "an increase to {}",
    "降低到": "a decrease to {}", "降低至": "a decrease to {}", "下降到": "a decrease to {}", "下降至": "a decrease to {}", "降至": "a decrease to {}",
    "控制在": "kept {}", "稳定在": "kept {}", "稳定保持在": "kept {}", "保持在": "kept {}", "维持在": "kept {}",
    "达到": "{}", "达": "{}", "为": "{}", "实现": "{}", "突破": ">{}", "超过": ">{}", "超": ">{}", "高于": ">{}", "大于": ">{}",
    "达到或超过": ">={}", "不低于": ">={}", "不少于": ">={}", "不小于": ">={}", "至少": ">={}", "不得低于": "must not be less than {}",
    "不得少于": "must not be less than {}", "不得超过": "must not be more than {}", "不得高于": "must not be more than {}",
    "不超过": "<={}", "不高于": "<={}", "不大于": "<={}", "最高不超过": "<={}", "最高": "<={}", "最多": "<={}",
    "低于": "<{}", "小于": "<{}", "少于": "<{}", "不足": "<{}", "近": "nearly {}", "接近": "nearly {}", "约": "about {}",
}  # fmt: skip
RELATION = re.compile(f"(?:{'|'.join(sorted(RELATIONS, key=len, reverse=True))})$")
BOUND = re.compile(r"(?P<more>[多余])?(?P<word>及?以上|左右|以内|以下)?(?P<of>的)?")
_BOUNDS = {"以上": ">=", "及以上": ">=", "左右": "about ", "以内": "within ", "以下": "<="}
_WORDS = {">=": "at least ", ">": "more than ", "<=": "at most ", "<": "less than "}


def relations_before(text: str) -> tuple[str, list[str]]:
    """A text without the relations at its end, and these in their order."""
    words: list[str] = []
    while match := RELATION.search(text):
        if _ends_in_term(text, match.group()):
            break
        words.insert(0, match.group())
        text = text[: match.start()]
    return text, words


def _ends_in_term(before: str, word: str) -> bool:
    """Whether the last word is the end of a term that is no relation (居民消费价格涨幅, 速度)."""
    return any(before.endswith(term) and len(term) > len(word) for term in chinese_terms() if term.endswith(word))


def bounded(figure: RenderedFigure, relations: Sequence[str], bound: str) -> str | None:
    """The figure with its relation and bound; None where the two do not go together."""
    if bound.startswith("多"):
        if bound != "多" or figure.percent:
            return None
        sign = ">"
    else:
        sign = _BOUNDS.get(bound, "")
    shapes = [RELATIONS[word] for word in relations]
    pattern = "{}"
    for shape in shapes:
        if shape == "{}":
            continue
        if shape[0] in "<>":
            if sign:
                return None
            sign = shape[: shape.index("{")]
        elif pattern != "{}":
            return None
        elif shape in ("nearly {}", "about {}"):
            if sign:
                return None
            sign = shape[:-2]
        else:
            pattern = shape
    words = _WORDS.get(sign, sign) + figure.words
    if pattern == "kept {}":
        lead = {"": "at ", ">=": "at ", "about ": "at ", "within ": "", "<=": "at "}.get(sign)
        if lead is None:
            return None
        words = f"{figure.words} or more" if sign == ">=" else f"{figure.words} or less" if sign == "<=" else words
        return f"kept {lead}{words}"
    if sign == "within " and pattern == "{}":
        words = f"within {figure.words}"
    elif sign == "within ":
        return None
    if pattern.startswith("must") and sign:
        return None
    return pattern.format(words)

"""What OCR cannot tell by shape, told by what stands beside: the width of signs, brackets, dashes and blanks."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

_HAN = re.compile(r"[\u3400-\u9fff]")
_CHINESE = re.compile(r"[\u3400-\u9fff，。、；：《》〈〉“”（）]")
_ROUND = {"(": "（", ")": "）"}
_WIDE = {":": "：", ";": "；", ",": "，", "?": "？", "!": "！"}
_AFTER_HAN = re.compile(r"(?<=[\u3400-\u9fff》”’）])[:;,?!](?=[\u3400-\u9fff“《（]|\s*$)|(?<=[\u3400-\u9fff]):(?=\d)")
_YEAR = re.compile(r"(?<=[\u3400-\u9fff])[\[［〔【(（]((?:19|20)\d\d)[\]］〕】)）](?=第?\d{1,4}号)")
_DASH = re.compile(r"(?<=[\d年月日%])[一\-](?=(?:19|20)\d\d)|(?<=\d)一(?=\d)|^一(?=\s?\d+\s?[一—-]$)|(?<=\d)一$")
_TWO_FOR_ONE = (
    (re.compile(r"(?<=\d)%[0oO](?![\d.%])"), "‰"),
    (re.compile(r"(?<=[\u3400-\u9fff])[\[［〔]((?:19|20)\d\d)[\]］〕]{2}(?=第?\d{1,4}号)"), r"〔\1〕"),
)
_PITCHES = 4
_WIDE_PITCH = 1.5


def mended(text: str) -> str:
    """A line with the signs that its Chinese neighbours call for; one for one, so that places stay."""
    if _CHINESE.search(text):
        text = _paired(_with_titles(_with_brackets(text)))
        text = _AFTER_HAN.sub(lambda found: _WIDE[found.group()], text)
        text = _YEAR.sub(r"〔\1〕", text)
    return _DASH.sub("—", text)


def with_whole_signs(text: str) -> str:
    """A line with one sign for what OCR reads as two."""
    for pattern, sign in _TWO_FOR_ONE:
        text = pattern.sub(sign, text)
    return text


def _with_brackets(text: str) -> str:
    """Round brackets made wide where Chinese stands next to one of a pair."""
    open_at: list[int] = []
    pairs: list[tuple[int, ...]] = []
    for index, character in enumerate(text):
        if character in "(（":
            open_at.append(index)
        elif character in ")）":
            pairs.append((open_at.pop(), index) if open_at else (index,))
    signs = list(text)
    for pair in [*pairs, *((index,) for index in open_at)]:
        beside = "".join(text[max(0, index - 1) : index + 2] for index in pair)
        if _CHINESE.search(beside):
            for index in pair:
                signs[index] = _ROUND.get(signs[index], signs[index])
    return "".join(signs)


def _with_titles(text: str) -> str:
    """Angles beside Chinese made the marks of titles: 〈〉 inside of 《》, which itself may begin or end elsewhere."""
    signs = list(text)
    for index, sign in enumerate(text):
        if sign not in "<>" or not _CHINESE.search(text[max(0, index - 1) : index] + text[index + 1 : index + 2]):
            continue
        before, after = "".join(signs[:index]), text[index + 1 :]
        if sign == "<":
            signs[index] = "〈"
        else:
            is_inner = before.count("〈") > before.count("〉") or 0 <= after.find("》") < (
                after.find("《") % (len(text) + 1)
            )
            signs[index] = "〉" if is_inner else "》"
    return "".join(signs)


def _paired(text: str) -> str:
    """Straight quotation marks curled: the first opens, the next closes."""
    if '"' not in text:
        return text
    is_open = False
    curled = []
    for character in text:
        if character in '"“”':
            if character == '"':
                character = "”" if is_open else "“"
            is_open = character == "“"
        curled.append(character)
    return "".join(curled)


def spaced(text: str, centres: Sequence[float]) -> tuple[str, tuple[float, ...]]:
    """A line with a blank where two Chinese characters stand apart by more than the others of the line."""
    pairs = [
        (index, centres[index] - centres[index - 1])
        for index in range(1, len(text))
        if _HAN.match(text[index]) and _HAN.match(text[index - 1])
    ]
    if len(pairs) < _PITCHES:
        return text, tuple(centres)
    pitch = statistics.median(distance for _, distance in pairs)
    wide = {index for index, distance in pairs if distance > _WIDE_PITCH * pitch}
    made: list[tuple[str, float]] = []
    for index, (character, centre) in enumerate(zip(text, centres, strict=True)):
        if index in wide:
            made.append((" ", (centre + made[-1][1]) / 2))
        made.append((character, centre))
    return "".join(character for character, _ in made), tuple(centre for _, centre in made)

"""What a Chinese clause opens with before it says anything: list marks, a time, an aim."""

from __future__ import annotations

import re

from bot.renderings import chinese_terms

_LEAD = re.compile(
    r"(?:其中|同时|并且|并|也|再(?=[新建培打])|还|[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d{1,2}[.．、](?!\d))"
)
_AIM = {
    "努力实现": "aim:", "力争实现": "aim:", "力争": "aim:", "争取": "aim:", "努力": "aim:", "确保": "to be ensured:",
    "保证": "to be ensured:", "预计": "expected:", "预期": "expected:", "计划": "planned:", "推动": "aim:", "实现": "",
}  # fmt: skip
_AIMED = re.compile("|".join(sorted(_AIM, key=len, reverse=True)))
_YEAR = r"(?:19|20)\d\d年"
_TIME = re.compile(
    rf"(?P<by>[到至](?:{_YEAR})(?P<end>底|末|年底)?|(?:{_YEAR})(?P<end2>底|末|年底)?前)|(?P<year>{_YEAR})(?P<whole>全年)?"
    r"|(?P<word>全年|年内|今年|本年度|去年|每年|三年内|五年|三年|“十[三四五]五”(?:时期|期间)|上半年|一季度)"
)
_TIMES = {
    "全年": "full year", "年内": "within the year", "今年": "“this year”", "本年度": "“this year”", "去年": "“last year”",
    "每年": "each year", "三年内": "within three years", "五年": "over five years", "三年": "over three years",
    "上半年": "first half of the year", "一季度": "first quarter",
}  # fmt: skip
# Times that are of their own clause only; a year, or a year to be reached, may be of those behind it too.
OWN_TIMES = frozenset(words for words in _TIMES.values() if not words.startswith("“"))
_PERIODS = {
    f"“十{n}五”{word}": f"{year} to {year + 4}"
    for n, year in (("三", 2016), ("四", 2021), ("五", 2026))
    for word in ("时期", "期间")
}


def opening_of(text: str) -> tuple[str, str, str]:
    """The aim and the time that a clause opens with, in English, and the rest of the clause."""
    aim = time = ""
    while True:
        if match := _LEAD.match(text):
            text = text[match.end() :]
        elif (match := _TIME.match(text)) and not _is_of_term(text):
            words = _time_words(match)
            time = f"{time}, {words}" if time and time != words else words
            text = text[match.end() :]
        elif (match := _AIMED.match(text)) and not _is_of_term(text):
            aim = aim or _AIM[match.group()]
            text = text[match.end() :]
        else:
            return aim, time, text


def _is_of_term(text: str) -> bool:
    """Whether a text opens with a known term, so that its first characters are no word of their own."""
    return any(text.startswith(term) for term in chinese_terms() if term[0] == text[0])


def _time_words(match: re.Match[str]) -> str:
    years: list[str] = re.findall(r"\d{4}", match.group())
    if match["by"]:
        return f"by {'the end of ' if match['end'] or match['end2'] else ''}{years[0]}"
    if match["year"]:
        return years[0]
    word = str(match["word"])
    return _PERIODS.get(word) or _TIMES[word]

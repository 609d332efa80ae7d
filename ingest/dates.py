"""Dates in documents: 2024年3月5日, 二〇二四年三月五日, 2024-03-05, March 5, 2024."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "Ｏ": 0, "O": 0, "零": 0, "0": 0}
_YEAR = r"(?:(?:1[89]|20)\s?\d\s?\d|[一二][〇○Ｏ零OＯ一二三四五六七八九0]{3})"
_PART = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_CHINESE = rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_PART})\s*月\s*(?P<d>{_PART})\s*日"
_ISO = r"(?P<iy>(?:19|20)\d{2})\s?[-/.](?P<im>\d{1,2})[-/.]\s?(?P<id>\d{1,2})(?!\d)"
_ENGLISH = rf"(?P<em>{_MONTH})\s+(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<ey>(?:19|20)\d{{2}})\b"
_DAY_FIRST = rf"(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<dm>{_MONTH})\s*,?\s+(?P<dy>(?:19|20)\d{{2}})\b"
# as machine translation leaves them: 2021 July 14th, August 2021 On the 29th
_YEAR_FIRST = rf"(?P<fy>(?:19|20)\d{{2}})\s+(?P<fm>{_MONTH})\s+(?P<fd>\d{{1,2}})(?:st|nd|rd|th)\b"
_TORN = rf"(?P<tm>{_MONTH})\s+(?P<ty>(?:19|20)\d{{2}})\s+on the\s+(?P<td>\d{{1,2}})(?:st|nd|rd|th)\b"
DATE = re.compile(rf"{_CHINESE}|(?<!\d){_ISO}|\b{_ENGLISH}|\b{_DAY_FIRST}|\b{_YEAR_FIRST}|\b{_TORN}", re.IGNORECASE)
# for patterns of other modules: a Chinese or numeric date without groups
DATE_TEXT = rf"(?:{_YEAR}\s*年\s*{_PART}\s*月\s*{_PART}\s*日|(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})"
ENGLISH_DATE_TEXT = (
    rf"(?i:{_MONTH}\s+\d{{1,2}},?\s+(?:19|20)\d{{2}}|\d{{1,2}}\s+{_MONTH},?\s+(?:19|20)\d{{2}}"
    rf"|(?:19|20)\d{{2}}\s+{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|{_MONTH}\s+(?:19|20)\d{{2}}\s+on the\s+\d{{1,2}}(?:st|nd|rd|th)\b)"
)


def find_dates(text: str) -> Iterator[tuple[dt.date, int, int]]:
    """Every date of a text that exists in the calendar, and where it stands."""
    for found in DATE.finditer(text):
        date = _date(found)
        if date:
            yield date, found.start(), found.end()


def first_date(text: str) -> dt.date | None:
    """The first date of a text."""
    return next((date for date, _, _ in find_dates(text)), None)


def years_later(date: dt.date, years: int) -> dt.date:
    """The last day of a term of so many years that begins on a date."""
    day = date - dt.timedelta(days=1)
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def chinese_number(numeral: str) -> int:
    """The value of 12, 十二 or 二〇二四."""
    numeral = re.sub(r"\s", "", numeral)
    if numeral.isdecimal():
        return int(numeral)
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return (_DIGIT[tens] if tens else 1) * 10 + (_DIGIT[ones] if ones else 0)
    return int("".join(str(_DIGIT[c]) for c in numeral))


def _date(found: re.Match[str]) -> dt.date | None:
    part = found.groupdict()
    try:
        if part["y"]:
            return dt.date(*(chinese_number(part[name]) for name in "ymd"))
        if part["iy"]:
            return dt.date(int(part["iy"]), int(part["im"]), int(part["id"]))
        kind = next(kind for kind in "edft" if part[f"{kind}m"])
        month, day, year = part[f"{kind}m"], part[f"{kind}d"], part[f"{kind}y"]
        return dt.date(int(year), _MONTHS[month.lower().rstrip(".")], int(day))
    except (ValueError, KeyError):
        return None

"""From when until when a document says that it is in force."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.dates import DATE_TEXT, ENGLISH_DATE_TEXT, chinese_number, first_date, years_later
from ingest.excerpt import Place

# a long text speaks of itself near its two ends
_EDGE = 8000
_SELF = (
    r"(?:本|以上|上述)(?:[\u4e00-\u9fff]{0,6}(?:办法|条例|规定|通知|措施|细则|意见|方案|法|指引|公告|通告|政策|规则|决定|标准"
    r"|规划|计划|指南|实施)|自)"
)
_IN_FORCE = r"(?:施行|实施|执行|生效|试行|实行)"
_FROM = re.compile(rf"(?:自|从|于)?\s*(?P<date>{DATE_TEXT})\s*(?:起|之日起|开始)?\s*(?:正式|全面)?\s*{_IN_FORCE}")
_FROM_ENGLISH = re.compile(
    r"(?i)(?:come into (?:force|effect)|take effect|be effective|be implemented|effective|implemented|in force)"
    rf"\s+(?:on|from|as of|since)\s+(?P<date>{ENGLISH_DATE_TEXT})"
)
# what promulgates a text stands before it and goes for it, whatever an attached text says of itself
_PROMULGATED = re.compile(
    rf"(?:现予(?:以)?(?:公布|发布|印发|颁布)|本决定)[，,]?\s*自\s*(?:(?P<date>{DATE_TEXT})\s*起?|(?:公布|发布|颁布|印发)之日\s*起?)\s*{_IN_FORCE}"
)
_FROM_ISSUE = re.compile(
    rf"自?(?:本[\u4e00-\u9fff]{{2,4}})?(?:发布|公布|颁布|印发|签发|发文|下发)之日\s*(?:起|后)?\s*(?:[^，。；\n停]{{0,6}}?){_IN_FORCE}"
)
_TO = r"(?:截至|截止至|截止到|截止|至|到)"
_UNTIL = re.compile(
    rf"(?:有效期(?:限)?(?:{_TO}|为[^。；\n]{{0,20}}?至|[：:]?\s*自[^。；\n]{{0,24}}?至)"
    rf"|(?:施行|实施|执行|试行|有效)(?:期限?|时间)?{_TO}|(?:施行|实施|执行|试行)[，,]\s*(?:有效)?{_TO})\s*(?P<date>{DATE_TEXT})"
)
_SPAN = re.compile(rf"自\s*{DATE_TEXT}\s*起?\s*(?:施行|实施|执行)?\s*[，,]?\s*至\s*(?P<date>{DATE_TEXT})")
_PERIOD = re.compile(
    rf"(?:政策|办法|措施|细则|意见|方案|规定)[^。；\n]{{0,14}}?(?:实施|施行|执行|有效)期限?(?:为|：|:)?\s*自?\s*(?P<from>{DATE_TEXT})\s*起?\s*(?:至|到|[-—–~～]+)\s*(?P<date>{DATE_TEXT})"
)
_TRIAL = re.compile(
    rf"自\s*{DATE_TEXT}\s*起\s*(?:试行|施行|实施|执行)\s*(?P<years>[一二两三四五六七八九十]{{1,2}}|\d{{1,2}})\s*年(?!度|内)"
)
# a part has its own term
_OF_A_PART = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[项条款](?:[、和及]第[一二三四五六七八九十\d]{1,3}[项条款])*[^，。；]{0,12}$"
)
_TERM_OF_ANOTHER = re.compile(r"有效期(?:限)?[^，。；\n]{0,6}(?:与|同)[^，。；\n]{0,40}(?:一致|相同)")
SURE = 0.95
_UNTIL_ENGLISH = re.compile(rf"(?i)(?:valid|effective|in force) (?:until|through|till) (?P<date>{ENGLISH_DATE_TEXT})")
_NOT_ITS_OWN = re.compile(
    r"征求|申报|报名|公示|反馈|申请|受理|建设期|规划期|贷款|合同|许可|证书|资格|批件|认定|备案|登记"
)
_YEARS = re.compile(
    r"(?:有效期|试行期|暂行期|实施期|执行期|施行期)(?:限)?\s*(?:为|：|:)?\s*(?P<years>[一二两三四五六七八九十]{1,2}|\d{1,2})\s*年(?!度|内)"
)
_YEARS_ENGLISH = re.compile(r"(?i)valid for (?P<years>\d|one|two|three|four|five|ten) years?")
_WORDS = {"one": 1, "two": 2, "两": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_OWN_TERM = re.compile(rf"{_SELF}|[起日]\s*(?:施行|实施|执行|试行)|(?i:these|this)\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, the run of text that tells it, and how sure that is."""

    date: dt.date
    place: Place
    confidence: float = 0.9


def start_of(text: str, stated: Dated | None, issued: Dated | None) -> Dated | None:
    """The first day in force.

    Args:
        text: the document's text; a sentence about the document itself counts more than another.
        stated: the day that its heading gives, where the text gives none.
        issued: the day of issue, which 自发布之日起施行 means.

    """
    if promulgated := _PROMULGATED.search(text, 0, _EDGE):
        if promulgated["date"]:
            return _dated(promulgated, SURE)
        return Dated(issued.date, _place(promulgated), 0.85) if issued else None
    best: tuple[int, Dated] | None = None
    for pattern in (_FROM, _FROM_ENGLISH, _PERIOD):
        for found in _at_edges(pattern, text):
            before = re.split(r"[。；;\n]", text[max(0, found.start() - 40) : found.start()])[-1]
            own = pattern is _PERIOD or re.search(rf"{_SELF}|\b(?:[Tt]his|[Tt]hese)\b", before) is not None
            rank = 2 * own + (found.start() < 1500 or found.start() > len(text) - 2500)
            if not rank or ("《" in before and not own):
                continue
            dated = _dated(found, SURE if own else 0.75, "from" if pattern is _PERIOD else "date")
            if dated and (best is None or rank > best[0] or (rank == best[0] and own)):
                best = rank, dated
    if best or stated:
        return best[1] if best else stated
    at_issue = starts_at_issue(text)
    return Dated(issued.date, at_issue, 0.85) if at_issue and issued else None


def starts_at_issue(text: str) -> Place | None:
    """Where a text says that it is in force from its issue on, whenever that was."""
    found = list(_at_edges(_FROM_ISSUE, text))
    return _place(found[-1]) if found else None


def end_of(text: str, start: Dated | None) -> Dated | None:
    """The last day in force: stated, or the last of the years stated, counted from the first day."""
    for pattern in (_UNTIL, _UNTIL_ENGLISH, _SPAN, _PERIOD):
        chosen = None
        for found in _at_edges(pattern, text):
            sentence = _sentence(text, found.start(), found.end())
            before = text[max(0, found.start() - 40) : found.start()]
            of_another = re.search(r"》[^，。]{0,30}$", before) or _OF_A_PART.search(before) or _of_an_item(before)
            if of_another or (pattern is not _PERIOD and _NOT_ITS_OWN.search(sentence)):
                continue
            if pattern is not _SPAN or re.search(rf"{_SELF}|有效期", sentence):
                chosen = found
        if chosen and (dated := _dated(chosen, 0.9)):
            return dated
    if start and (term := _years(text)):
        years = _WORDS.get(term["years"].lower()) or chinese_number(term["years"])
        return Dated(years_later(start.date, years), _place(term), 0.85)
    return None


def has_term(text: str) -> bool:
    """Whether a text limits itself to a term, be it known or not when that begins and ends."""
    return _years(text) is not None or any(
        re.search(_SELF, _sentence(text, found.start(), found.end())) for found in _at_edges(_TERM_OF_ANOTHER, text)
    )


def _of_an_item(before: str) -> bool:
    """Whether "the above" goes for the item that a paragraph is about: it does not begin the paragraph."""
    sentence = re.split(r"[。；;]", before)[-1]
    return re.search(r"(?:上述|以上|该)[\u4e00-\u9fff]{0,6}$", sentence) is not None and "\n" not in before[-16:]


def _years(text: str) -> re.Match[str] | None:
    """Where a text says for how many years it is in force."""
    for pattern in (_YEARS, _TRIAL, _YEARS_ENGLISH):
        for found in _at_edges(pattern, text):
            sentence = _sentence(text, found.start(), found.end())
            if _OWN_TERM.search(sentence) and not _NOT_ITS_OWN.search(sentence):
                return found
    return None


def _at_edges(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches in a text; of a long one only those near its two ends."""
    if len(text) <= 2 * _EDGE:
        yield from pattern.finditer(text)
    else:
        yield from pattern.finditer(text, 0, _EDGE)
        yield from pattern.finditer(text, len(text) - _EDGE)


def _sentence(text: str, start: int, end: int) -> str:
    """What stands around a match up to the next full stops."""
    begin = max(text.rfind(mark, max(0, start - 120), start) for mark in "。；\n") + 1
    stops = [stop for mark in "。；\n" if (stop := text.find(mark, end, end + 120)) >= 0]
    return text[begin or max(0, start - 120) : min(stops, default=end + 60)]


def _dated(found: re.Match[str], confidence: float, group: str = "date") -> Dated | None:
    date = first_date(found[group])
    return Dated(date, _place(found), confidence) if date else None


def _place(found: re.Match[str]) -> Place:
    return Place(found.group(), found.start(), found.end())

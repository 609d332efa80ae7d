"""Headings, found by a document's own structure: 第X章, 第X条, 一、, （一）, 1., Article 5, and the format's ranks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import BlockKind
from ingest.lines import Line

ARTICLE = 40
SHORT = 40
SHORT_PHRASE = 60
SHORT_ENGLISH = 100

_NUMERAL = "[〇零一二三四五六七八九十百千两\\d]"
_NESTED = (
    (72, r"\d{1,2}\.(?P<n>\d{1,2})"),
    (74, r"(?:\d{1,2}\.){2}(?P<n>\d{1,2})"),
    (76, r"(?:\d{1,2}\.){3}(?P<n>\d{1,2})"),
)
_PATTERNS = (
    (8, re.compile(rf"附(?:件|录|表)\s*(?P<n>{_NUMERAL}*)\s*[：:]?(?=\s|$|[^、，。；])")),
    (10, re.compile(rf"第\s*(?P<n>{_NUMERAL}+)\s*编(?=\s|$|[^，。；、制])")),
    (20, re.compile(rf"第\s*(?P<n>{_NUMERAL}+)\s*[章部](?=\s|$|[^，。；、分门委级长])")),
    (30, re.compile(rf"第\s*(?P<n>{_NUMERAL}+)\s*节(?=\s|$|[^，。；、点])")),
    (
        ARTICLE,
        re.compile(
            rf"第\s*(?P<n>{_NUMERAL}+)\s*条(?:\s*之{_NUMERAL}+)?(?=\s|$|[^，。；、第款项的和与或至规例路线街河道船])"
        ),
    ),
    (50, re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})\s*[、．.]")),
    (60, re.compile(r"[（(]\s*(?P<n>[一二三四五六七八九十]{1,3})\s*[）)]")),
    (70, re.compile(r"(?P<n>\d{1,2})\s*(?:[、．]|\.(?!\d))")),
    *(
        (rank, re.compile(pattern + r"[.．]?\s*(?=[\u4e00-\u9fffA-Z])(?![亿万元倍个百千年月日人家项米度吨])"))
        for rank, pattern in _NESTED
    ),
    (80, re.compile(r"(?:[（(]\s*(?P<n>\d{1,2})\s*[）)]|(?P<m>\d{1,2})\s*[）)])")),
)
_PLAIN_NUMBER = re.compile(r"(?P<n>\d{1,2})\s+(?=[\u4e00-\u9fffA-Z])(?![亿万元倍个百千年月日人家项米度吨])")
_CHAPTER = 20
_CHAPTER_NAME = re.compile(r"总\s*则|附\s*则|法\s*律\s*责\s*任")
_ARTICLE_INSIDE = re.compile(rf"\s第{_NUMERAL}+条\s")
_ENGLISH = (
    (8, re.compile(r"(?:Annex|Appendix|Attachment)(?:\s+(?P<n>\d+|[A-Z]|[IVX]+))?(?=[\s:.]|$)")),
    (10, re.compile(r"(?:Part|PART)\s+(?P<n>\d+|[IVX]+|One|Two|Three|Four|Five|Six)\b")),
    (20, re.compile(r"(?:Chapter|CHAPTER)\s+(?P<n>\d+|[IVX]+|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b")),
    (30, re.compile(r"(?:Section|SECTION)\s+(?P<n>\d+|[IVX]+)\b")),
    (ARTICLE, re.compile(r"(?:Article|ARTICLE)\s+(?P<n>\d+|[IVX]+)(?=[\s:.]|$)")),
    (50, re.compile(r"(?P<n>[IVX]{1,5})\.\s")),
    (70, re.compile(r"(?P<n>\d{1,2})\.\s")),
    *((rank, re.compile(pattern + r"\.?\s+(?=[A-Z“\"])")) for rank, pattern in _NESTED),
    (80, re.compile(r"\((?P<n>\d{1,2}|[a-z])\)\s?")),
)
_SENTENCE_END = re.compile(r"[。；！？;!?，,、]$|[^A-Z]\.$")
_COLON_END = re.compile(r"[：:]$")
_STOP = re.compile(r"[。：:；;！？!?]|(?<!\bNo)(?<!\bArt)\.(?=\s|$)")
_CAPTION = re.compile(r"\s*(?:【[^】]{1,40}】|（[^）。；]{1,30}）|\([^).;]{1,60}\)|〔[^〕]{1,40}〕)")
_PHRASE_WITH_STOP = re.compile(r"[^，、；：。]{2,16}。|[^。；]{2,38}[？?]")
_NOT_HEADING = re.compile(r"[^：:]{1,15}[：:]$|[（(][^）)]*[）)]$|\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]")
_LATIN = re.compile(r"[A-Za-z]")
_LEADERS = re.compile(r"(?:[.…·．]\s*){4,}\d*$")


@dataclass(frozen=True, slots=True)
class Marker:
    """The sign that opens a line: its rank, its number (0 where it is none) and where it ends."""

    rank: int
    number: int
    end: int


def marker_of(text: str) -> Marker | None:
    """The structural sign that a line begins with."""
    patterns = _ENGLISH if text[:1].isascii() and _LATIN.search(text[:12]) and not _cjk(text) else _PATTERNS
    for rank, pattern in patterns:
        found = pattern.match(text)
        if found:
            groups = found.groupdict()
            return Marker(rank, _number(groups.get("n") or groups.get("m") or ""), found.end())
    return None


def mark_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines with the headings among them marked; a run-in heading becomes a line of its own."""
    marked: list[Line] = []
    in_article = False
    for line in lines:
        if line.kind is BlockKind.ROW:
            marked.append(line)
            continue
        if line.kind is BlockKind.HEADING:
            parts = _opened_article(line) or [line if _may_be_styled(line.text) else line.paragraph()]
            in_article = False
            marked.extend(parts)
            continue
        parts = _with_heading(line, in_article)
        if parts[0].kind is BlockKind.HEADING:
            in_article = ARTICLE in {part.rank for part in parts}
        marked.extend(parts)
    return _without_bare_lists(_evenly_ranked(_with_plain_numbers(marked)))


def _with_plain_numbers(lines: list[Line]) -> list[Line]:
    """The lines with 3 预警监测 as a heading where 3.1 is the next, or where 2 was one."""
    last = 0
    for index, line in enumerate(lines):
        found = _PLAIN_NUMBER.match(line.text) if line.kind is BlockKind.PARAGRAPH and not line.is_cut else None
        if found and _is_phrase(line.text[found.end() :], SHORT if _cjk(line.text) else SHORT_ENGLISH):
            number = int(found["n"])
            below = next((other.text for other in lines[index + 1 :] if other.kind is BlockKind.HEADING), "")
            if re.match(rf"{number}\.1\b", below) or number == last + 1 > 1:
                lines[index], last = line.heading(70), number
    return lines


def _evenly_ranked(lines: list[Line]) -> list[Line]:
    """Headings ranked by their signs, where the format styles some of them and forgets others of the same sign or above."""
    highest = min((line.rank for line in lines if line.kind is BlockKind.HEADING and line.rank > 8), default=None)
    even = []
    for line in lines:
        marker = marker_of(line.text) if highest and 0 < line.rank <= 6 else None
        even.append(line.heading(marker.rank) if marker and highest and marker.rank >= highest else line)
    return even


def _with_heading(line: Line, in_article: bool) -> list[Line]:
    """The line as a heading, as a heading and its paragraph, or as it is."""
    text = line.text
    marker = marker_of(text)
    if marker is None or _LEADERS.search(text[-200:]):
        return [line.heading(_CHAPTER)] if _CHAPTER_NAME.fullmatch(text) else [line]
    if marker.rank == ARTICLE:
        return _opened_article(line) or [line]
    inside = _ARTICLE_INSIDE.search(text, marker.end, SHORT) if marker.rank in (10, _CHAPTER, 30) else None
    if inside:
        head, tail = line.split(inside.start())
        return [head.heading(marker.rank), *(_opened_article(tail) or [tail])]
    limit = SHORT if _cjk(text) else SHORT_ENGLISH
    rest = text[marker.end :].strip()
    if marker.rank == 8 and (_COLON_END.search(text) or re.match(r"[：:]", rest) or len(text) > limit):
        return [line]
    if not rest and marker.rank > 50:
        return [line]
    is_whole = _is_phrase(rest, limit) or (not in_article and _PHRASE_WITH_STOP.fullmatch(rest) is not None)
    if is_whole and not line.is_cut:
        return [line.heading(marker.rank)] if not _COLON_END.search(text) or marker.rank <= 50 else [line]
    stop = _STOP.search(text, marker.end)
    if in_article or marker.rank < 50 or stop is None or stop.group() not in "。.":
        return [line]
    head, tail = line.split(stop.end())
    longest = SHORT if _cjk(text) else SHORT_PHRASE
    if (
        marker.end + 3 < len(head.text) <= longest
        and (len(tail.text) >= 15 or line.is_cut)
        and "，" not in head.text[limit // 2 + 5 :]
    ):
        return [head.heading(marker.rank), tail]
    return [line]


def _is_phrase(text: str, limit: int) -> bool:
    """Whether a text is as short as a heading and no sentence."""
    if _SENTENCE_END.search(text):
        return False
    return len(text) <= limit or (len(text) <= SHORT_PHRASE and not re.search("[，。；：]", text))


def _may_be_styled(text: str) -> bool:
    """Whether a line set as a heading reads like one: no label, no date, nothing that stands in brackets as a whole."""
    return _NOT_HEADING.match(text) is None and not (_SENTENCE_END.search(text) and len(text) > SHORT)


def _opened_article(line: Line) -> list[Line] | None:
    """第五条 and its caption as the heading, what follows as its paragraph; None where the line opens no article."""
    marker = marker_of(line.text)
    if marker is None or marker.rank != ARTICLE:
        return None
    caption = _CAPTION.match(line.text, marker.end)
    cut = caption.end() if caption else marker.end
    rest = line.text[cut:]
    rank = line.rank or ARTICLE
    is_short = len(line.text) <= SHORT and not re.search(r"[。；：，:;,.]", rest)
    is_named = not line.is_cut and not _cjk(line.text) and _is_phrase(rest.lstrip(" :.–—-"), SHORT_ENGLISH)
    if not rest.strip() or is_short or is_named:
        return [line.heading(rank)]
    if not caption and rest[:1] not in " \u3000:：." and not _cjk(rest[:2]) and rest[:1] not in "【（《“":
        return None
    head, tail = line.split(cut)
    return [head.heading(rank), tail.paragraph()]


def _without_bare_lists(lines: list[Line]) -> list[Line]:
    """Headings with nothing below them (a table of contents, a list of short items) made paragraphs again."""
    kept = list(lines)
    for index, line in enumerate(lines):
        if line.kind is not BlockKind.HEADING:
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        bare = after is None or (after.kind is BlockKind.HEADING and after.rank <= line.rank)
        if bare or _ends_list(lines, kept, index):
            kept[index] = line.paragraph()
    return kept


def _ends_list(lines: list[Line], kept: list[Line], index: int) -> bool:
    """Whether a heading is the last item of a list whose items before it were made paragraphs."""
    if index == 0 or lines[index - 1].rank != lines[index].rank or kept[index - 1].kind is BlockKind.HEADING:
        return False
    before, here = marker_of(lines[index - 1].text), marker_of(lines[index].text)
    return before is not None and here is not None and here.number == before.number + 1


def _cjk(text: str) -> bool:
    return re.search(r"[\u3400-\u9fff]", text) is not None


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_WORDS = {
    w: i for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1)
}


def _number(numeral: str) -> int:
    """The value of 12, 十二, XII, b or two; 0 where there is none."""
    if numeral.isdecimal():
        return int(numeral)
    if numeral.lower() in _WORDS:
        return _WORDS[numeral.lower()]
    if numeral and set(numeral) <= set(_ROMAN):
        values = [_ROMAN[c] for c in numeral]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    if len(numeral) == 1 and numeral.isascii():
        return ord(numeral.lower()) - ord("a") + 1
    total = digit = 0
    for c in numeral:
        if c in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
        else:
            digit = _DIGITS.get(c, 0)
    return total + digit

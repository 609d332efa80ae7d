"""The policies that a document rests on: 根据《…》, 贯彻落实《…》, in accordance with the "…"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.excerpt import Excerpt, Indication, Place
from vectorstore.versions import names_of, same_title

_TITLE = re.compile(r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){4,150})》")
_RESTS_ON = re.compile(r"根据|依据|按照|遵照|贯彻|落实")
# what follows is made by the document, or is said of something else
_MAKES = re.compile(r"制定|制订|编制|现将|现予|现印发|出台|起草|废止|代替|违反")
_SENTENCE = re.compile(r"[^。；;]+")
# what is filled in or signed is no policy, nor is a short name of one
_POLICY = re.compile(
    r"(?:法|条例|规定|办法|意见|通知|方案|规划|计划|纲要|决定|决议|建议|措施|细则|规则|标准|指南|指引|政策|目录|清单|公告|通告|批复|函|报告|要求|制度|规程"
    r"|规范|章程|公约|协定|守则|准则|机制|行动|名录|要点)(?:》|[（(][^（()）]*[）)]|\d+条)*$"
)
_NO_POLICY = re.compile(
    r"(?:表|书|合同|协议|证|票|单|图|简称|台账)$|^(?:本|该|新|原)?(?:若干|暂行|实施)?(?:办法|条例|通知|意见|规定|方案|措施|细则|规划|公告)$"
    r"|关于(?:修改|废止)"
)
_ENGLISH = re.compile(
    r"(?i:in accordance with|according to|pursuant to|on the basis of|based on|in line with|implement(?:ing|ation of)?|spirit of)"
    r"(?: the)?(?: relevant)?(?: \w+){0,6}? ?[\"“](?P<title>[A-Z][^\"“”\n]{11,180})[\"”]"
)
_ENGLISH_NEXT = re.compile(r"(?:,| and|, and)(?: the)? ?[\"“](?P<title>[A-Z][^\"“”\n]{11,180})[\"”]")
_ENGLISH_POLICY = re.compile(
    r"(?i)\b(?:law|regulations?|measures|notice|circular|opinions?|plan|provisions|rules|outline|decision|guidelines?|program|catalogue|list)\b"
)
_MOST = 60


def upstream_of(excerpt: Excerpt, title: str) -> tuple[Indication, ...]:
    """The titles of the policies that a document says it follows, each with the words that say so; not its own."""
    own = names_of(title)
    found: dict[str, Indication] = {}
    for name, place in (*_chinese(excerpt.document.text), *_english(excerpt.document.text)):
        key = same_title(name)
        if key not in own and key not in found and len(found) < _MOST:
            found[key] = Indication(name, place, 0.9)
    return tuple(found.values())


def _chinese(text: str) -> Iterator[tuple[str, Place]]:
    """The titles behind 根据 and the like, up to the sentence's end or to what the document makes of them."""
    for sentence in _SENTENCE.finditer(text):
        if "《" not in sentence.group():
            continue
        start: int | None = None
        at = sentence.start()
        for title in _TITLE.finditer(text, sentence.start(), sentence.end()):
            between = text[at : title.start()]
            verbs, makes = list(_RESTS_ON.finditer(between)), list(_MAKES.finditer(between))
            if verbs and (not makes or makes[-1].start() < verbs[-1].start()):
                start = at + verbs[-1].start()
            elif makes or "\n" in between:
                start = None
            at = title.end()
            name = re.sub(r"\s+", "", title["title"])
            if start is not None and _POLICY.search(name) and not _NO_POLICY.search(name):
                yield name, Place(text[start:at], start, at)


def _english(text: str) -> Iterator[tuple[str, Place]]:
    for found in _ENGLISH.finditer(text):
        begin = found.start()
        following: re.Match[str] | None = found
        while following:
            name = re.sub(r"\s+", " ", following["title"]).strip(" ,")
            if _ENGLISH_POLICY.search(name):
                yield name, Place(text[begin : following.end()], begin, following.end())
            following = _ENGLISH_NEXT.match(text, following.end())

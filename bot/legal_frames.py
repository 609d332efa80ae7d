"""What Chinese rules say of time and duty, in English: in force from, valid until, repealed, within days, must not, means.

What is not translated of such a sentence stays in Chinese between quotation marks; a piece that denies something is
never left so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.chinese_clauses import Fact, plain
from bot.polarity import negations
from bot.rendered_figures import figures_in_chinese, render_chinese_date
from bot.renderings import render_noun_phrase

_KINDS = {
    "条例": "these Regulations", "办法": "these Measures", "规定": "these Provisions", "法": "this Law", "细则": "these Rules",
    "实施细则": "these Implementation Rules", "通知": "this Notice", "措施": "these Measures", "若干措施": "these Measures",
    "意见": "these Opinions", "方案": "this Plan", "决定": "this Decision", "公告": "this Announcement", "规则": "these Rules",
    "政策": "this policy", "标准": "this Standard",
}  # fmt: skip
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_DAY = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
_IN_FORCE = re.compile(
    rf"(?:本(?P<kind>{_KIND}))?自(?:(?P<day>{_DAY})起|(?P<event>公布|发布|印发|颁布|签发)之日起)(?:正式)?(?P<what>施行|实施|执行|生效)(?!的|后|前)"
)
_EVENTS = {"公布": "promulgation", "发布": "publication", "印发": "issue", "颁布": "promulgation", "签发": "signing"}
_VALID = re.compile(
    rf"(?:本(?:{_KIND}))?有效期(?:为)?(?:至(?P<day>{_DAY})(?:止)?|(?P<span>[一二三四五六七八九十\d]+年))(?=[，,。；;]|$)"
)
_REPEALED = re.compile(
    r"(?P<titles>《[^》]+》(?:[（(][^（()）]*[）)])?(?:[、和及]《[^》]+》(?:[（(][^（()）]*[）)])?)*)(?P<same>同时|即行|相应|予以|自行|一并)?废止"
)
_MEANS = re.compile(
    r"(?:本(?:条例|办法|规定|法|细则|意见|方案|通知)所称的?|)(?P<term>[^，。；是]{2,24})[，,]?(?:是指|指的是)"
)
_WITHIN = re.compile(
    r"(?:(?P<who>[^，,。；]{2,20})?应当)(?:(?:自|在)(?P<event>[^，,。；自在]{2,24})之日起|在)?(?P<span>[一二三四五六七八九十百\d]+(?:个工作日|个月|日|天))(?:之)?内"
    r"(?P<act>[^，,。；]{2,40})"
)
_MUST_NOT = re.compile(r"(?P<who>[^，,。；]{2,16})(?P<word>不得|禁止)(?P<act>[^，,。；\d]{2,30})")
_MARK = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十百]+条)\s*")
_LISTED = ("有下列行为", "有以下行为", "实施下列行为", "从事下列活动", "有下列情形")
_LONGEST_TITLES = 90


def legal_facts_of(sentence: str, offset: int = 0) -> Iterator[Fact]:
    """The facts of a sentence in the wording of rules; offsets count from `offset`. The whole sentence must be one of them."""
    text = plain(sentence)
    if text is None:
        return
    text = _MARK.sub("", text.strip("。；;，, "))
    rest = text
    words: list[str] = []
    for pattern, say in ((_IN_FORCE, _in_force), (_VALID, _valid), (_REPEALED, _repealed)):
        match = pattern.search(rest)
        said = say(match) if match and (pattern is _REPEALED or _opens(rest, match)) else None
        if match and pattern is _VALID and not words and not match.group().startswith("本"):
            said = None  # of what it is, another clause says
        if match and said:
            words.append(said)
            rest = rest[: match.start()] + rest[match.end() :]
    alone = not rest.strip("，,。；;、") if words else False
    if words and (alone or not (negations(rest) or re.search(r"除|但|如|若|原", rest))):
        yield Fact(offset, offset + len(sentence), "; ".join(words), True)
        return
    for pattern, say in ((_MEANS, _means), (_WITHIN, _within), (_MUST_NOT, _must_not)):
        match = pattern.match(text)
        said = say(match) if match else None
        if said:
            yield Fact(offset, offset + len(sentence), said, True)
            return


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a clause opens with the match, or names only what kind of document it is: no other thing is meant."""
    lead = re.split("[，,。；;、]", text[: match.start()])[-1]
    return not lead or re.fullmatch("本[\u4e00-\u9fff]{1,6}", lead) is not None


def _in_force(match: re.Match[str]) -> str | None:
    kind = f"{_KINDS[match['kind']]}: " if match["kind"] else ""
    if match["event"]:
        return f"{kind}in force from the day of {_EVENTS[match['event']]}"
    day = render_chinese_date(match["day"])
    return f"{kind}in force from {day}" if day else None


def _valid(match: re.Match[str]) -> str | None:
    if match["day"]:
        day = render_chinese_date(match["day"])
        return f"valid until {day}" if day else None
    span = _span(match["span"])
    return f"valid for {span}" if span else None


def _repealed(match: re.Match[str]) -> str | None:
    titles = match["titles"]
    same = " at the same time" if match["same"] == "同时" else ""
    if len(titles) > _LONGEST_TITLES:
        return f"repealed{same}: the documents that the quote names"
    return f"repealed{same}: {titles}"


def _means(match: re.Match[str]) -> str | None:
    term = render_noun_phrase(match["term"])
    if term is None:
        return None
    return f"definition of {term.words} (“{match['term']}”): what it means follows in Chinese"


def _within(match: re.Match[str]) -> str | None:
    span, who = _span(match["span"]), _piece(match["who"] or "")
    event, act = _piece(match["event"] or ""), _piece(match["act"])
    if not span or act is None or who is None or event is None:
        return None
    since = f" of {event}" if event else ""
    return f"{who or 'duty'}: must, within {span}{since}, {act}"


def _must_not(match: re.Match[str]) -> str | None:
    if match.end() != len(match.string):
        return None
    who = _piece(match["who"])
    listed = match["act"].rstrip("：:") in _LISTED
    act = "do what the next lines list" if listed else _piece(match["act"].rstrip("：:"))
    if who is None or act is None or (who[0] == act[0] == "“"):
        return None
    return f"{who}: {'must not' if match['word'] == '不得' else 'prohibited:'} {act}"


def _piece(text: str) -> str | None:
    """A piece of a rule: rendered where it is known, else in Chinese between quotation marks; None where it denies."""
    if not text:
        return ""
    if (
        negations(text.replace("是否", ""))
        or any(figures_in_chinese(text))
        or re.search(r"除|但|如果|以外|之外|[“”]", text)
    ):
        return None
    text = text.strip(",，")
    phrase = render_noun_phrase(text)
    return phrase.words if phrase else f"“{text}”"


def _span(text: str) -> str | None:
    figure = next(figures_in_chinese(text), None)
    return figure.words if figure and (figure.start, figure.end) == (0, len(text)) else None

"""English clauses as short Chinese facts: in force from, repealed, what must be at least, what grows by how much.

A clause is rendered where all of it is understood, else not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.chinese_clauses import Fact
from bot.rendered_figures import english_dates, figures_in_english
from bot.renderings import render_english_phrase

_IN_FORCE = re.compile(
    r"(?:(?:shall|will) )?(?:come into (?:force|effect)|enter into force|take effect|be (?:implemented|effective))"
    r"(?: (?:on|from|as of|as from|since|starting from))? \{\}$",
    re.IGNORECASE,
)
_WAS_IN_FORCE = re.compile(
    r"(?:came into (?:force|effect)|took effect|entered into force) (?:on|from) \{\}$", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"(?:(?:the|these|this) )?(?P<above>above )?(?P<what>regulations?|measures|provisions|law|rules|standards?|notice|opinions|plan|decision|circular)",
    re.IGNORECASE,
)
_SUBJECTS = {
    "regulation": "条例", "measures": "办法", "provisions": "规定", "law": "法", "rules": "规则", "standard": "标准", "notice": "通知",
    "opinions": "意见", "plan": "方案", "decision": "决定", "circular": "通知",
}  # fmt: skip
_REPEALED = re.compile(
    r"(?:shall be|is|are|will be)(?P<same> (?:simultaneously|hereby))? (?:repealed|abolished|annulled)(?P<same2> (?:simultaneously|at the same time))?$",
    re.IGNORECASE,
)
_VALID = re.compile(r"(?:shall be |is |are )?valid (?P<way>until|for) (?P<what>[^,;]+)$", re.IGNORECASE)
_TIME = re.compile(r"(?P<way>by|in) (?:the )?(?P<end>end of )?(?:the year )?(?P<year>(?:19|20)\d\d)$", re.IGNORECASE)
_LEADING_TIME = re.compile(r"^(?P<way>by|in) (?:the )?(?P<end>end of )?(?P<year>(?:19|20)\d\d),? (?=\w)", re.IGNORECASE)
_VERB = r"(?P<modal>(?:will|shall|should|must|is to|are to|is expected to) )?"
_BOUNDS = {
    "not less than": "不低于", "no less than": "不低于", "at least": "至少", "not lower than": "不低于", "no lower than": "不低于",
    "more than": "超过", "over": "超过", "not more than": "不超过", "no more than": "不超过", "at most": "不超过",
    "not exceeding": "不超过", "about": "约", "around": "约", "approximately": "约", "less than": "低于", "nearly": "近",
}  # fmt: skip
_BOUND = f"(?:(?P<bound>{'|'.join(sorted(_BOUNDS, key=len, reverse=True))}) )?"
_RELATIONS = [
    (re.compile(rf"{_VERB}(?P<no>not )?(?:exceed|be more than) $", re.I), "超过{}", "不超过{}", "不得超过{}"),
    (re.compile(rf"{_VERB}(?:be|is|are|reach|total) {_BOUND}$", re.I), "{}", None, None),
    (re.compile(rf"{_VERB}(?:grow|increase|rise)s? by {_BOUND}$", re.I), "增长{}", None, None),
    (re.compile(rf"{_VERB}(?:be reduced|fall|decrease|drop|decline)s? by {_BOUND}$", re.I), "下降{}", None, None),
    (re.compile(rf"{_VERB}(?:be (?:increased|raised)|increase|rise)s? to {_BOUND}$", re.I), "提高到{}", None, None),
    (re.compile(rf"{_VERB}(?:be reduced|fall|decrease|drop)s? to {_BOUND}$", re.I), "下降到{}", None, None),
    (re.compile(rf"(?P<bound>{'|'.join(sorted(_BOUNDS, key=len, reverse=True))}) $", re.I), "{}", None, None),
]
_MODALS = {"shall": "应", "should": "应", "must": "应"}
_CLAUSE_END = re.compile(r",(?!\d{3}(?!\d)) |; |: | and (?=the )|[.;]$")


_HEDGED = re.compile(
    r"\b(?:if|unless|except|excluding|other than|in case|provided|where|when|until|no longer|previously|originally|would|might)\b",
    re.IGNORECASE,
)


def english_facts_of(sentence: str, offset: int = 0) -> Iterator[Fact]:
    """The rendered clauses of an English sentence, in order; offsets count from `offset`.

    A sentence with a condition or an exception has none: it may bind any of its clauses.
    """
    if _HEDGED.search(sentence.replace("valid until", "")):
        return
    start, time = 0, ""
    dates = [(a, b) for a, b, _ in english_dates(sentence)]
    ends = [m for m in _CLAUSE_END.finditer(sentence) if not any(a < m.end() and m.start() < b for a, b in dates)]
    for stop, following in [*((m.start(), m.end()) for m in ends), (len(sentence), len(sentence))]:
        clause = sentence[start:stop]
        bare = re.sub("^(?:and|while) ", "", " ".join(clause.split()).rstrip("."))
        opening = _TIME.fullmatch(bare)
        if opening:
            time = _time(opening)
        else:
            leading = _LEADING_TIME.match(bare)
            if leading:
                time, bare = _time(leading), bare[leading.end() :]
            words = _rendered(bare)
            if words:
                yield Fact(offset + start, offset + stop, time + words, bool(time) or "年" in words)
                time = ""
        start = following


def _time(match: re.Match[str]) -> str:
    return ("到" if match["way"].lower() == "by" else "") + f"{match['year']}年{'底' if match['end'] else ''}，"


def _rendered(clause: str) -> str | None:
    return _legal(clause) or _figure(clause)


def _legal(clause: str) -> str | None:
    dates = list(english_dates(clause))
    valid = _VALID.search(clause)
    if valid and not re.search(r"\b(?:not|no|in)valid|\bnot\b", clause):
        subject = _subject(clause[: valid.start()])
        if valid["way"].lower() == "until" and len(dates) == 1 and dates[0][1] == len(clause) and subject is not None:
            return f"{subject}有效期至{dates[0][2]}"
        figures = list(figures_in_english(valid["what"]))
        whole = len(figures) == 1 and (figures[0].start, figures[0].end) == (0, len(valid["what"]))
        return f"{subject}有效期{figures[0].words}" if whole and not dates and subject is not None else None
    if len(dates) == 1:
        start, end, day = dates[0]
        held = clause[:start] + "{}" + clause[end:]
        match = _IN_FORCE.search(held) or _WAS_IN_FORCE.search(held)
        subject = _subject(held[: match.start()]) if match else None
        return f"{subject}自{day}起施行" if subject is not None else None
    repealed = _REPEALED.search(clause)
    if repealed and not re.search(r"\bnot\b", clause):
        same = "同时" if "simult" in repealed.group().lower() or "same time" in repealed.group().lower() else ""
        subject = _subject(clause[: repealed.start()])
        return f"{subject}{same}废止" if subject else None
    return None


def _subject(text: str) -> str | None:
    """Whose force it is: 本条例, a title between quotation marks; empty where none is named, None where it is not known."""
    bare = text.strip()
    if not bare or bare.lower() in ("and", "which", "it"):
        return ""
    if match := _SUBJECT.fullmatch(bare):
        word = match["what"].lower()
        return ("上述" if match["above"] else "本") + _SUBJECTS[word if word in _SUBJECTS else word.rstrip("s")]
    titled = re.fullmatch(r"(?:the )?[\"“](?P<title>[^\"“”]{4,90})[\"”]", bare, re.IGNORECASE)
    return f"“{titled['title']}”" if titled else None


_REQUIRED = re.compile(r"^.*\b(?:should|shall|must) meet the requirements? (?:of|that) ", re.IGNORECASE)


def _figure(clause: str) -> str | None:
    required = _REQUIRED.match(clause)
    if required:
        words = _figure(clause[required.end() :])
        return f"应满足：{words}" if words and "not" not in required.group().split() else None
    figures = list(figures_in_english(clause))
    if len(figures) != 1:
        return None
    figure = figures[0]
    before, after = clause[: figure.start], clause[figure.end :].strip(" .")
    if after and after.lower() not in ("or more", "or above", "or less", "or below"):
        return None
    tail = {"": "", "or more": "以上", "or above": "以上", "or less": "以下", "or below": "以下"}[after.lower()]
    for pattern, shape, denied, forbidden in _RELATIONS:
        match = pattern.search(before)
        if not match:
            continue
        groups = match.groupdict()
        named = render_english_phrase(before[: match.start()])
        bound = _BOUNDS[groups["bound"].lower()] if groups.get("bound") else ""
        if named is None or (tail and bound):
            return None
        modal = (groups.get("modal") or "").strip().lower()
        if groups.get("no"):
            shape = (forbidden if modal in _MODALS else denied) or shape
            modal = ""
        return f"{named}：{_MODALS.get(modal, '')}{shape.format(bound + figure.words + tail)}"
    return None

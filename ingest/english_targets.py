"""The quantified targets of an English text: figures that are to be reached by a year, or that its aims name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.clauses import Setting, Span, sentences_of, settings_of
from ingest.document import BlockKind, PolicyDocument
from ingest.figures import Figure, find_figures
from ingest.horizons import Tense, horizons_of, year_of
from ingest.scopes import english_scope_of
from ingest.years import Years
from vectorstore.commitments import Target
from vectorstore.record import DocumentRecord

_AIM = re.compile(
    r"\b(?:strives?|striving|aims?|targets?|goals?|objectives?|is expected|are expected|projected|ensure that|seek)\b|\bwill (?:\w+ ){0,2}?(?:reach|exceed|be|increase|grow|rise|account|total|hit|cover|drop|fall|build|train|create|add|develop|establish)"
    r"|\b[Bb]y (?:the (?:end|year) of )?20\d\d\b",
)
_BUILDS = re.compile(
    r"\b(?:build|train|create|add|develop|establish|cultivate|complete|set up|renovate|upgrade|install|construct|foster|host|hold)(?:ing)? (?:\w+ ){0,2}?(?P<number>\d[\d,]*) (?=[a-z])"
)
_RELATION = re.compile(
    r"\b(?P<word>(?:reach(?:es|ing)?|exceed(?:s|ing)?|surpass(?:es|ing)?|total(?:s|ing)?|account(?:s|ing)? for|rise(?:s)? to|increase(?:s|d)? (?:to|by)|grow(?:s|th)? (?:to|by|of)|reduced? (?:to|by)"
    r"|falls? to|drops? to|more than|over|at least|no less than|not less than|above|about|around|approximately|within|below|less than|under|up to|be|of|to|by)(?: (?:more than|over|at least|about|around|approximately|nearly|above))?)\s*(?:the\s)?$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\s*(?P<word>or (?:more|above|less|below)|and above)\b")
_RULES = re.compile(
    r"\b(?:shall|must|may|if|where|whoever|fines?|fined|penalt\w+|subsid\w+|rewards?|grants?|loans?|tax\w*|fees?|compensat\w+|registered capital|interest|deposit|premiums?|quota|working days?)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(r"\b(?:was|were|has|have|had|reached|increased|grew|rose|fell|dropped|totaled|accounted)\b")
_ATTRIBUTE = re.compile(r"(?:with|of) (?:an? )?(?:\w+ ){0,5}$")
_SPANS = re.compile(r"years?|months?|days?|hours?|minutes?|times")
_KINDS = frozenset({"plan", "measures", "notice", "draft", "report", "other", None})


def english_targets_of(document: PolicyDocument, record: DocumentRecord) -> Iterator[Target]:
    """The targets of a document in English."""
    if record.kind not in _KINDS:
        return
    years = Years(year_of(record))
    for block, horizon in zip(document.blocks, horizons_of(document, record), strict=True):
        if block.kind is BlockKind.HEADING:
            years.reset()
        if block.kind is BlockKind.ROW or horizon.tense in (Tense.PAST, Tense.ASIDE):
            continue
        for sentence in sentences_of(document.text, block.start, block.end):
            for setting in settings_of(document.text, sentence, _figures(document.text, sentence)):
                due = years.deadline_of(setting, horizon, setting.clause[1])
                if not due.gone and _is_target(setting, due.named or horizon.tense is Tense.FUTURE):
                    yield _target(setting, due.year, record)
            years.turn(document.text, sentence)


def _figures(text: str, sentence: Span) -> list[Figure]:
    """The figures with a unit, and the bare numbers of what is to be built."""
    figures = find_figures(text, *sentence)
    for found in _BUILDS.finditer(text, *sentence):
        if not any(figure.start <= found.start("number") < figure.end for figure in figures):
            figures.append(Figure(found["number"], None, found.start("number"), found.end("number")))
    return sorted(figures, key=lambda figure: figure.start)


def _is_target(setting: Setting, is_due: bool) -> bool:
    if _RULES.search(setting.whole) or _SPANS.fullmatch(setting.unit):
        return False
    aims = is_due or _AIM.search(setting.leading) is not None
    built = not setting.unit
    related = _RELATION.search(setting.before) is not None or _BOUND.match(setting.after) is not None
    if not aims or not (built or related) or _RESULT.search(setting.before):
        return False
    return (
        not _ATTRIBUTE.search(setting.before)
        or re.search(r"growth|increase|rate|share|target|proportion", setting.before) is not None
    )


def _target(setting: Setting, year: int | None, record: DocumentRecord) -> Target:
    start, end = setting.clause
    words = [
        found["word"].lower() for found in (_RELATION.search(setting.before), _BOUND.match(setting.after)) if found
    ]
    indicator = _RELATION.sub("", setting.before).strip(" ,:") or setting.after.strip(" ,")
    indicator = re.sub(r"^(?:and|By (?:the (?:end|year) of )?\d{4},?)\s+", "", indicator)
    return Target(
        indicator=indicator,
        value=setting.figure.value,
        quote=setting.text[start:end],
        start=start,
        end=end,
        comparator="/".join(words) or None,
        unit=setting.figure.unit,
        year=year,
        scope=english_scope_of(indicator),
        region=record.region,
        page=record.page_at(start),
    )

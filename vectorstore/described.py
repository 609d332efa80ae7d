"""The documents that a text describes without naming them: by what they are about, their kind, their place and year."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vectorstore.glossary import find_concepts
from vectorstore.naming import bare_title
from vectorstore.passage import language_of
from vectorstore.query import Query
from vectorstore.regions import COUNTRY, Region, find_regions, is_of
from vectorstore.tokens import LIST_WORDS, fold, query_words

# The kinds of documents, as the glossary has them; in translation those of one row go for one another.
_KINDS = frozenset(
    "plan measures-policy opinions implementation-rules administrative-measures regulations law provisions notice".split()
)
_ALIKE = (
    frozenset(("measures-policy", "administrative-measures", "implementation-rules")),
    frozenset(("regulations", "provisions", "implementation-rules", "law")),
    frozenset(("opinions", "notice", "plan")),
)
_ANY_KIND = re.compile(r"文件|政策|\b(?:document|policy|policies|rules?|scheme|programme|program)\b", re.IGNORECASE)
_SHARE, _TRANSLATED = 0.6, 0.5  # of the weight of a title's words, or of its concepts
_NEAR = 0.05
# words of how a document is called, which people leave out or change: 促进 for 推进
_GENERAL = frozenset(
    "推进 促进 加强 加快 推动 支持 建设 管理 实施 进一步 若干 有关 工作 发展 完善 做好 调整 优化".split()
)
_OF_GENERAL = 0.25
_CARRIED = re.compile(r"(?:印发|发布|公布|转发)[^《》]{0,6}《(.{5,})》")
_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,20})[”\"」]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Described:
    """What a document may be described by: its title, its region, and the years that it is of."""

    title: str
    region: Region | None
    years: frozenset[int] = frozenset()


def described(query: Query, documents: Sequence[Described]) -> list[int]:
    """The places, in a sequence of documents, of those that a question describes best; none where nothing fits."""
    asked_kinds, asked = _concepts_of(query.text)
    words, telling = fold(query.text), frozenset(query_words(query.text))
    rarity: dict[bool, dict[str, float]] = {}
    shares: dict[int, float] = {}
    for place, document in enumerate(documents):
        foreign = language_of(document.title) != query.language
        if not _is_of_place(document, query) or not _is_of_kind(document.title, asked_kinds, query.text, foreign):
            continue
        names = _names(document.title, foreign)
        if foreign not in rarity:
            rarity[foreign] = _rarity([_names(other.title, foreign) for other in documents])
        total = sum(rarity[foreign][name] for name in names)
        said = [name for name in names if (name in asked if foreign else name in telling or name in words)]
        share = sum(rarity[foreign][name] for name in said) / total if total else 0.0
        if any(fold(nickname) in fold(document.title) for nickname in _QUOTED.findall(query.text)):
            share = 1.0
        if share >= (_TRANSLATED if foreign else _SHARE):
            shares[place] = share
    best = max(shares.values(), default=0.0)
    near = [place for place, share in shares.items() if share >= best - _NEAR]
    for closer in (
        [place for place in near if documents[place].region in query.regions],
        [place for place in near if documents[place].years & set(query.years)],
    ):
        near = [place for place in near if place in closer] or near
    return near


def years_in(*texts: str | None) -> frozenset[int]:
    """The years that stand in these texts."""
    return frozenset(int(year) for text in texts if text for year in _YEAR.findall(text))


def _is_of_place(document: Described, query: Query) -> bool:
    """Whether it is of the place that is asked about; where none is, of the country."""
    if not query.regions:
        return document.region is None or document.region.code == COUNTRY
    return any(is_of(document.region, region) for region in query.regions)


def _is_of_kind(title: str, asked: frozenset[str], text: str, foreign: bool) -> bool:
    """Whether its kind is the one that the question says, or that goes for it in translation."""
    kinds, _ = _concepts_of(title)
    if kinds & asked or (kinds and _ANY_KIND.search(text)):
        return True
    return foreign and any(kinds & alike and asked & alike for alike in _ALIKE)


@functools.lru_cache(maxsize=1 << 13)
def _concepts_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds of documents that a text names, and the other concepts."""
    found = frozenset(mention.concept.slug for mention in find_concepts(text))
    return found & _KINDS, found - _KINDS


@functools.lru_cache(maxsize=1 << 13)
def _names(title: str, foreign: bool) -> frozenset[str]:
    """What a title is about: its concepts for a question in another language, else its words, the region left out."""
    carried = _CARRIED.search(title)
    about = carried[1] if carried else title
    if language_of(title) == "zh":
        about = bare_title(about)
        for start, end in sorted({(m.start, m.end) for m in find_regions(about)}, reverse=True):
            about = f"{about[:start]} {about[end:]}"
    if foreign:
        return _concepts_of(about)[1]
    spans = [(m.start, m.end) for m in find_concepts(about) if m.concept.slug in _KINDS]
    for start, end in reversed(spans):
        about = f"{about[:start]} {about[end:]}"
    words = {word for word in query_words(about) if word not in LIST_WORDS and not word.isdigit()}
    # a long word counts by the words in it, which a question may use apart
    return frozenset(word for word in words if not any(part in word for part in words - {word}))


def _rarity(titles: Sequence[frozenset[str]]) -> dict[str, float]:
    """The weight of each name: the fewer titles have it, the more."""
    counts = Counter(name for names in titles for name in names)
    return {
        name: math.log(1 + len(titles) / count) * (_OF_GENERAL if name in _GENERAL else 1.0)
        for name, count in counts.items()
    }

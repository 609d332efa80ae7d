"""The clauses of a statement or a quote, each with its figures, dates, regions and words.

A figure belongs to the words of its own clause: by that a figure given to another indicator, place or year is found
out. A clause without a figure belongs to the whole sentence.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.figures import figures_of
from bot.folding import plain_with_offsets
from bot.quantities import Quantity, find_quantities
from vectorstore.glossary import concepts, find_concepts
from vectorstore.regions import RegionMention, find_regions, within
from vectorstore.tokens import STOPWORDS, fold, words_of

DATED = frozenset({"year", "month", "date", "day"})
_SEPARATOR = re.compile(r"[，、；：。！？;!?|（）()\n]|,(?!\d{3})|:(?!\d)|\.(?=\s|$)|\s[-–—]\s")
_JOINT = re.compile(
    r"以及|并且?|同时|而(?!言)|但|和|与|及|(?<![a-z])(?:and|while|whereas|but|with|or)(?![a-z])", re.IGNORECASE
)
_RELATIVE = (
    (re.compile(r"去年|上年|last year|previous year", re.IGNORECASE), -1),
    (re.compile(r"明年|next year", re.IGNORECASE), 1),
)
# Concepts that say how a policy speaks, not of what.
_FRAMING = frozenset(
    "target growth-target policy plan region country yuan percentage number-of amount level standard year measures-policy"
    " implementation economy development within-days people-government government-department document-number gov-work-report"
    " administrative-measures opinions notice provisions implementation-rules action-plan".split()
)
_RANKED = frozenset("growth total scale ranking number-of average".split())
_UNITS = frozenset("ton kilowatt kilometre area household person-times us-dollar yuan eflops".split())
# Words that frame a statement; they need no support of their own.
FRAMES = frozenset(
    "目标 计划 提出 明确 要求 规定 根据 按照 力争 争取 实现 预计 预期 文件 政策 方案 措施 其中 此外 包括 方面 可 应 应当 给予 左右 约 大约 达 至 该省"
    " 该市 本省 本市 全省 全市 我省 我市 经济 社会 经济社会 发展 主要 有关 相关 指出 表示 今年 时 后 前 内 元 万元 亿元 数 比 较 上年 去年 获得 可获得 获评 获 为止 截至 直至"
    " aims aim aimed aiming target targets targeted plan plans planned set sets state states stated policy policies document documents according"
    " under measure measures goal goals reach reaches reaching reached achieve achieves achieving achieved approximately about around roughly"
    " yuan rmb percent per cent percentage point points year years city province provincial municipal government expected expects strive call calls"
    " specify specifies provide provides say says must may shall total s over up only more than less least most within billion million thousand"
    " trillion each while where such also include includes including receive receives received valid get gets".split()
)
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&’'-]*[A-Za-z0-9]")
_COUNTED = re.compile(r"\s?([A-Za-z]{2,})")
_SCALE = re.compile(r"[十百千]*[万亿]+(?=[元美人户亩吨千斤级口])|[十百千]亿")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ies|es|s|ed|ing|y|e)$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its text, its figures as (value, unit) in order, what they are dated, where they hold, and its words.

    `concepts` are the glossary's, by name; `words` are what is left, folded; `names` the words in capitals among them, `counted`
    those that a figure without a unit counts; `numerals` the figures of ranks and names,
    `scales` those without a number (亿元以上的项目).
    `regions` are codes of GB/T 2260; of a group such as 长三角, its name.
    """

    text: str
    figures: tuple[Quantity, ...]
    dates: tuple[tuple[float, str], ...]
    relative: frozenset[int]
    regions: tuple[str, ...]
    concepts: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]
    counted: tuple[str, ...] = ()
    numerals: frozenset[tuple[float, bool, str]] = frozenset()
    scales: frozenset[str] = frozenset()

    @property
    def is_bare(self) -> bool:
        """Whether it gives a figure, and not of what."""
        return bool(self.figures) and not (self.concepts or self.words)

    @property
    def is_rank(self) -> bool:
        """Whether it says how the figure before it ranks (增速居全国第3位)."""
        return bool(self.numerals) and not self.figures and not set(self.concepts) - _RANKED

    @property
    def is_lead(self) -> bool:
        """Whether it says no more than when or where."""
        return not (self.figures or self.concepts or self.words)


@functools.lru_cache(maxsize=4096)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a text, in order; two figures joined by a word (5% and 6%) make two.

    A figure alone, as one in brackets, belongs to the words before it, and so does the rank of a figure.
    """
    clauses: list[Clause] = []
    for part in _cut(text):
        clause = _clause(part)
        if clause is None:
            continue
        before = clauses[-1] if clauses else None
        alone = clause.is_bare and before and not before.figures and not before.is_lead
        if before and (alone or (clause.is_rank and before.figures)):
            clause = _clause(f"{before.text} {clause.text}") or clause
            clauses.pop()
        clauses.append(clause)
    return tuple(clauses)


def _cut(text: str) -> Iterator[str]:
    quantities = find_quantities(text)
    inside = {at for quantity in quantities for at in range(quantity.start, quantity.end)}
    figures = [(q.start, q.end) for q in quantities if q.unit not in DATED]
    begin = 0
    for match in [*_SEPARATOR.finditer(text), None]:
        if match and match.start() in inside:
            continue
        end = match.start() if match else len(text)
        yield from _parted(text, begin, end, figures)
        begin = match.end() if match else end


def _parted(text: str, begin: int, end: int, figures: list[tuple[int, int]]) -> Iterator[str]:
    """A clause cut at the words that join two parts with a figure in each."""
    for match in _JOINT.finditer(text, begin, end):
        before = any(begin <= s and e <= match.start() for s, e in figures)
        after = any(match.end() <= s and e <= end for s, e in figures)
        if before and after:
            yield text[begin : match.start()]
            begin = match.end()
    yield text[begin:end]


def _clause(text: str) -> Clause | None:
    if not any(character.isalnum() for character in text):
        return None
    mentions = find_concepts(text)
    quantities = [
        q for q in find_quantities(text) if not any(m.start <= q.start and q.end < m.end for m in mentions)
    ]  # the 5 of 5G is no figure
    mentions = [m for m in mentions if not any(q.start <= m.start < q.end for q in quantities)]
    places = find_regions(text)
    rest = list(text)
    spans = [(q.start, q.end) for q in quantities] + [(m.start, m.end) for m in mentions]
    for start, end in [*spans, *((place.start, place.end) for place in places)]:
        rest[start:end] = " " * (end - start)
    left = "".join(rest)
    scaled = list(text)
    for quantity in quantities:
        scaled[quantity.start : quantity.end] = " " * (quantity.end - quantity.start)
    words = tuple(dict.fromkeys(word for word in words_of(left) if _tells(word)))
    named = {at for m in mentions if m.concept.slug not in _UNITS for at in range(m.start, m.end)}
    first = next((at for at, character in enumerate(text) if character.isalnum()), 0)
    names = tuple(match[0] for match in _NAME.finditer(left) if match.start() > first and fold(match[0]) not in FRAMES)
    return Clause(
        text.strip(),
        tuple(q for q in quantities if q.unit not in DATED),
        tuple((q.value, q.unit) for q in quantities if q.unit in DATED),
        frozenset(shift for pattern, shift in _RELATIVE if pattern.search(text)),
        tuple(dict.fromkeys(place.group or place.region.code for place in _narrowest(text, places))),
        tuple(dict.fromkeys(m.concept.slug for m in mentions if m.concept.slug not in _FRAMING)),
        words,
        names,
        tuple(word for q in quantities if not q.unit and not q.percent for word in _counted(text, q.end, named)),
        _numerals(text, quantities),
        frozenset(_SCALE.findall("".join(scaled))),
    )


def _narrowest(text: str, places: list[RegionMention]) -> list[RegionMention]:
    """The regions named, without one that only says where the next lies (江苏省苏州市, Jiangsu's Suzhou)."""
    kept = []
    for at, place in enumerate(places):
        after = places[at + 1] if at + 1 < len(places) else None
        joined = after is not None and text[place.end : after.start].strip("' s’的省市") == ""
        if not (joined and after and after.region != place.region and within(after.region, place.region)):
            kept.append(place)
    return kept


def _counted(text: str, at: int, named: set[int]) -> tuple[str, ...]:
    """The word right behind a figure, folded; one of a concept (at a place in `named`) is held to as that."""
    match = _COUNTED.match(text, at)
    word = fold(match[1]) if match else ""
    return (word,) if match and match.start(1) not in named and _tells(word) else ()


def _numerals(text: str, quantities: list[Quantity]) -> frozenset[tuple[float, bool, str]]:
    """The figures of names and ranks (第5位, 第三十条), which are no quantities."""
    return frozenset(
        figure
        for figure, (start, end) in figures_of(text).items()
        if not any(q.start < end and start < q.end for q in quantities)
    )


def _tells(word: str) -> bool:
    """Whether a word says something that a quote must say too."""
    if word in STOPWORDS or word in FRAMES or word[0].isdigit():
        return False
    return len(word) > 1


def holds(folded: str, word: str) -> bool:
    """Whether a folded text has a word; an English one in any of its forms."""
    if not word.isascii():
        return word in folded
    stem = _ENDING.sub("", word)
    return (
        re.search(
            rf"(?<![a-z0-9]){re.escape(stem)}{'[a-z]{0,4}' if len(stem) > 3 else '[a-z]{0,2}'}(?![a-z0-9])", folded
        )
        is not None
    )


def names_concept(folded: str, slug: str) -> bool:
    """Whether a folded text has a name of a concept, be it inside a longer name."""
    return any(holds(folded, form) for form in _forms()[slug])


@functools.lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, ...]]:
    return {concept.slug: tuple(map(plain, concept.zh + concept.en)) for concept in concepts()}


def plain(text: str) -> str:
    """A text in the form in which words are looked for."""
    return plain_with_offsets(text)[0]


def text_of(clauses: Iterable[Clause]) -> str:
    """The text of clauses, one a line."""
    return "\n".join(clause.text for clause in clauses)

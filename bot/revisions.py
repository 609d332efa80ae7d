"""Two versions of one document beside each other: which sentences changed, which are new, which are gone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.extracts import LONGEST, Extract
from bot.sentences import split_clauses, split_sentences
from vectorstore.passage import Passage
from vectorstore.tokens import fold

_ARTICLE = re.compile(
    r"\s*(第[零〇一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?|Article \d+[A-Z]?\b)[.:：、]?\s*"
)
_ITEM = re.compile(r"\s*([（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、](?!\d))\s*")
_CHAPTER = re.compile(r"\s*(第[零〇一二三四五六七八九十百\d]+[编章节](\s|$)|(Chapter|Section|Part) [IVX\d]+\b)")
_LINE = re.compile(r"\S[^\n]*")
_REFERENCE = re.compile(r"第[零〇一二三四五六七八九十百千\d]+(?=[条款项章])|(?<=article )\d+")
_MARK = {"zh": re.compile(r"[\u3400-\u9fff](?=([\u3400-\u9fff]))|[a-z0-9.%]+"), "en": re.compile(r"[a-z0-9.%]+")}
_FEWEST_ARTICLES = 3
_SHORTEST = 6
# Shares of the words in common: of two articles that are one; of two sentences, the one made from the other; of a
# further sentence that was cut out of one or joined to it.
_ONE_ARTICLE, _ONE_SENTENCE, _MOVED, _A_PART = 0.35, 0.3, 0.5, 0.6
_RELATED = 0.2  # of the new version's sentences, in two texts of which one was made from the other


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of a version: its words for comparing, and the article or item (as it is called) that it stands in."""

    extract: Extract
    label: Extract | None
    key: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """What one place of a document said before and says now; one of both is empty where something is new or gone."""

    before: tuple[Clause, ...]
    after: tuple[Clause, ...]

    @property
    def label(self) -> Extract | None:
        """What the place is called: in the new version, else in the old one."""
        return (self.after or self.before)[0].label

    @property
    def text(self) -> str:
        """All its words, folded."""
        return fold(" ".join(f"{c.extract.passage.section} {c.extract.text}" for c in (*self.before, *self.after)))

    def extracts(self, clauses: Sequence[Clause]) -> list[Extract]:
        """The words of one side, without the clauses of a long sentence that the other side has too."""
        others = {key for clause in (self.after if clauses is self.before else self.before) for key in _keys(clause)}
        return [_narrowed(clause.extract, others) for clause in clauses]


@dataclass
class _Article:
    """An article's sentences, and those that the other version lacks."""

    clauses: list[Clause] = field(default_factory=list)
    own: list[Clause] = field(default_factory=list)

    @property
    def marks(self) -> frozenset[str]:
        return frozenset().union(*(clause.marks for clause in self.clauses))


def compare_versions(old: Sequence[Passage], new: Sequence[Passage]) -> list[Change]:
    """The changes from one version's passages to the other's, in the order of the new one; those that are gone come last.

    None where the two have so little in common that neither was made from the other. Renumbered articles, and references
    to them, are no change.
    """
    before, after = _articles(clauses_of(old)), _articles(clauses_of(new))
    known = {clause.key for article in before for clause in article.clauses}
    kept = {clause.key for article in after for clause in article.clauses}
    for article in before:
        article.own = [clause for clause in article.clauses if clause.key not in kept]
    for article in after:
        article.own = [clause for clause in article.clauses if clause.key not in known]
    pairs = _paired([a for a in after if a.own], before, _ONE_ARTICLE)
    changes = [change for a in after for change in _changes(pairs[id(a)].own if id(a) in pairs else [], a.own)]
    met = {id(article) for article in pairs.values()}
    gone = [c for change in changes if not change.after for c in change.before]
    gone += [clause for article in before if id(article) not in met for clause in article.own]
    come = [clause for change in changes if not change.before for clause in change.after]
    # What moved to another article is no other sentence for that, where most of its words are the same.
    changes = [change for change in changes if change.before and change.after] + _changes(gone, come, _MOVED)
    changes.sort(key=lambda change: (not change.after, _place((change.after or change.before)[0])))
    related = len(known & kept) + sum(bool(change.before and change.after) for change in changes)
    return changes if related >= _RELATED * max(1, min(len(known), len(kept))) else []


def clauses_of(passages: Iterable[Passage]) -> list[Clause]:
    """The sentences of a document with what they stand in; headings and the title are none."""
    lines = [(passage, line) for passage in passages for line in _LINE.finditer(passage.text)]
    articles = sum(_ARTICLE.match(line[0]) is not None for _, line in lines) >= _FEWEST_ARTICLES
    label: Extract | None = None
    clauses: list[Clause] = []
    for passage, line in lines:
        if _CHAPTER.match(line[0]) or "".join(line[0].split()) == "".join(passage.title.split()):
            continue
        start = line.start()
        if opening := (_ARTICLE if articles else _ITEM).match(line[0]):
            label = _cut(passage, start + opening.start(1), start + opening.end(1))
            start += opening.end()
        for span in split_sentences(passage.text[start : line.end()]):
            clause = _clause(_cut(passage, start + span.start, start + span.end), label)
            # What stands before the first article tells who issued the version, and when.
            if len(clause.key) >= _SHORTEST and (label or not articles):
                clauses.append(clause)
    return clauses


def _clause(extract: Extract, label: Extract | None) -> Clause:
    return Clause(extract, label, _key(extract.text), _marks(extract.text, extract.passage.language))


def _cut(passage: Passage, start: int, end: int) -> Extract:
    return Extract(passage, passage.start + start, passage.start + end, passage.text[start:end])


def _key(text: str) -> str:
    """A sentence without marks and numbers of articles: what is left differs where the sentence does."""
    return re.sub(r"[^\w%]+", "", _REFERENCE.sub("第", fold(text)))


def _marks(text: str, language: str) -> frozenset[str]:
    """The pairs of Chinese characters of a text, or its words."""
    return frozenset(m[0] + (m[1] or "" if m.re.groups else "") for m in _MARK[language].finditer(fold(text)))


def _articles(clauses: Sequence[Clause]) -> list[_Article]:
    found: defaultdict[int, _Article] = defaultdict(_Article)
    for clause in clauses:
        found[clause.label.start if clause.label else -1].clauses.append(clause)
    return list(found.values())


def _paired(ones: Sequence[_Article], others: Sequence[_Article], least: float) -> dict[int, _Article]:
    """Each article's counterpart, by its identity; the most alike are paired first."""
    marks = [(other, other.marks) for other in others]
    alike = [(_likeness(own, held), one, other) for one in ones for own in [one.marks] for other, held in marks]
    pairs: dict[int, _Article] = {}
    taken: set[int] = set()
    for share, one, other in sorted(alike, key=lambda found: -found[0]):
        if share >= least and id(one) not in pairs and id(other) not in taken:
            pairs[id(one)] = other
            taken.add(id(other))
    return pairs


def _changes(before: Sequence[Clause], after: Sequence[Clause], least: float = _ONE_SENTENCE) -> list[Change]:
    """Each sentence with the one that it was made from, where there is one, at least so much alike."""
    left, right = {_place(clause): clause for clause in before}, {_place(clause): clause for clause in after}
    alike = [(_likeness(b.marks, a.marks), b, a) for b in before for a in after]
    pairs: list[tuple[list[Clause], list[Clause]]] = []
    for share, b, a in sorted(alike, key=lambda found: -found[0]):
        if share >= least and _place(b) in left and _place(a) in right:
            pairs.append(([left.pop(_place(b))], [right.pop(_place(a))]))
    for rest, side in ((right, 1), (left, 0)):
        for clause in list(rest.values()):
            home = next((pair for pair in pairs if _is_part(clause, pair[1 - side])), None)
            if home and _are_neighbours(clause, home[side][-1]):
                home[side].append(rest.pop(_place(clause)))
    made = [Change(tuple(sorted(b, key=_place)), tuple(sorted(a, key=_place))) for b, a in pairs]
    return [*made, *(Change((), (a,)) for a in right.values()), *(Change((b,), ()) for b in left.values())]


def _place(clause: Clause) -> int:
    return clause.extract.start


def _are_neighbours(one: Clause, other: Clause) -> bool:
    """Whether two sentences stand in one article."""
    return one.label is not None and other.label is not None and one.label.start == other.label.start


def _is_part(clause: Clause, of: Sequence[Clause]) -> bool:
    """Whether most of a sentence stands in these."""
    held = frozenset().union(*(other.marks for other in of))
    return len(clause.marks & held) >= _A_PART * max(1, len(clause.marks))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words that two texts have in common, from 0 to 1."""
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _keys(clause: Clause) -> set[str]:
    text = clause.extract.text
    return {_key(text[span.start : span.end]) for span in split_clauses(text)}


def _narrowed(extract: Extract, others: set[str]) -> Extract:
    """A long sentence from its first clause that the other version lacks to its last."""
    if len(extract.text) <= LONGEST[extract.passage.language]:
        return extract
    spans = [s for s in split_clauses(extract.text) if _key(extract.text[s.start : s.end]) not in others]
    if not spans:
        return extract
    start, end = spans[0].start, spans[-1].end
    at = extract.start - extract.passage.start
    return _cut(extract.passage, at + start, at + end)

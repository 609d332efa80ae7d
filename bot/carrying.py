"""Whether a run of a passage carries a statement: clause by clause, figures with the words they stand beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.clauses import Clause, clauses_of, holds, names_concept, plain, text_of
from bot.contrasts import same_sense
from bot.datings import dating_of, is_dated_alike, shares_date
from bot.localities import are_known, is_placed_alike
from bot.polarity import denials, denied
from bot.runs import Run
from bot.subjects import WIDE, is_told_abroad, says_twice
from vectorstore.passage import language_of

# How much of a clause must stand in the quote itself, and not only in the headings above it.
_OWN = 0.6
# How much of the quote's figure's clause a statement must have; more where its subject is taken from elsewhere.
_BACK, _BACK_FAR = 0.45, 0.7
# In another language only what the glossary knows can be compared: how much of a clause that must be.
_KNOWN = 0.5
_IN_ORDER = 0.6
_ENDS = ".;,。；，"
_RESPECTIVELY = re.compile(r"分别|依次|respectively", re.IGNORECASE)
_TITLE = re.compile(r"《([^《》]{2,80})》|“([^“”]{4,200})”|\"([^\"]{4,200})\"|「([^「」]{4,200})」|‘([^‘’]{4,200})’")


def carried(statement: str, run: Run, asked: str) -> float:
    """How much of a statement a run carries, from 0 (not at all, or not surely) to 1; `asked` is the question."""
    if _bare(statement).rstrip(_ENDS) == _bare(run.text).rstrip(_ENDS):
        return 1.0
    said = clauses_of(statement)
    telling = [clause for clause in said if not clause.is_lead]
    if not telling or not _titles_stand(statement, run):
        return 0.0
    if not are_known({code for clause in said for code in clause.regions}, run.clauses, run.around, run.record):
        return 0.0
    if denials(statement) != denials(run.text) and not _denies_elsewhere(statement, telling, run):
        return 0.0
    if language_of(statement) == language_of(run.text):
        if denied(statement) - denied(run.text) or says_twice(telling, run):
            return 0.0
    elif not is_told_abroad(telling):
        return 0.0
    shares = [_share(clause, said, run, asked) for clause in telling]
    return min(shares)


def _share(clause: Clause, said: Sequence[Clause], run: Run, asked: str) -> float:
    """How much of one clause a run carries: the best of the places where it may stand."""
    context = [*_subject([clause], said), *(other for other in said if other is clause or not other.figures)]
    places = _figure_places(clause, run) if clause.figures else _word_places(clause, run)
    return max((_share_at(clause, said, context, place, run, asked) for place in places), default=0.0)


def _figure_places(clause: Clause, run: Run) -> Iterator[tuple[Clause, ...]]:
    """The runs of clauses that have the clause's figures, all of them and no other, in this order."""
    paired = _paired(run.clauses)
    if _bare(clause.text) in _bare(run.text):
        paired = set()
    for first in range(len(run.clauses)):
        for last in range(first, min(first + 4, len(run.clauses))):
            place = run.clauses[first : last + 1]
            figures = [figure for part in place for figure in part.figures]
            if not (place[0].figures and place[-1].figures) or len(figures) > len(clause.figures):
                continue
            if paired & set(range(first, last + 1)):
                continue
            if len(figures) == len(clause.figures) and all(
                (one.value, one.percent) == (two.value, two.percent) and (not one.unit or one.unit == two.unit)
                for one, two in zip(clause.figures, figures, strict=True)
            ):
                yield place


def _paired(clauses: Sequence[Clause]) -> set[int]:
    """The places of clauses whose figures belong, one by one, to things named before (分别, respectively)."""
    found: set[int] = set()
    for at, clause in enumerate(clauses):
        if _RESPECTIVELY.search(clause.text):
            after = at + 1
            while after < len(clauses) and clauses[after].figures and not clauses[after].concepts:
                after += 1
            found |= {*range(at, after)} | ({at - 1, at - 2} if clause.text.isascii() else set())
    return found


def _word_places(clause: Clause, run: Run) -> Iterator[tuple[Clause, ...]]:
    """The runs of clauses that have most of a clause's words."""
    best = 0.0
    found: list[tuple[float, tuple[Clause, ...]]] = []
    for first in range(len(run.clauses)):
        for last in range(first, min(first + 2, len(run.clauses))):
            place = run.clauses[first : last + 1]
            share = _forward(clause, place, run) - 0.02 * (last - first)
            best = max(best, share)
            found.append((share, place))
    yield from (place for share, place in found if share >= best - 1e-9)


def _share_at(
    clause: Clause, said: Sequence[Clause], context: Sequence[Clause], place: tuple[Clause, ...], run: Run, asked: str
) -> float:
    """How much of a clause stands at a place of the run; 0 where something there speaks against it."""
    loose = [part for part in run.clauses if not part.figures and part not in place]
    subject = _subject(place, run.clauses) if clause.figures else []
    same = _same_language(clause, run)
    reach = [*subject, *place, *loose]
    text, near = text_of(place), f"{run.around.text}\n{text_of(loose)}"
    if not same_sense(clause.text, text_of(context), text, near, bool(clause.figures)):
        return 0.0
    if not clause.figures and denials(clause.text) != denials(text):
        return 0.0
    if clause.figures and not _denied_alike(clause, context, place, loose):
        return 0.0
    if not is_dated_alike(dating_of(clause, said), place, run.clauses, run.passage, run.record):
        return 0.0
    if not is_placed_alike(clause, said, place, run.clauses, run.around, run.record, asked):
        return 0.0
    if not _stands_in_order(clause, text) or (same and frozenset().union(*(p.scales for p in place)) - clause.scales):
        return 0.0
    allowed = [*(reach if clause.figures else _dated_alike(clause, place)), run.around]
    share = _forward(clause, allowed, run)
    if share < _KNOWN or _is_foreign(clause, allowed, run) or (same and _forward(clause, run.clauses, run) < _OWN):
        return 0.0
    return share if not clause.figures or _says_enough(clause, context, [*subject, *place], run, asked) else 0.0


def _subject(place: Sequence[Clause], clauses: Sequence[Clause]) -> list[Clause]:
    """The clause before one that gives another figure and says not of what: 2027年产值500亿元，2030年1000亿元."""
    if not all(part.is_bare for part in place):
        return []
    before = clauses[: clauses.index(place[0])]
    return [other for other in before if other.concepts or other.words][-1:]


def _dated_alike(clause: Clause, place: Sequence[Clause]) -> list[Clause]:
    """The clauses of a place that have a date of the clause's, or none: another date has other words beside it."""
    return [part for part in place if not (clause.dates and part.dates) or shares_date(clause, part)]


def _forward(clause: Clause, allowed: Sequence[Clause], run: Run) -> float:
    """The share of a clause's words and concepts that stand in clauses of the run."""
    text = plain(text_of(allowed))
    concepts = {concept for part in allowed for concept in part.concepts}
    same = _same_language(clause, run)
    got = total = 0.0
    for concept in clause.concepts:
        weight = 0.5 if concept in WIDE else 1.0
        total += weight
        got += weight * (concept in concepts or names_concept(text, concept))
    for word in clause.words:
        weight = 0.5 if same and len(word) < 3 and not word.isascii() else 1.0
        total += weight
        got += weight * holds(text, word)
    if not total:
        return 1.0 if clause.figures else 0.0
    if not same:  # a figure that stands in both is something known
        got, total = got + 0.5 * len(clause.figures), total + 0.5 * len(clause.figures)
    return got / total


def _is_foreign(clause: Clause, allowed: Sequence[Clause], run: Run) -> bool:
    """Whether a clause has a word, a name or a concept that its place does not have.

    In another language a word may be what the glossary does not know; a concept, a name and a counted thing may not.
    """
    concepts = {concept for part in allowed for concept in part.concepts}
    text, same = plain(text_of(allowed)), _same_language(clause, run)
    sought = [concept for concept in clause.concepts if same or concept not in WIDE]
    if any(concept not in concepts and not names_concept(text, concept) for concept in sought):
        return True
    # A rank is never a heading's number; a plan's name (十五五), which is no number, may be.
    held = {n for part in allowed for n in part.numerals if part is not run.around or n[2]}
    if clause.numerals - held or clause.scales - {scale for part in allowed for scale in part.scales}:
        return True
    strict = (*clause.words, *clause.names, *clause.counted) if same else (*clause.names, *clause.counted)
    return any(not holds(text, plain(word)) for word in strict)


def _says_enough(clause: Clause, context: Sequence[Clause], place: Sequence[Clause], run: Run, asked: str) -> bool:
    """Whether a statement with a figure says what the figure is of, and not a part of it that means another thing."""
    same = _same_language(clause, run)
    here, near = plain(text_of(place)), {concept for part in place for concept in part.concepts}
    far = any(concept not in near and concept not in WIDE for concept in clause.concepts)
    far |= same and any(not holds(here, word) for word in clause.words)
    # With a subject from elsewhere, the statement itself must say what the quote's figure is of.
    heard = [*context] if far else [*context, *clauses_of(asked)]
    text, concepts = plain(text_of(heard)), {concept for part in heard for concept in part.concepts}
    got = total = 0.0
    for part in place:
        for concept in part.concepts:
            weight = 0.3 if concept in WIDE else 1.0
            total, got = total + weight, got + weight * (concept in concepts)
        for word in part.words if same else ():
            weight = 0.4 if len(word) < 3 else 0.6
            total, got = total + weight, got + weight * holds(text, word)
    if not total:
        return bool(clause.concepts or clause.words) or not same
    return got / total >= (_BACK_FAR if far else _BACK)


def _denied_alike(clause: Clause, context: Sequence[Clause], place: Sequence[Clause], loose: Sequence[Clause]) -> bool:
    """Whether clause and place deny alike; a condition may stand in a clause of its own on either side."""
    said, quoted = denials(clause.text), denials(text_of(place))
    apart, around_it = denials(text_of([c for c in context if c is not clause])), denials(text_of(loose))
    return not (said - quoted - around_it) and not (quoted - said - apart)


def _denies_elsewhere(statement: str, telling: Sequence[Clause], run: Run) -> bool:
    """Whether what the run denies beyond the statement stands in clauses with figures that the statement leaves out."""
    figures = {(figure.value, figure.unit) for clause in telling for figure in clause.figures}
    left = [
        part
        for part in run.clauses
        if part.figures and not any((figure.value, figure.unit) in figures for figure in part.figures)
    ]
    return denials(statement) == denials(run.text) - Counter(denials(text_of(left)))


def _stands_in_order(clause: Clause, text: str) -> bool:
    """Whether most of a clause's words stand in a text in the clause's own order (who does what to whom)."""
    folded, said = plain(text), plain(clause.text)
    places = sorted((said.find(word), folded.find(word)) for word in clause.words if word in folded and word in said)
    if len(places) < 3 or (len(clause.figures) == 1 and len(places) < 5):
        return True
    best: list[int] = []
    for at, (_, place) in enumerate(places):
        best.append(1 + max((best[b] for b in range(at) if places[b][1] <= place), default=0))
    return max(best) >= _IN_ORDER * len(places)


def _titles_stand(statement: str, run: Run) -> bool:
    """Whether every title and every quotation in a statement stands in the run or in what is known around it."""
    known = _bare(f"{run.text}\n{run.around.text}")
    return all(_bare("".join(groups)).strip(".,，。") in known for groups in _TITLE.findall(statement))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", plain(text))


def _same_language(clause: Clause, run: Run) -> bool:
    return language_of(clause.text) == language_of(run.text)

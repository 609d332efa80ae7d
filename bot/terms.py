"""The terms of a question: what an answer's evidence must speak of, each with its weight and its other names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vectorstore.asked_regions import without_places
from vectorstore.colloquial import Colloquialism, find_colloquialisms
from vectorstore.glossary import Concept, concept_called, find_concepts
from vectorstore.query import Query
from vectorstore.target_index import MEASURES, is_set_against
from vectorstore.tokens import LIST_WORDS, STOPWORDS, fold
from vectorstore.wish import wish_of

# Weights by part of speech (the tags of ICTCLAS, which jieba uses): names and nouns say what is asked about.
_BY_TAG = {"n": 1.0, "v": 0.6, "a": 0.6, "e": 1.0, "j": 1.0, "l": 0.8, "i": 0.8, "z": 0.5, "b": 0.8, "t": 0.3, "x": 0.6}
_NAMES = ("nr", "nt", "nrt")
_NUMBER_OR_YEAR = re.compile(r"\d+年?|[一二三四五六七八九十几两]+")
_LATIN = re.compile(r"(?=[0-9]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9&'’-]*")
_QUOTED = re.compile(r"[“\"「《]([^”\"」》]{2,40})[”\"」》]")
_ENGLISH_ENDINGS = re.compile(r"(?<=[a-z]{3})(?:ies|es|s|ed|ing)$")
_GENERIC = 0.1
_NOUN, _UNHEARD = 1.0, 0.3
_OF_MEASURE = 0.4


@dataclass(frozen=True, slots=True)
class Term:
    """Something the question speaks of: its names in either language, and how much it counts.

    `name` marks a proper name: evidence without it is evidence about something else.
    """

    forms: tuple[str, ...]
    weight: float
    name: bool = False
    bilingual: bool = False

    @property
    def is_generic(self) -> bool:
        """Whether it stands everywhere, and so tells nothing apart."""
        return self.weight <= _GENERIC

    def stands_in(self, folded: str) -> bool:
        """Whether one of its names stands in a folded text."""
        return any(_holds(folded, form) for form in self.forms)


def terms_of(query: Query, rarity: Callable[[Sequence[str]], dict[str, float]]) -> list[Term]:
    """The terms of a query, each weighing more the rarer it is; `rarity` gives inverse document frequencies."""
    text = without_places(query.text)
    mentions = find_concepts(text)
    if wish_of(text).growth and not any(m.concept.slug not in MEASURES for m in mentions):
        mentions += find_concepts("GDP")  # a place that grows, without more, is its economy
    everyday = find_colloquialisms(text)
    mentions = [m for m in mentions if not any(w.start <= m.start and m.end <= w.end for w in everyday)]
    rest = list(text)
    for start, end in [(m.start, m.end) for m in find_concepts(text)] + [(w.start, w.end) for w in everyday]:
        rest[start:end] = " " * (end - start)
    words = [*_chinese_words("".join(rest)), *_latin_words(text, "".join(rest), query.language)]
    concepts = {m.concept.slug: _forms(m.concept) for m in mentions}
    concepts |= {word.said: _official_forms(word) for word in everyday}
    forms = [form for concept in concepts.values() for form in concept]
    rare = rarity([*forms, *(fold(word) for word, _, _ in words)])
    most = max([*rare.values(), 1.0])
    terms = [
        # A concept is as common as the commonest of its names.
        Term(
            names,
            _weight(min(rare[name] for name in names), most, names) * (_OF_MEASURE if slug in MEASURES else 1.0),
            bilingual=True,
        )
        for slug, names in concepts.items()
    ]
    for word, weight, name in words:
        form = fold(word)
        if form in STOPWORDS or form in LIST_WORDS or _NUMBER_OR_YEAR.fullmatch(form):
            continue
        # A Chinese word that is nowhere in the library may be no name at all, only cut or tagged wrongly; a verb is but
        # another way of putting it.
        known = rare[form] < most or form.isascii()
        if not known and weight < _NOUN:
            weight *= _UNHEARD
        terms.append(Term((form,), weight * _weight(rare[form], most, (form,)), name and known))
    return list({term.forms: term for term in reversed(terms)}.values())[::-1]


def _forms(concept: Concept) -> tuple[str, ...]:
    return (*map(fold, concept.zh), *map(fold, concept.en))


def _official_forms(word: Colloquialism) -> tuple[str, ...]:
    """An everyday word, its official names, and the other names of the first concept among these."""
    concept = next(filter(None, map(concept_called, word.official)), None)
    known = _forms(concept) if concept else ()
    return tuple(dict.fromkeys((fold(word.said), *map(fold, word.official), *known)))


def _weight(rarity: float, most: float, forms: Sequence[str]) -> float:
    """From little for what stands everywhere to 1 for what is rarest."""
    if any(form in LIST_WORDS for form in forms):
        return _GENERIC
    return max(_GENERIC, min(1.0, rarity / most))


def coverage(terms: Sequence[Term], folded: str) -> float:
    """The share of the terms' weight that stands in a folded text, from 0 to 1; 0 where there are no terms."""
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if term.stands_in(folded)) / total if total else 0.0


def lookable(terms: Sequence[Term], asked_in: str, written_in: str) -> list[Term]:
    """The terms that can be looked for in a text: in another language, only names and what the glossary knows."""
    return [term for term in terms if asked_in == written_in or term.bilingual or term.name]


def quoted(text: str) -> list[str]:
    """What a question puts in quotation marks."""
    return [fold(match) for match in _QUOTED.findall(text)]


def _chinese_words(text: str) -> list[tuple[str, float, bool]]:
    """(word, weight, is a name) for the Chinese words of a text that say something."""
    import rjieba

    found = []
    for word, tag in rjieba.tag(text):
        if not ("\u3400" <= word[0] <= "\u9fff") or tag[0] not in _BY_TAG or tag == "vshi":
            continue
        if len(word) == 1 and tag[0] != "n":
            continue
        found.append((word, _BY_TAG[tag[0]], tag in _NAMES and len(word) > 2))
    return found


def _latin_words(text: str, rest: str, language: str) -> list[tuple[str, float, bool]]:
    """The same for Latin words; one in capitals inside an English sentence is a name.

    One beside a concept of the glossary is not: it belongs to a title such as Patent Agency Regulation.
    """
    found = []
    for match in _LATIN.finditer(rest):
        word = match[0].strip("'’-").removesuffix("'s").removesuffix("’s")
        if len(word) < 2 or fold(word) in STOPWORDS:
            continue
        opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1:] in ".?!:"
        beside = any(
            place.strip() and not rest[at : at + len(place)].strip()
            for at, place in (
                (match.start() - 2, text[max(0, match.start() - 2) : match.start()]),
                (match.end(), text[match.end() : match.end() + 2]),
            )
            if at >= 0
        )
        name = (word[0].isupper() or any(c.isdigit() for c in word)) and (language == "zh" or not opens) and not beside
        found.append((word, 1.0 if name else 0.5, name))
    return found


def _holds(folded: str, form: str) -> bool:
    if "\u3400" <= form[0] <= "\u9fff" or "\u3400" <= form[-1] <= "\u9fff":
        return any(not is_set_against(folded, *match.span()) for match in re.finditer(re.escape(form), folded))
    if form[0].isdigit():
        return re.search(rf"(?<![\d.]){re.escape(form)}(?!\d|\.\d)", folded) is not None
    stem = _ENGLISH_ENDINGS.sub("", form)
    ending = "[a-z]{0,4}" if len(stem) > 3 else ""
    if stem.endswith("y") and len(stem) > 3:
        stem, ending = stem[:-1], "(?:y|i)[a-z]{0,3}"
    return re.search(rf"(?<![a-z0-9]){re.escape(stem)}{ending}(?![a-z0-9])", folded) is not None

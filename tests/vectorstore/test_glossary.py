"""The glossary names concepts in Chinese and English, and finds them in a text in either language."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from vectorstore.glossary import Concept, concepts, find_concepts, folded, translations


def _slugs(text: str) -> list[str]:
    return [mention.concept.slug for mention in find_concepts(text)]


def test_every_row_has_both_languages() -> None:
    """A concept has a slug of its own and at least one form in each language, none shorter than two characters."""
    slugs = [concept.slug for concept in concepts()]
    assert len(set(slugs)) == len(slugs)
    assert [form for concept in concepts() for form in concept.zh + concept.en if len(form.strip()) < 2] == []


def test_a_form_belongs_to_one_concept() -> None:
    """No form stands for two concepts, in whichever language it is written."""
    owners: dict[str, str] = {}
    for concept in concepts():
        for form in {folded(form) for form in concept.zh + concept.en}:
            assert owners.setdefault(form, concept.slug) == concept.slug, form


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_is_found_as_its_concept(language: str) -> None:
    """Each form of the glossary, read as a text, names its own concept and nothing else."""
    for concept in concepts():
        for form in concept.forms(language):
            assert _slugs(form) == [concept.slug], form


@pytest.mark.parametrize(
    "text",
    [
        "2025年新能源汽车产量增长多少？",
        "How much did the output of new energy vehicles grow in 2025?",
        "NEV产量",
    ],
)
def test_a_question_names_its_concepts_in_either_language(text: str) -> None:
    """The same question in Chinese, in English or mixed names the same concepts."""
    assert {"new-energy-vehicle", "output"} <= set(_slugs(text))


def test_translations_give_the_other_languages_forms() -> None:
    """The forms asked for come once a concept, in the order in which the text names the concepts."""
    forms = translations("工信部：集成电路产量、芯片产量", "en")
    assert [names[0] for names in forms] == [
        "Ministry of Industry and Information Technology",
        "integrated circuit",
        "output",
    ]
    assert translations("low-altitude economy", "zh")[0][0] == "低空经济"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("subsidies", "subsidy"),
        ("unicorns", "unicorn"),
        ("industrial policies", "industrial-policy"),
        ("the price was capped", "cap"),
        ("chips", "integrated-circuit"),
        ("low altitude economy", "low-altitude-economy"),
        ("Low-Altitude\n  Economy", "low-altitude-economy"),
    ],
)
def test_english_inflections_are_tolerated(text: str, slug: str) -> None:
    """A plural, a past form, a hyphen left out or a line's end does not hide a name."""
    assert slug in _slugs(text)


@pytest.mark.parametrize("text", ["paid", "said", "evening", "specific", "16G", "GDPR", "captain"])
def test_english_names_are_whole_words(text: str) -> None:
    """A name inside another English word or number is no mention."""
    assert _slugs(text) == []


def test_the_longest_name_wins() -> None:
    """A name inside a longer name is not a mention of its own."""
    assert _slugs("专精特新“小巨人”企业") == ["little-giant"]
    assert _slugs("进出口") == ["foreign-trade"]
    assert _slugs("intelligent connected vehicle") == ["connected-vehicle"]


def test_offsets_are_those_of_the_text_given() -> None:
    """Full-width letters, ligatures and capitals in the text do not shift where a name stands."""
    text = "㎡…ﬁ İstanbul：ＧＤＰ增速与“小巨人”，以及 Solar Power。"
    found = {mention.concept.slug: text[mention.start : mention.end] for mention in find_concepts(text)}
    assert found == {"gdp": "ＧＤＰ", "growth": "增速", "little-giant": "小巨人", "photovoltaic": "Solar Power"}


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    """Each mention starts at or after the end of the one before."""
    mentions = find_concepts("深圳对人工智能企业的算力券和贷款贴息最高给多少？Is there a cap on the interest subsidy?")
    assert len(mentions) > 5
    assert all(before.end <= after.start for before, after in pairwise(mentions))


def test_a_question_is_read_in_under_a_millisecond() -> None:
    """Once the glossary is loaded, finding the concepts of a question costs next to nothing."""
    question = (
        "深圳市对专精特新“小巨人”企业的贷款贴息最高是多少万元？What is the ceiling of the subsidy for a little giant?"
    )
    find_concepts(question)
    costs = []
    for _ in range(20):
        start = time.perf_counter()
        find_concepts(question)
        costs.append(time.perf_counter() - start)
    assert min(costs) < 0.001


def test_a_concept_knows_its_forms_by_language() -> None:
    """The forms of a concept are asked for by language."""
    concept = Concept("x", ("一",), ("one",))
    assert (concept.forms("zh"), concept.forms("en")) == (("一",), ("one",))

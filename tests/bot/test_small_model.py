"""A real language model behind a real address: it invents freely, and nothing that it invents is shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.answer import AnswerStatus
from bot.citations import CitationList
from bot.language_model import open_language_model
from bot.model_lines import read_draft
from bot.policy_bot import PolicyBot
from bot.prompt import fill_prompt
from bot.question import Question
from bot.support import supported
from settings import Settings
from tests.evaluation.measures import faults
from tests.evaluation.model_figures import found_for, is_invented, sentences_of
from tests.evaluation.small_model import MISSING, has_small_model, small_model
from vectorstore.library import Library

QUESTIONS = (
    "What scale should Beijing's intelligent connected vehicle industry reach?",
    "What is the target for Beijing's core AI industry?",
)
_TOKENS = 40


@pytest.fixture(scope="module")
def small_model_settings() -> Iterator[Settings]:
    """Settings that name the small model."""
    if not has_small_model():
        assert not os.environ.get("CI"), MISSING
        pytest.skip(MISSING)
    with small_model(_TOKENS) as address:
        yield Settings(language_model="openai:smollm2", language_model_url=address, language_model_seconds=300, top_k=1)


def test_what_a_small_model_answers_is_verified_or_not_shown(
    sample_library: Library, small_model_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the whole chain, over HTTP."""
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setattr(sample_library, "settings", small_model_settings)

    answer = PolicyBot(sample_library).answer(Question(QUESTIONS[0]))

    assert answer.status is AnswerStatus.ANSWERED
    assert faults(answer, sample_library) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_figure_that_a_small_model_invents_is_carried(
    sample_library: Library, small_model_settings: Settings, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    """Even if each of its sentences came with the right key, which it does not write by itself."""
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    found = found_for(sample_library, question, k=1)
    prompt = fill_prompt(found)
    written = sentences_of("".join(piece.text for piece in open_language_model(small_model_settings)(prompt)))

    assert written
    for sentence in written:
        citations = CitationList(found.records, found.asked.question.as_of)
        draft = replace(read_draft(sentence), marks=((prompt.passages[0].key, None),))
        if supported(draft, prompt, found, citations):
            assert not is_invented(sentence, " ".join(f"{c.quote} {c.title} {c.section}" for c in citations.all()))

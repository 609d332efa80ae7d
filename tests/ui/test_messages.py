"""The fixed words."""

from string import Formatter

import pytest

from bot.answer import AnswerStatus, NoteKind
from errors import LibraryEmpty, LibraryInUse
from ui.messages import WORDS, fault_words, language_of_browser, note_words, status_words, validity_words


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["en"].keys() == WORDS["zh"].keys()


@pytest.mark.parametrize("key", WORDS["en"])
def test_a_word_is_filled_in_with_the_same_values_in_both_languages(key: str) -> None:
    names = [{name for _, name, _, _ in Formatter().parse(words[key]) if name} for words in WORDS.values()]
    assert names[0] == names[1]


@pytest.mark.parametrize("language", WORDS)
def test_every_status_note_and_validity_has_words(language: str) -> None:
    told_by_notes = {AnswerStatus.ANSWERED, AnswerStatus.OUT_OF_SCOPE}
    assert all(bool(status_words(language, status)) is (status not in told_by_notes) for status in AnswerStatus)
    assert all(note_words(language, kind) for kind in NoteKind)
    known = ("in_force", "not_yet", "expired", "superseded", "repealed", "draft")
    assert all(validity_words(language, validity) for validity in known)
    assert validity_words(language, "unknown") == validity_words(language, "never heard of") == ""


def test_a_fault_is_told_in_the_language_of_the_page_and_an_unexpected_one_tells_nothing_of_the_inside() -> None:
    assert "python -m ingest" in fault_words("zh", LibraryEmpty("No document yet."))
    assert fault_words("en", LibraryInUse("In use by process 7: stop it.")) == "In use by process 7: stop it."
    assert "secret" not in fault_words("en", ValueError("secret"))


@pytest.mark.parametrize(
    ("header", "language"), [("zh-CN,zh;q=0.9", "zh"), ("en-GB,zh;q=0.5", "en"), ("", "en"), (None, "en")]
)
def test_the_language_is_the_one_that_a_browser_asks_for_first(header: str | None, language: str) -> None:
    assert language_of_browser(header) == language

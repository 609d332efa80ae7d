"""What a language model is given: the rules, the passages under keys that nobody can guess, and the question."""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.found import Found
from vectorstore.passage import Passage

SENTINEL = "NOT_IN_PASSAGES"
_PROMPT = Path(__file__).parent / "prompts" / "answer.md"
_LANGUAGE = {"zh": "Chinese", "en": "English"}
# No vowel, so that no key is a word; none that is read for another.
_LETTERS, _DIGITS = "bcdfghjkmnpqrstvwxz", "23456789"
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class KeyedPassage:
    """A passage under its key, with the line that heads it and its text as the model reads it."""

    key: str
    head: str
    text: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt: `text` is all of it; `rules` is the same without the passages, for a model that is given them apart."""

    text: str
    rules: str
    passages: tuple[KeyedPassage, ...]

    @property
    def by_key(self) -> dict[str, Passage]:
        """Key → passage."""
        return {keyed.key: keyed.passage for keyed in self.passages}


def fill_prompt(found: Found, whole: Callable[[Passage], Passage] = lambda passage: passage) -> Prompt:
    """The prompt for a question and its passages; `$` in them has no meaning. The keys are new each time.

    `whole` gives a passage with the neighbours that its list goes on in; what one holds already is not given again.
    """
    keyed: list[KeyedPassage] = []
    passages: list[Passage] = []
    for hit in found.hits:
        if not any(_is_in(hit.passage, other) for other in passages):
            passages.append(whole(hit.passage))
    everything = "\n".join([found.asked.query.text, *(passage.text for passage in passages)])
    for passage in passages:
        record = found.records[passage.document]
        head = " · ".join(part for part in (record.title, record.region, passage.section) if part)
        key = new_key(everything, {other.key for other in keyed})
        keyed.append(KeyedPassage(key, _one_line(head), visible(passage.text), passage))
    listed = "\n\n".join(f"[{k.key}] {k.head}\n{k.text}\n[end of {k.key}]" for k in keyed)
    fill = string.Template(_PROMPT.read_text(encoding="utf-8")).substitute
    words = {
        "language": _LANGUAGE[found.asked.query.language],
        "sentinel": SENTINEL,
        "question": _one_line(found.asked.query.text),
        "key": new_key(everything, {other.key for other in keyed}),
    }
    apart = "(the documents that come with this question; the title of each is its key)"
    return Prompt(fill(passages=listed, **words), fill(passages=apart, **words), tuple(keyed))


def _is_in(passage: Passage, other: Passage) -> bool:
    return passage.document == other.document and other.start <= passage.start and passage.end <= other.end


def new_key(text: str, taken: set[str]) -> str:
    """A key that does not stand in a text and is not taken."""
    while True:
        key = "".join(secrets.choice(_LETTERS if at % 2 else _DIGITS) for at in range(1, 7))
        if key not in taken and key not in text.lower():
            return key


def visible(text: str) -> str:
    """A text without the characters that nobody sees and a model would read."""
    return _UNSEEN.sub("", text)


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())

"""What the check lets through of what language models write: a scripted hostile one, and a small one that invents.

Each statement is judged alone, so that none is hidden only because an answer fell back to the documents' words.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.citations import CitationList
from bot.found import Asked, Found
from bot.language_model import open_language_model
from bot.model_lines import read_draft
from bot.prompt import KeyedPassage, Prompt, fill_prompt
from bot.question import Question
from bot.support import supported
from settings import Settings
from tests.evaluation.figures import Figure
from tests.evaluation.hostile_model import Line, clause_of, faithful_lines, false_lines
from tests.evaluation.hostile_translations import mistranslated, targets_in, translated
from tests.evaluation.small_model import has_small_model, small_model
from vectorstore.library import Library
from vectorstore.passage import RetrievedPassage
from vectorstore.query import Query, understand
from vectorstore.regions import region_of

_PASSAGES, _TARGETS = 3, 2
_SMALL_QUESTIONS, _SMALL_PASSAGES, _SMALL_TOKENS = 12, 2, 96
# A number that only counts a heading or an item says nothing, and is not shown.
_HEADING = re.compile(r"\s*[（(]?\d{1,3}\s?[）).、．﹒]|\W*\d{4}年?\W?\d\d")
_ENDS = {"zh": r"(?<=[。；])|\n", "en": r"(?<=[.;])\s+|\n"}


@dataclass(slots=True)
class Tally:
    """What was tried and what was shown, by kind, with the statements shown that are false or not shown that are true."""

    tried: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    kept_of: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    wrong: list[dict[str, Any]] = field(default_factory=list)


def model_figures(shared: Path, data: Path, report: Path, step: int = 1) -> Iterator[Figure]:
    """The figures on every `step`-th development question; `report` gets the statements that were judged wrongly."""
    lines = (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines if line.strip()][::step]
    library = Library.open(Settings(data=data), lambda _: None)
    try:
        tally = hostile_tally(library, questions)
        yield Figure("hostile model: unsupported statements shown", tally.shown.total(), "", "= 0")
        yield Figure("hostile model: statements tried", tally.tried.total())
        yield Figure("hostile model: true statements kept", round(tally.kept.total() / tally.kept_of.total(), 3))
        for kind, tried in sorted(tally.kept_of.items()):
            yield Figure(f"hostile model: true statements kept: {kind}", f"{tally.kept[kind]}/{tried}")
        if has_small_model():
            small = small_tally(library, [q for q in questions if q["lang"] == "en"][:_SMALL_QUESTIONS])
            tally.wrong += small.wrong
            yield Figure("SmolLM2: unsupported statements shown", small.shown.total(), "", "= 0")
            yield Figure("SmolLM2: statements tried", small.tried.total())
            yield Figure("SmolLM2: statements shown", small.kept.total())
    finally:
        library.close()
    report.parent.mkdir(exist_ok=True)
    report.write_text(json.dumps(tally.wrong, ensure_ascii=False, indent=1), encoding="utf-8")


def hostile_tally(library: Library, questions: list[dict[str, Any]], seed: int = 7) -> Tally:
    """Let the hostile model answer questions; each of its statements is true or false by the way it was made."""
    tally, rng = Tally(), random.Random(seed)  # noqa: S311 (a fixed sample, no secret)
    for question in questions:
        found = found_for(library, question["question"])
        prompt = fill_prompt(found)
        spoken = [keyed for keyed in prompt.passages if keyed.passage.language == found.asked.query.language]
        for keyed in spoken[:_PASSAGES]:
            _try_sentence(keyed, prompt, found, tally, rng)
    _try_targets(library, tally, rng)
    return tally


def found_for(library: Library, text: str, k: int = 10) -> Found:
    """What the library finds for a question."""
    asked = Question(text)
    query = understand(text)
    return Found(Asked(asked, query, ()), tuple(library.retriever.retrieve(query, k)), library.all_records())


def _try_sentence(keyed: KeyedPassage, prompt: Prompt, found: Found, tally: Tally, rng: random.Random) -> None:
    language = keyed.passage.language
    whole = [s.strip() for s in re.split(_ENDS[language], keyed.passage.text)]
    sentences = [
        s
        for s in whole
        if 12 <= len(s) <= (120 if language == "zh" else 350) and re.search(r"\d", s) and not _HEADING.match(s)
    ]
    if not sentences:
        return
    record = found.records[keyed.passage.document]
    sentence = rng.choice(sentences)
    others = [other for other in sentences if other != sentence]
    everything = _squeezed("".join(hit.passage.text for hit in found.hits))
    region = region_of(record.region_code or "")
    named = region.label(language) if region else ""
    for line in false_lines(sentence, others, language, named, keyed.head, rng):
        # What stands in another of the passages word for word is no invention.
        if line.keyed and not line.quote and _squeezed(line.statement).rstrip("。.；;") in everything:
            continue
        _count_false(line, keyed, prompt, found, tally, sentence)
    clause = clause_of(sentence, language)
    for line in [*faithful_lines(sentence, language, named), *([Line("clause", clause)] if clause else [])]:
        _count_true(line, keyed, prompt, found, tally, sentence)


def _try_targets(library: Library, tally: Tally, rng: random.Random) -> None:
    """English statements about the targets of a year that Chinese reports set, true and false ones."""
    records = library.all_records()
    asked = Asked(Question("What are the targets?"), Query("What are the targets?", "en"), ())
    for passage in library.catalogue.passages().values():
        record = records[passage.document]
        region = region_of(record.region_code or "")
        for sentence in re.split(_ENDS["zh"], passage.text):
            # Elsewhere the year of a figure may be another than the report's.
            if "预期目标" not in sentence or "今年" not in sentence or not region or not record.issued_on:
                continue
            found = Found(asked, (RetrievedPassage(passage, 1.0),), records)
            prompt, year = fill_prompt(found), record.issued_on.year
            for target in list(targets_in(sentence))[:_TARGETS]:
                line = translated(target, region.english, year)
                _count_true(line, prompt.passages[0], prompt, found, tally, sentence)
                for line in mistranslated(target, sentence, region.english, year, rng):
                    _count_false(line, prompt.passages[0], prompt, found, tally, sentence)


def _count_false(line: Line, keyed: KeyedPassage, prompt: Prompt, found: Found, tally: Tally, source: str) -> None:
    tally.tried[line.kind] += 1
    if _shown(line, keyed, prompt, found):
        tally.shown[line.kind] += 1
        tally.wrong.append({"shown": line.kind, "statement": line.statement, "quote": line.quote, "source": source})


def _count_true(line: Line, keyed: KeyedPassage, prompt: Prompt, found: Found, tally: Tally, source: str) -> None:
    tally.kept_of[line.kind] += 1
    if _shown(line, keyed, prompt, found):
        tally.kept[line.kind] += 1
    else:
        tally.wrong.append({"dropped": line.kind, "statement": line.statement, "source": source})


def _shown(line: Line, keyed: KeyedPassage, prompt: Prompt, found: Found) -> bool:
    """Whether the check lets a line through."""
    mark = f" [{keyed.key if line.keyed else '9z8y7x'}]" + (f" «{line.quote}»" if line.quote else "")
    citations = CitationList(found.records, found.asked.question.as_of)
    return supported(read_draft(line.statement + mark), prompt, found, citations) is not None


def small_tally(library: Library, questions: list[dict[str, Any]]) -> Tally:
    """Let SmolLM2 answer questions.

    It names no key by itself, so that nothing of it would ever be shown: each of its sentences is tried with the key of
    each passage, the worst that a model which can name keys could do.
    """
    tally = Tally()
    settings = library.settings
    os.environ.setdefault("OPENAI_API_KEY", "none")  # the provider's package asks for one; the server does not
    with small_model(_SMALL_TOKENS) as address:
        small = Settings(
            data=settings.data, language_model="openai:smollm2", language_model_url=address, language_model_seconds=300
        )
        write = open_language_model(small)
        for question in questions:
            found = found_for(library, question["question"], _SMALL_PASSAGES)
            prompt = fill_prompt(found)
            text = "".join(piece.text for piece in write(prompt))
            for sentence in sentences_of(text):
                for keyed in prompt.passages:
                    _count_small(sentence, keyed, prompt, found, tally)
    return tally


def _count_small(sentence: str, keyed: KeyedPassage, prompt: Prompt, found: Found, tally: Tally) -> None:
    tally.tried["SmolLM2"] += 1
    citations = CitationList(found.records, found.asked.question.as_of)
    statement = supported(read_draft(f"{sentence} [{keyed.key}]"), prompt, found, citations)
    if statement is None:
        return
    tally.kept["SmolLM2"] += 1
    quotes = " ".join(f"{c.quote} {c.title} {c.section or ''} {c.region or ''}" for c in citations.all())
    if is_invented(statement.text, quotes):
        tally.shown["SmolLM2"] += 1
        tally.wrong.append({"shown": "SmolLM2", "statement": statement.text, "source": quotes})


def sentences_of(text: str) -> list[str]:
    """The sentences of an English text, each once, without bits too short to say anything."""
    split = (sentence.strip() for sentence in re.split(r"(?<=[.!?])\s+|\n", text))
    return list(dict.fromkeys(sentence for sentence in split if len(sentence) > 20))


def is_invented(statement: str, quotes: str) -> bool:
    """Whether a figure of an English statement, or more than a third of its long words, is not in the quotes.

    Plain text and nothing else: it judges the check, and must not share its eyes.
    """
    held = quotes.lower()
    figures = [figure.strip(".,") for figure in re.findall(r"\d[\d.,]*", statement)]
    words = re.findall(r"[a-z]{5,}", statement.lower())
    unknown = [word for word in words if word[:5] not in held]
    return any(figure not in held for figure in figures) or len(unknown) * 3 > len(words)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)

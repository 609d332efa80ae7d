"""The keyword index: what FTS5's own BM25 finds, found in memory."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from vectorstore.catalogue import Catalogue
from vectorstore.catalogue_file import open_engine
from vectorstore.entry import Entry, SourceState
from vectorstore.passage import Passage
from vectorstore.postings import tokens_of
from vectorstore.record import DocumentRecord
from vectorstore.tokens import query_words, words_of

WORDS = "产业 补贴 低空经济 增长5.5% 企业 6G 氢能 policies subsidies hydrogen O'Neil R&D 2027 funding".split()
COMMON = "发展"
PASSAGES_EACH = 6
DOCUMENTS = 40


def entry(number: int) -> Entry:
    """A document of passages of random words, now and then of several hundred; the same number gives the same one."""
    rng = random.Random(number)  # noqa: S311 - repeatable, not secret
    text, passages = "", []
    for position in range(PASSAGES_EACH):
        drawn = [COMMON] * (rng.random() < 0.7) + rng.choices(
            WORDS, range(1, len(WORDS) + 1), k=rng.choice((4, 9, 400))
        )
        start, text = len(text), text + " ".join(drawn) + "\n"
        language = "zh" if rng.random() < 0.6 else "en"
        passages.append(
            Passage(
                f"p-{number}-{position}", f"{number:03}.md", position, text[start:], start, len(text), None,
                (rng.choice(WORDS),), language, f"{rng.choice(WORDS)}计划",
            )
        )  # fmt: skip
    record = DocumentRecord(f"{number:03}.md", "计划", "zh")
    return Entry(record, SourceState("/policies", str(number), 1, 1), text, tuple(passages))


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """A catalogue of documents of random words."""
    opened = Catalogue.open(tmp_path)
    for number in range(DOCUMENTS):
        opened.put(entry(number))
    return opened


def by_fts5(folder: Path, words: Sequence[str], language: str) -> dict[str, float]:
    """Passage id → score, as SQLite itself finds and scores them."""
    query = sa.text(
        "SELECT passages.id, -bm25(keywords) AS score FROM keywords JOIN passages ON passages.number = keywords.rowid"
        " WHERE keywords MATCH :match AND passages.language = :language"
    )
    values = {"match": " OR ".join(f'"{word}"' for word in words), "language": language}
    with open_engine(folder).connect() as connection:
        return {row.id: row.score for row in connection.execute(query, values)}


@pytest.mark.parametrize(
    "text",
    ["低空经济企业的补贴", "hydrogen subsidy funds", "R&D 6G 增长5.5%", "O'Neil 2027", "发展氢能", "发展", "没有的词"],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_search_finds_what_fts5_finds(catalogue: Catalogue, tmp_path: Path, text: str, language: str) -> None:
    """The same passages with the same scores, stems, numbers of two tokens and words that stand everywhere included."""
    found = catalogue.keywords.search(query_words(text), 1000, language=language)

    assert {hit.passage_id: hit.score for hit in found} == pytest.approx(
        by_fts5(tmp_path, query_words(text), language), abs=1e-5
    )
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_a_search_is_limited_to_documents_and_to_a_number(catalogue: Catalogue) -> None:
    """The best of what is in these documents, and nothing of another; an unknown document holds nothing."""
    everywhere = catalogue.keywords.search(["企业"], 1000)
    inside = [hit for hit in everywhere if hit.passage_id.startswith(("p-3-", "p-5-"))]

    assert inside
    assert catalogue.keywords.search(["企业"], 1000, ["003.md", "005.md", "unknown.md"]) == inside
    assert catalogue.keywords.search(["企业"], 3, ["003.md", "005.md"]) == inside[:3]
    assert catalogue.keywords.search(["企业"], 3, []) == []


def test_what_is_put_in_or_taken_out_is_found_or_gone_at_once(catalogue: Catalogue, tmp_path: Path) -> None:
    """What is kept in memory never outlives a change, and the weights follow it."""
    words = ["hydrogen"]
    before = catalogue.keywords.weights(words)["hydrogen"]

    catalogue.remove([f"{number:03}.md" for number in range(10)])
    catalogue.put(entry(DOCUMENTS))

    found = {hit.passage_id: hit.score for hit in catalogue.keywords.search(words, 1000, language="en")}
    assert found == pytest.approx(by_fts5(tmp_path, words, "en"), abs=1e-5)
    assert any(id_.startswith(f"p-{DOCUMENTS}-") for id_ in found)
    assert catalogue.keywords.weights(words)["hydrogen"] != before


def test_a_rarer_phrase_weighs_more(catalogue: Catalogue) -> None:
    """A phrase is no commoner than its words; what stands nowhere weighs most; punctuation is no word."""
    weights = catalogue.keywords.weights(["发展", "产业", "低空经济", "没有的词", "。"])

    assert weights["没有的词"] == weights["。"] > weights["产业"] > weights["低空经济"] > weights["发展"] > 0


def test_tokens_are_those_of_the_index() -> None:
    """English words lose their endings, a number with a point is two tokens, a Chinese word is one."""
    assert tokens_of("subsidies") == ("subsidi",)
    assert tokens_of("5.5") == ("5", "5")
    assert tokens_of(" ".join(words_of("低空经济"))) == ("低空", "经济")

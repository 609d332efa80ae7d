"""XQuAD: paragraphs of two languages in one pool; each question must find the right one in the other language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.sync import sync
from tests.evaluation.figures import Figure
from vectorstore.library import Library
from vectorstore.query import understand

_DEEP = 60


def write_pool(xquad: Path, folder: Path) -> dict[str, list[tuple[str, int]]]:
    """Write each paragraph as a file `LANGUAGE/NUMBER.txt`; return language → (question, number of its paragraph)."""
    asked: dict[str, list[tuple[str, int]]] = {}
    for language in ("zh", "en"):
        (folder / language).mkdir(parents=True, exist_ok=True)
        data = json.loads((xquad / f"xquad.{language}.json").read_text(encoding="utf-8"))["data"]
        paragraphs = [paragraph for article in data for paragraph in article["paragraphs"]]
        for number, paragraph in enumerate(paragraphs):
            (folder / language / f"{number:03}.txt").write_text(paragraph["context"], encoding="utf-8")
        asked[language] = [(qa["question"], number) for number, p in enumerate(paragraphs) for qa in p["qas"]]
    return asked


def cross_language_figures(xquad: Path, folder: Path, library: Library) -> Iterator[Figure]:
    """The mean reciprocal rank of the right paragraph, the question's own-language twin left out, each way."""
    asked = write_pool(xquad, folder)
    sync([folder], library)
    for language, other, goal in (("zh", "en", ">= 0.63"), ("en", "zh", ">= 0.69")):
        ranks = [
            _rank(library, question, f"{language}/{n:03}.txt", f"{other}/{n:03}.txt") for question, n in asked[language]
        ]
        mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
        recall = sum(0 < rank <= 5 for rank in ranks) / len(ranks)
        yield Figure(f"XQuAD {language}→{other} MRR", round(mrr, 4), "", goal)
        yield Figure(f"XQuAD {language}→{other} Recall@5", round(recall, 4), "", ">= 0.93")
        near = [
            _near(library, question, {f"{language}/{n:03}.txt", f"{other}/{n:03}.txt"})
            for question, n in asked[language]
        ]
        yield Figure(
            f"XQuAD {language}, either language counts, Recall@5", round(sum(near) / len(near), 4), "", ">= 0.99"
        )


def _near(library: Library, question: str, wanted: set[str]) -> bool:
    """Whether one of the wanted documents is among the first five."""
    documents = dict.fromkeys(hit.passage.document for hit in library.retriever.retrieve(understand(question), _DEEP))
    return not wanted.isdisjoint(list(documents)[:5])


def _rank(library: Library, question: str, twin: str, wanted: str) -> int:
    """The rank of the wanted document, from 1; 0 where it is not among the first passages."""
    query = replace(understand(question), exclude=(twin,))
    documents = dict.fromkeys(hit.passage.document for hit in library.retriever.retrieve(query, _DEEP))
    return list(documents).index(wanted) + 1 if wanted in documents else 0

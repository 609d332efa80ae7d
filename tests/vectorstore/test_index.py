"""The index finds the nearest passages, all of them, wherever a search is limited to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vectorstore import index as index_module
from vectorstore.index import PassageIndex
from vectorstore.passage import Passage

_DIMENSION = 24
_DOCUMENTS = 300


def passage(number: int, document: str | None = None) -> Passage:
    """A passage of one of the documents; every seventh is English."""
    name = document or f"{number % _DOCUMENTS:03}.md"
    language = "en" if number % 7 == 0 else "zh"
    return Passage(f"p{number}", name, number, f"第{number}段", 0, 4, None, (), language, "标题")


def unit(rng: np.random.Generator, count: int) -> np.ndarray:
    """Vectors of length one, in clusters, shape (count, dimension)."""
    found = rng.normal(0, 1, (20, _DIMENSION))[rng.integers(0, 20, count)] + rng.normal(0, 0.4, (count, _DIMENSION))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@pytest.fixture
def passages() -> list[Passage]:
    """Three thousand passages."""
    return [passage(number) for number in range(3000)]


@pytest.fixture
def filled(tmp_path: Path, passages: list[Passage]) -> tuple[PassageIndex, np.ndarray]:
    """An index that holds them, and their vectors."""
    vectors = unit(np.random.default_rng(1), len(passages))
    index = PassageIndex(tmp_path / "chroma")
    index.add(passages, vectors)
    return index, vectors


@pytest.mark.parametrize("share", [1.0, 0.1, 0.02, 0.004])
def test_a_search_is_a_full_scan_whatever_it_is_limited_to(
    filled: tuple[PassageIndex, np.ndarray], passages: list[Passage], share: float
) -> None:
    """Ten queries, each among a share of the documents chosen anew; without a limit as well."""
    index, vectors = filled
    rng = np.random.default_rng(2)
    for query in unit(rng, 10):
        documents = sorted({f"{n:03}.md" for n in rng.permutation(_DOCUMENTS)[: round(share * _DOCUMENTS)]})
        rows = [i for i, p in enumerate(passages) if p.language == "zh" and p.document in documents]
        best = sorted(rows, key=lambda row: -float(vectors[row] @ query))[:40]
        found = index.search(query, "zh", 40, [None if share == 1 else documents])
        assert list(found) == [passages[row].id for row in best]
        assert np.allclose(found[passages[best[0]].id], vectors[best[0]])


def test_a_change_is_found_at_once_and_what_is_gone_no_more(filled: tuple[PassageIndex, np.ndarray]) -> None:
    """Added, replaced and removed, while the vectors are held in memory."""
    index, vectors = filled
    assert next(iter(index.search(vectors[8], "zh", 5))) == "p8"

    index.add([passage(9001, "new.md"), passage(10)], np.stack([vectors[8], -vectors[8]]))
    assert set(index.search(vectors[8], "zh", 2)) == {"p8", "p9001"}
    assert list(index.search(vectors[8], "zh", 5, [["new.md"]])) == ["p9001"]
    assert next(iter(index.search(-vectors[8], "zh", 1))) == "p10"

    index.remove(["p8", "p9001", "unknown"])
    assert not {"p8", "p9001"} & set(index.search(vectors[8], "zh", 3000))
    assert index.search(vectors[8], "zh", 5, [["new.md"]]) == {}

    index.clear()
    assert index.search(vectors[8], "zh", 5) == {}


def test_what_is_held_in_memory_is_what_is_stored(filled: tuple[PassageIndex, np.ndarray], tmp_path: Path) -> None:
    """After changes, the same search by an index that reads the folder anew gives the same."""
    index, vectors = filled
    index.search(vectors[8], "zh", 5)
    index.add([passage(9001, "new.md")], vectors[8:9])
    index.remove(["p8", "p100"])

    again = PassageIndex(tmp_path / "chroma")
    for query in vectors[::500]:
        assert list(index.search(query, "zh", 30)) == list(again.search(query, "zh", 30))


def test_a_library_too_large_for_the_memory_is_searched_by_its_graph(
    filled: tuple[PassageIndex, np.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not held, not exact, but found."""
    index, vectors = filled
    monkeypatch.setattr(index_module, "_HELD", 100)
    assert next(iter(index.search(vectors[8], "zh", 40))) == "p8"
    assert next(iter(index.search(vectors[8], "zh", 40, [["008.md"]]))) == "p8"
    assert index.search(vectors[8], "zh", 40, [[]]) == {}

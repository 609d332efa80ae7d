"""How near sentences are to a question: as a whole, and word by word in their context."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from settings import Settings
from vectorstore.closeness import Closeness, Reading, closeness
from vectorstore.embedder import open_embedder
from vectorstore.paired_embedder import PairedEmbedder

EAST, NORTH = np.eye(2, dtype=np.float32)


def reading(whole: np.ndarray, *words: np.ndarray) -> Reading:
    """A text of words that are two letters long, one behind the other."""
    spans = np.array([(2 * n, 2 * n + 2) for n in range(len(words))], np.intp).reshape(-1, 2)
    return Reading(whole, np.array(words, np.float32).reshape(-1, 2), spans)


def test_each_word_counts_with_the_nearest_of_the_sentence() -> None:
    """What stands before the sentence does not count word by word, nor do marks of the question."""
    asked = reading(EAST, EAST, NORTH, NORTH)

    (found,) = closeness("abcd??", asked, [("ab", "cdef")], [reading(NORTH, NORTH, EAST, EAST)])

    assert found == Closeness(whole=0.0, words=0.5, worst=0.0)


def test_what_the_model_does_not_read_is_not_near() -> None:
    """It reads only so much of a long text."""
    (found,) = closeness("ab", reading(EAST, EAST), [("abcd", "ef")], [reading(EAST, EAST, EAST)])

    assert found == Closeness(whole=1.0)


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> PairedEmbedder:
    """The default model."""
    return PairedEmbedder(open_embedder(Settings(data=tmp_path_factory.mktemp("models")), print), None, (1.0,))


def test_the_model_finds_the_sentence_that_says_it_in_other_words(embedder: PairedEmbedder) -> None:
    """Also where the question is of another language."""
    sentences = ["企业每招用一名脱贫劳动力，给予三千元奖励。", "各地要按月上报进度。", "新建项目须办理环评手续。"]

    for question in ("老板雇了贫困户能拿多少钱", "How much does a firm get for hiring a poor worker?"):
        found = embedder.compare(question, [("就业政策\n", sentence) for sentence in sentences])
        assert max(range(3), key=lambda n: found[n].whole) == 0
        assert max(range(3), key=lambda n: found[n].words) == 0
        assert all(0 < near.worst <= near.words <= 1.001 for near in found)


def test_a_word_stands_where_the_model_says(embedder: PairedEmbedder) -> None:
    """The prompt before a text has no place in it; half a surrogate pair is no reason to fail."""
    assert embedder.main.words is not None
    (found,) = embedder.main.words.read(["浙江\ud800省"])

    assert [int(found.spans[0][0]), int(found.spans[-1][1])] == [0, 4]
    assert np.allclose(np.linalg.norm(found.words, axis=1), 1, atol=1e-3)


def test_texts_are_read_while_others_are_embedded(embedder: PairedEmbedder) -> None:
    """Many at once, of many lengths: the model's tokenizer pads them in one thread while another asks where words stand."""
    assert embedder.main.words is not None
    texts = ["浙江省" * n for n in range(1, 60)]
    with ThreadPoolExecutor(3) as beside:
        embedded = beside.submit(embedder.main.embed_documents, texts)
        read = list(beside.map(embedder.main.words.read, [texts] * 4))

    assert [len(readings) for readings in read] == [len(texts)] * 4
    assert np.allclose(read[0][5].whole, embedded.result()[5], atol=0.02)

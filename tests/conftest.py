"""What the tests share: a clean environment, the shared material where it is, and real libraries in temporary folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from settings import Settings
from vectorstore.library import Library

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine reaches a test, and no test reaches the user's library."""
    for name in [name for name in os.environ if name.startswith("REGIONWISE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("REGIONWISE_DATA", str(tmp_path / "library"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents, awkward files and questions beside the project."""
    if not (SHARED / "library").is_dir():
        pytest.skip("the folder `shared` with the real documents is not beside the project")
    return SHARED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a library of its own, with the embedder that loads fastest."""
    return Settings(data=tmp_path / "library", embedding_model="portable")


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    """An empty library."""
    opened = Library.open(settings, lambda _: None)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The samples, ingested with the embedder that loads fastest; tests read from it and change nothing."""
    from ingest.sync import sync

    settings = Settings(data=tmp_path_factory.mktemp("samples"), embedding_model="portable")
    opened = Library.open(settings, lambda _: None)
    sync([PROJECT / "samples"], opened)
    yield opened
    opened.close()

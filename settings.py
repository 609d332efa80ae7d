"""Every setting, its default and its range, read once from the environment and from `.env`."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from errors import SettingsError

PREFIX = "REGIONWISE_"
ENV_FILE = Path(".env")


class Settings(BaseSettings):
    """What can be set; each field is the environment variable REGIONWISE_ + its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    data: Path = Field(
        Path("data"), description="The folder of the library: catalogue, vectors and the converted embedding model."
    )
    host: str = Field("127.0.0.1", description="The address that the app listens on.")
    port: int = Field(7860, ge=0, le=65535, description="The port that the app listens on (0: any free one).")
    embedding_model: str = Field(
        "auto",
        description=(
            "`auto`: multilingual-e5-small where its wheel exists, else `portable`; `portable`: the small numpy model;"
            " or a folder or hub id that sentence-transformers can load."
        ),
    )
    embedding_precision: Literal["auto", "float32", "bfloat16"] = Field(
        "auto", description="Numbers of the embedding model; `auto` takes bfloat16 where the CPU computes in it."
    )
    embedding_threads: int = Field(
        0, ge=0, le=256, description="Threads of the embedding model; 0: every core while filling, one while searching."
    )
    second_vote: float = Field(
        0.5,
        ge=0,
        le=2,
        description=(
            "How much the portable second embedder counts beside the first; 0: it is not used"
            " (then run `python -m vectorstore rebuild`)."
        ),
    )
    passage_characters: int = Field(
        600, ge=100, le=800, description="The longest passage, in characters; a section that is longer becomes several."
    )
    top_k: int = Field(10, ge=1, le=100, description="How many passages an answer is built from.")
    question_characters: int = Field(2000, ge=50, le=20000, description="The longest question that is accepted.")
    file_megabytes: int = Field(200, ge=1, le=10000, description="The largest file that is read, in megabytes.")
    fetch_private_addresses: bool = Field(
        False, description="Whether `python -m ingest` may fetch pages from this machine and its own network."
    )
    readers: int = Field(
        0, ge=0, le=64, description="How many processes read files side by side; 0: one for each core."
    )
    reading_seconds: float = Field(
        60,
        ge=1,
        le=86400,
        description="How long one file may take to be read, in seconds (each page that is recognised starts it anew).",
    )
    office_converter: str = Field(
        "",
        description=(
            "LibreOffice's program, which converts DOC, WPS, RTF and OpenDocument files for reading; empty: `soffice`"
            " where it is installed."
        ),
    )
    archive_reader: str = Field(
        "",
        description="The program bsdtar of libarchive, which RAR and 7z archives need; empty: `bsdtar` where it is installed.",
    )
    ocr: Literal["auto", "off"] = Field(
        "auto",
        description=(
            "`auto`: scanned pages, pictures and pages with a garbled text layer are recognised (about a second a page);"
            " `off`: they are left unread."
        ),
    )
    language_model: str = Field(
        "",
        description=(
            "A chat model as LangChain's `init_chat_model` names it, such as `openai:gpt-4.1-mini`"
            " or `ollama:qwen3`; empty: answers are extractive."
        ),
    )
    language_model_url: str = Field(
        "", description="The address of the language model's server, where it is not the provider's own."
    )
    language_model_seconds: float = Field(60, gt=0, le=600, description="How long to wait for the language model.")


def read_settings(env_file: Path = ENV_FILE) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a name starting with REGIONWISE_ is unknown, or a value is out of range.
    """
    in_file = dotenv_values(env_file) if env_file.is_file() else {}
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in sorted({*os.environ, *in_file}):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1)
            advice = f"Did you mean {near[0]}?" if near else "The README lists the settings."
            raise SettingsError(f"There is no setting {name}. {advice}")
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(f"{name} cannot be {first['input']!r}: {first['msg'].lower()}.") from None

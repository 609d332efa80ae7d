"""Documentation that cannot drift from the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import documentation

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
TRACKED = [
    p for p in PROJECT.rglob("*") if p.suffix in {".py", ".md", ".txt", ".toml", ".csv"} and ".venv" not in p.parts
]


@pytest.fixture(autouse=True)
def _width_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def test_the_readme_says_what_the_code_says() -> None:
    """Settings and help texts are written by `make docs`."""
    assert documentation.readme() == README


def test_the_example_of_env_names_every_setting() -> None:
    """`.env.example` is written by `make docs` too."""
    assert documentation.ENV_EXAMPLE.read_text(encoding="utf-8") == documentation.env_file()


def test_every_make_target_of_the_readme_exists() -> None:
    """A command that a newcomer copies works."""
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets


def test_every_path_in_the_readme_exists() -> None:
    """Links and pictures lead somewhere."""
    for link in re.findall(r"\]\((?!https?:|#)([^)]+)\)", README):
        assert (PROJECT / link).exists(), link


def test_every_requirement_is_pinned_and_says_what_it_is_for() -> None:
    """One line each, no range."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (PROJECT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.fullmatch(r"[\w-]+==[\w.]+( ; [^#]+)? +# .+", line), line


def test_the_python_examples_of_the_readme_run(sample_library, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are run on the samples, as they stand."""
    examples = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert examples
    monkeypatch.setattr("vectorstore.library.Library.open", lambda *_: sample_library)
    monkeypatch.setattr(sample_library, "close", lambda: None)
    for example in examples:
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102

"""The parts of the documentation that come from the code; `make docs` writes them, a test compares them."""

from __future__ import annotations

import contextlib
import io
import re
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic_core import PydanticUndefined

import bot.command
import ingest.command
import vectorstore.command_line
from settings import PREFIX, Settings

PROJECT = Path(__file__).parents[1]
README = PROJECT / "README.md"
ENV_EXAMPLE = PROJECT / ".env.example"


def settings_table() -> str:
    """The settings as a Markdown table."""
    rows = [
        f"| `{name}` | {f'`{default}`' if default else 'none'} | {description} |"
        for name, default, description in _settings()
    ]
    return "\n".join(["| setting | default | what it is |", "|---|---|---|", *rows])


def env_file() -> str:
    """Every setting with its default, commented out."""
    parts = ["# Copy to .env and change what you need; the README says more."]
    for name, default, description in _settings():
        parts += ["", *(f"# {line}" for line in textwrap.wrap(description, 110)), f"# {name}={default}"]
    return "\n".join(parts) + "\n"


def help_texts() -> str:
    """What `--help` prints, command by command."""
    commands = {"ingest": ingest.command.parse, "vectorstore": vectorstore.command_line.parse, "bot": bot.command.parse}
    return "\n\n".join(f"```text\n{_help(parse)}\n```" for parse in commands.values())


def with_block(text: str, name: str, content: str) -> str:
    """A text whose block `<!-- name -->…<!-- /name -->` has this content."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return pattern.sub(lambda match: f"{match[1]}{content}\n{match[2]}", text)


def readme() -> str:
    """The README as the code wants it."""
    text = README.read_text(encoding="utf-8")
    return with_block(with_block(text, "settings", settings_table()), "help", help_texts())


def _settings() -> list[tuple[str, str, str]]:
    found = []
    for name, field in Settings.model_fields.items():
        default = "" if field.default is PydanticUndefined else str(field.default)
        found.append((PREFIX + name.upper(), default, field.description or ""))
    return found


def _help(parse: Callable[[Sequence[str]], object]) -> str:
    written = io.StringIO()
    with contextlib.redirect_stdout(written), contextlib.suppress(SystemExit):
        parse(["--help"])
    return written.getvalue().strip()


if __name__ == "__main__":
    README.write_text(readme(), encoding="utf-8")
    ENV_EXAMPLE.write_text(env_file(), encoding="utf-8")

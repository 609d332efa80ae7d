"""Look-alike radicals become ordinary characters, one for one, in whatever format they come."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import docx
import pytest

from ingest.document import SourceFile
from ingest.radicals import ordinary
from ingest.reading import read_document
from settings import Settings


@pytest.mark.parametrize(
    ("look_alike", "character"),
    [
        ("⾸⻚", "首页"),
        ("⻓⻔⻋⻛", "长门车风"),
        ("⽉⺼", "月月"),
        ("⼀", "一"),
        ("冷樂", "冷樂"),
        ("\U0002f800", "丽"),
    ],
)
def test_a_look_alike_is_the_character_it_looks_like(look_alike: str, character: str) -> None:
    """Kangxi radicals, those of the supplement, and compatibility ideographs."""
    assert ordinary(look_alike) == character


def test_every_radical_gives_one_unified_character() -> None:
    """All 214 Kangxi radicals and 114 of the supplement; only ⺀ has no character of its own."""
    radicals = [
        chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)) if unicodedata.name(chr(code), "")
    ]
    same = [radical for radical in radicals if ordinary(radical) == radical]
    assert len(radicals) == 329
    assert same == ["⺀"]
    assert all(len(ordinary(radical)) == 1 and ordinary(radical) not in radicals[1:] for radical in radicals)


def test_other_text_stays_as_it_is() -> None:
    """Full-width signs, ligatures and the twelve unified characters among the compatibility forms."""
    text = "（一）“首页”，ＡＢ１２，ﬁne，﨎﨏﨑，2024年"
    assert ordinary(text) == text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
def test_every_reader_gives_ordinary_characters(tmp_path: Path, name: str) -> None:
    """The text is the same in length, so that offsets are exact."""
    text = "⽀持中⼩企业发展，⻓期坚持。" * 3
    path = tmp_path / name
    if name == "a.docx":
        file = docx.Document()
        file.add_paragraph(text)
        file.save(str(path))
    else:
        path.write_text(
            f"<html><body><h1>某市办法</h1>{f'<p>{text}</p>' * 5}</body></html>" if name == "a.html" else text,
            encoding="utf-8",
        )
    assert read_document(SourceFile(path, name), Settings()).text.endswith("支持中小企业发展，长期坚持。" * 3)

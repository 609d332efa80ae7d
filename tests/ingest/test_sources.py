"""Paths become sources."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from errors import SourceClash, SourceNotFound
from ingest.document import SourceFile
from ingest.sources import find_sources
from ingest.sync import sync
from settings import Settings
from vectorstore.library import Library


def write(path: Path, text: str = "文本") -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(*paths: Path) -> tuple[SourceFile, ...]:
    """The sources of some paths."""
    return find_sources(paths, Settings(embedding_model="portable"))


def documents(*paths: Path) -> list[str]:
    """The documents of some paths."""
    return [source.document for source in found(*paths)]


def test_a_folder_gives_every_file_below_it_sorted_by_its_path(tmp_path: Path) -> None:
    """Documents are named below the folder that was given, with forward slashes."""
    for name in ("b.txt", "上海/条例.md", "a/deep/er/x.html"):
        write(tmp_path / name)
    assert documents(tmp_path) == ["a/deep/er/x.html", "b.txt", "上海/条例.md"]


def test_a_file_given_alone_is_named_by_its_name(tmp_path: Path) -> None:
    """No folder stands before the name."""
    assert documents(write(tmp_path / "a/b.txt")) == ["b.txt"]


def test_hidden_files_and_word_locks_are_left_out(tmp_path: Path) -> None:
    """Neither a dot file, nor a file in a dot folder, nor ~$x.docx is a document."""
    for name in (".hidden", ".git/config", "~$x.docx", "x.docx"):
        write(tmp_path / name)
    assert documents(tmp_path) == ["x.docx"]


def test_the_sidecar_table_is_no_document_and_its_rows_describe_the_others(tmp_path: Path) -> None:
    """SOURCES.csv gives url, source and note."""
    write(tmp_path / "网页/a.html")
    write(tmp_path / "b.txt")
    write(
        tmp_path / "SOURCES.csv", '\ufeffpath,source,url,note\n网页/a.html,"news, local",https://x.cn/a,\nb.txt,,,n\n'
    )
    first, second = found(tmp_path)
    assert (first.document, first.url, first.source, first.note) == ("b.txt", None, None, "n")
    assert (second.document, second.url, second.source) == ("网页/a.html", "https://x.cn/a", "news, local")


def test_a_table_in_the_root_that_names_files_beside_it_is_a_sidecar_whatever_its_name(tmp_path: Path) -> None:
    """A table with a path column that names no file here stays a document."""
    write(tmp_path / "a.txt")
    write(tmp_path / "list.csv", "path,url\na.txt,https://x.cn\n")
    write(tmp_path / "roads.csv", "path,length\nriver path,3\n")
    sources = found(tmp_path)
    assert [source.document for source in sources] == ["a.txt", "roads.csv"]
    assert sources[0].url == "https://x.cn"


def test_two_paths_with_the_same_document_are_a_clash(tmp_path: Path) -> None:
    """The message names both files."""
    one, two = write(tmp_path / "one/a.txt"), write(tmp_path / "two/a.txt")
    with pytest.raises(SourceClash, match=r"one/a\.txt.*two/a\.txt"):
        found(one.parent, two.parent)


def test_the_same_path_given_twice_is_no_clash(tmp_path: Path) -> None:
    """One file is one document."""
    write(tmp_path / "a.txt")
    assert documents(tmp_path, tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["missing", "missing/a.txt"])
def test_a_missing_path_is_named_in_one_sentence(tmp_path: Path, name: str) -> None:
    """The path stands in the message."""
    with pytest.raises(SourceNotFound, match=r"There is no file or folder .*missing.*: check the path\.$"):
        found(tmp_path / name)


def test_an_empty_folder_holds_no_files(tmp_path: Path) -> None:
    """A folder with nothing but a sidecar table is as empty."""
    write(tmp_path / "SOURCES.csv", "path,url\n")
    with pytest.raises(SourceNotFound, match="holds no files"):
        found(tmp_path)


def test_a_link_that_leads_out_of_the_folder_or_to_nothing_is_refused(tmp_path: Path) -> None:
    """Nothing outside the folder is read, and the report says so; one inside is followed, and nothing hangs."""
    write(tmp_path / "secret.txt")
    folder = tmp_path / "in"
    write(folder / "a.txt")
    for name, target in (
        ("out.txt", "secret.txt"),
        ("up", ""),
        ("round", "in"),
        ("self", "in/self"),
        ("b.txt", "in/a.txt"),
    ):
        (folder / name).symlink_to(tmp_path / target)
    refused = {source.document: source.refused for source in found(folder) if source.refused}
    assert documents(folder) == ["a.txt", "b.txt", "out.txt", "self", "up"]
    assert (
        refused["out.txt"]
        == refused["up"]
        == "The link leads out of the folder and is not followed: put the file itself there."
    )
    assert "leads to nothing" in (refused["self"] or "")


def test_what_a_refused_link_leads_to_is_never_opened(library: Library, tmp_path: Path) -> None:
    """Not even to see whether it has changed: a device would never end. The rest goes on."""
    write(tmp_path / "in" / "a.txt", "某市办法")
    (tmp_path / "in" / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "gone")
    for _ in range(2):
        report = sync([tmp_path / "in"], library)
        assert [name for name, _ in report.failed] == ["gone.txt", "zero.txt"]
    assert report.unchanged == ("a.txt",)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_that_cannot_be_kept_become_one_line(tmp_path: Path) -> None:
    """Two that then are the same stay two."""
    for name in ("a\nb.txt", "a\tb.txt", "c\u202etxt.exe", "长" * 80 + ".txt"):
        write(tmp_path / name)
    (tmp_path / os.fsdecode(b"\xb9\xfe.txt")).write_text("x")
    assert documents(tmp_path) == ["??.txt", "a?b.txt", "a?b.txt?", "c?txt.exe", "长" * 80 + ".txt"]


def test_a_folder_that_cannot_be_opened_is_refused_and_keeps_its_documents(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that is away for a moment does not empty the library; the others are read."""
    write(tmp_path / "in" / "a.txt", "某市办法")
    write(tmp_path / "in" / "share" / "b.txt", "某省办法")
    sync([tmp_path / "in"], library)
    scandir = os.scandir

    def away(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "share":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", away)
    report = sync([tmp_path / "in"], library)
    assert (report.removed, report.unchanged) == ((), ("a.txt",))
    assert report.failed[0][0] == "share/"
    assert "Permission denied" in report.failed[0][1]
    assert library.record("share/b.txt") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such depth")
def test_folders_deeper_than_the_system_can_name_are_refused(tmp_path: Path) -> None:
    """What is above them is read."""
    write(tmp_path / "in" / "a.txt")
    here = os.open(tmp_path / "in", os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    first, *others = found(tmp_path / "in")
    assert first.document == "a.txt"
    assert ["cannot be opened" in (source.refused or "") for source in others] == [True]
    subprocess.run(["rm", "-rf", str(tmp_path / "in")], check=True)


def test_a_file_below_a_linked_folder_belongs_to_the_folder_that_was_given(tmp_path: Path) -> None:
    """Where the link leads says nothing about that."""
    write(tmp_path / "real" / "deep" / "a.txt")
    (tmp_path / "real" / "link").symlink_to(tmp_path / "real" / "deep")
    (tmp_path / "given").symlink_to(tmp_path / "real")
    assert {source.root for source in found(tmp_path / "given")} == {str((tmp_path / "real").resolve())}

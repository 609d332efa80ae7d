"""Paths become sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from errors import SourceClash, SourceNotFound
from ingest.sources import find_sources


def write(path: Path, text: str = "文本") -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def documents(*paths: Path) -> list[str]:
    """The documents of some paths."""
    return [source.document for source in find_sources(paths)]


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
    first, second = find_sources([tmp_path])
    assert (first.document, first.url, first.source, first.note) == ("b.txt", None, None, "n")
    assert (second.document, second.url, second.source) == ("网页/a.html", "https://x.cn/a", "news, local")


def test_a_table_in_the_root_that_names_files_beside_it_is_a_sidecar_whatever_its_name(tmp_path: Path) -> None:
    """A table with a path column that names no file here stays a document."""
    write(tmp_path / "a.txt")
    write(tmp_path / "list.csv", "path,url\na.txt,https://x.cn\n")
    write(tmp_path / "roads.csv", "path,length\nriver path,3\n")
    sources = find_sources([tmp_path])
    assert [source.document for source in sources] == ["a.txt", "roads.csv"]
    assert sources[0].url == "https://x.cn"


def test_two_paths_with_the_same_document_are_a_clash(tmp_path: Path) -> None:
    """The message names both files."""
    one, two = write(tmp_path / "one/a.txt"), write(tmp_path / "two/a.txt")
    with pytest.raises(SourceClash, match=r"one/a\.txt.*two/a\.txt"):
        find_sources([one.parent, two.parent])


def test_the_same_path_given_twice_is_no_clash(tmp_path: Path) -> None:
    """One file is one document."""
    write(tmp_path / "a.txt")
    assert documents(tmp_path, tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["missing", "missing/a.txt"])
def test_a_missing_path_is_named_in_one_sentence(tmp_path: Path, name: str) -> None:
    """The path stands in the message."""
    with pytest.raises(SourceNotFound, match=r"There is no file or folder .*missing.*: check the path\.$"):
        find_sources([tmp_path / name])


def test_an_empty_folder_holds_no_files(tmp_path: Path) -> None:
    """A folder with nothing but a sidecar table is as empty."""
    write(tmp_path / "SOURCES.csv", "path,url\n")
    with pytest.raises(SourceNotFound, match="holds no files"):
        find_sources([tmp_path])


def test_a_link_that_leads_out_of_the_folder_or_round_is_not_followed(tmp_path: Path) -> None:
    """Nothing outside the folder is read, and nothing hangs."""
    write(tmp_path / "secret.txt")
    folder = tmp_path / "in"
    write(folder / "a.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "round").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    assert documents(folder) == ["a.txt"]

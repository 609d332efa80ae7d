"""Archives: the files in them are documents of their own, and none of them can do harm."""

from __future__ import annotations

import io
import lzma
import os
import stat
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

import ingest.archives
import ingest.unpacking
from errors import UnreadableForNow, UnreadableSource
from ingest import archive_entries
from ingest.document import SourceFile
from ingest.programs import find_program
from ingest.reading import read_document
from ingest.sources import find_sources
from ingest.sync import SyncReport, sync
from settings import Settings
from vectorstore.library import Library

PLAN = "# 浙江省低空经济行动计划\n\n到2027年，低空经济规模达到100亿元。\n"
NOTICE = "# Notice on rare earths\n\nRare earth processing is to grow by 5% by 2027.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that is ingested."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def bsdtar() -> str:
    """The program that reads RAR and 7z; on CI it must be there."""
    found = find_program("", archive_entries._NAMES, archive_entries._PLACES)
    if found is None:
        assert not os.environ.get("CI"), "bsdtar is missing: install libarchive-tools."
        pytest.skip("bsdtar is missing: apt-get install libarchive-tools")
    return found


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(files: dict[str, str], mode: str = "w", encoding: str = "utf-8") -> bytes:
    """A tar archive, packed or not."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, format=tarfile.GNU_FORMAT, encoding=encoding) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
    return buffer.getvalue()


def texts(folder: Path, settings: Settings) -> dict[str, str]:
    """The documents of a folder with their text, or the reason why there is none."""
    found = {}
    for source in find_sources([folder], settings):
        try:
            found[source.document] = read_document(source, settings).text
        except UnreadableSource as error:
            found[source.document] = str(error)
    return found


def counts(report: SyncReport) -> tuple[int, ...]:
    """Added, updated, unchanged, removed, failed."""
    return tuple(len(part) for part in (report.added, report.updated, report.unchanged, report.removed, report.failed))


class TestNames:
    """What the files in an archive are called."""

    def test_a_file_in_an_archive_is_a_document_of_its_own(self, folder: Path, settings: Settings) -> None:
        """Named below its archive; what systems leave behind, and tables of sources, are left out."""
        junk = dict.fromkeys(("__MACOSX/a", "x/.DS_Store", "Thumbs.db", "~$a.docx", "SOURCES.csv"), "x")
        (folder / "浙江").mkdir()
        (folder / "浙江" / "bundle.zip").write_bytes(zipped({"a.md": PLAN, "附件/b.txt": "乙", "empty/": "", **junk}))
        (folder / "SOURCES.csv").write_text("path,url\n浙江/bundle.zip,https://x.cn/a\n", encoding="utf-8")
        sources = find_sources([folder], settings)
        assert [source.document for source in sources] == [
            "浙江/bundle.zip!/a.md",
            "浙江/bundle.zip!/附件/b.txt",
        ]
        assert {source.url for source in sources} == {"https://x.cn/a"}
        document = read_document(sources[0], settings)
        assert document.source == sources[0]
        assert document.title == "浙江省低空经济行动计划"

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
    def test_chinese_names_without_a_word_on_their_encoding_are_read(
        self, folder: Path, settings: Settings, encoding: str
    ) -> None:
        """As Chinese Windows writes them, with its own slashes, and as others do."""
        name = "通知\\附件1.txt".encode(encoding)
        content = zipped({"n" * len(name): "甲"}).replace(b"n" * len(name), name)
        (folder / "a.zip").write_bytes(content)
        assert list(texts(folder, settings)) == ["a.zip!/通知/附件1.txt"]

    def test_chinese_names_in_a_tar_are_read(self, folder: Path, settings: Settings) -> None:
        """In either encoding."""
        (folder / "a.tar").write_bytes(tarred({"通知/附件1.txt": "甲"}, encoding="gb18030"))
        (folder / "b.tar").write_bytes(tarred({"通知/附件1.txt": "甲"}))
        assert list(texts(folder, settings)) == ["a.tar!/通知/附件1.txt", "b.tar!/通知/附件1.txt"]

    def test_a_name_that_leads_elsewhere_stays_in_the_archive(
        self, folder: Path, settings: Settings, tmp_path: Path
    ) -> None:
        """Nothing is written where it says; a name of many lines or letters becomes one short line."""
        names = ("../../escaped.txt", "/etc/absolute.txt", "two\nlines.txt", f"{'长' * 3000}.txt")
        (folder / "a.zip").write_bytes(zipped(dict.fromkeys(names, "甲")))
        found = texts(folder, settings)
        assert set(found.values()) == {"甲"}
        assert {"a.zip!/escaped.txt", "a.zip!/etc/absolute.txt", "a.zip!/two?lines.txt"} < set(found)
        assert all(len(name) < 500 for name in found)
        assert not list(tmp_path.rglob("escaped.txt"))


class TestKinds:
    """ZIP, tar, RAR and 7z."""

    @pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
    def test_a_tar_is_read_packed_or_not(self, folder: Path, settings: Settings, mode: str) -> None:
        """Whatever its name says."""
        (folder / "a.dat").write_bytes(tarred({"x/a.md": PLAN, "b.txt": "乙"}, mode))
        assert list(texts(folder, settings)) == ["a.dat!/b.txt", "a.dat!/x/a.md"]

    def test_a_7z_is_read(self, folder: Path, settings: Settings, bsdtar: str, tmp_path: Path) -> None:
        """Through bsdtar."""
        (tmp_path / "通知\n.md").write_text(PLAN, encoding="utf-8")
        packing = [bsdtar, "--format=7zip", "-cf", str(folder / "a.7z"), "通知\n.md"]
        subprocess.run(packing, cwd=tmp_path, check=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
        found = texts(folder, settings)
        assert list(found) == ["a.7z!/通知?.md"]
        assert "100亿元" in found["a.7z!/通知?.md"]

    @pytest.mark.usefixtures("bsdtar")
    def test_the_rar_archives_of_the_library_give_their_files(self, shared: Path, settings: Settings) -> None:
        """Two real ones, one with folders; those in today's formats are read."""
        for path in (shared / "library" / "attachments").glob("*.rar"):
            sources = find_sources([path], settings)
            assert len(sources) > 3
            office = [source for source in sources if source.document.endswith(("x", "s"))]
            for source in office:
                assert len(read_document(source, settings).text) > 100

    def test_without_bsdtar_the_reason_says_what_to_install(self, folder: Path, settings: Settings) -> None:
        """The archive itself is the document that failed, until the program is there."""
        (folder / "a.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(100))
        without = settings.model_copy(update={"archive_reader": "/nowhere/bsdtar"})
        (source,) = find_sources([folder], without)
        with pytest.raises(UnreadableForNow, match="libarchive-tools"):
            read_document(source, without)

    def test_an_archive_named_as_a_document_gives_a_reason(self, folder: Path, settings: Settings) -> None:
        """It is not looked into."""
        (folder / "a.docx").write_bytes(zipped({"a.txt": "甲"}))
        assert "rename it" in texts(folder, settings)["a.docx"]

    def test_an_office_document_named_as_an_archive_is_a_document(self, folder: Path, settings: Settings) -> None:
        """It is one file, not many."""
        import docx

        file = docx.Document()
        file.add_paragraph("某市办法")
        file.save(str(folder / "a.zip"))
        assert texts(folder, settings) == {"a.zip": "某市办法"}


class TestLimits:
    """What a hostile archive may try."""

    @pytest.mark.parametrize(
        ("limit", "value", "said"),
        [("_ENTRIES", 3, "more than 3 files"), ("_BYTES", 5000, "more than 1 GB"), ("_RATIO", 1, "times its size")],
    )
    @pytest.mark.parametrize("nested", [False, True])
    def test_an_archive_over_a_limit_is_refused_as_a_whole(
        self, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, said: str, nested: bool
    ) -> None:  # fmt: skip
        """Alone or in another; the rest of the folder is read."""
        monkeypatch.setattr(ingest.unpacking, limit, value)
        monkeypatch.setattr(ingest.unpacking, "_HARMLESS_BYTES", 5000)
        content = zipped({f"{number}.txt": "a" * 2000 for number in range(4)})
        (folder / "a.zip").write_bytes(zipped({"inner.zip": content}) if nested else content)
        (folder / "b.txt").write_text("乙", encoding="utf-8")
        found = texts(folder, settings)
        assert list(found) == ["a.zip", "b.txt"]
        assert said in found["a.zip"]

    def test_archives_are_unpacked_two_deep(self, folder: Path, settings: Settings) -> None:
        """One that is deeper is a document that failed."""
        third = zipped({"c.txt": "丙"})
        second = zipped({"b.txt": "乙", "third.zip": third})
        (folder / "a.zip").write_bytes(zipped({"a.txt": "甲", "second.zip": second}))
        found = texts(folder, settings)
        assert found.pop("a.zip!/second.zip!/third.zip").startswith("The archive is packed in two others")
        assert found == {"a.zip!/a.txt": "甲", "a.zip!/second.zip!/b.txt": "乙"}

    def test_a_file_over_the_limit_is_passed_over(self, folder: Path, settings: Settings) -> None:
        """The others are read."""
        small = settings.model_copy(update={"file_megabytes": 1})
        (folder / "a.zip").write_bytes(zipped({"big.txt": "a" * (2**20 + 1), "b.txt": "乙"}))
        found = texts(folder, small)
        assert "at most 1 MB" in found["a.zip!/big.txt"]
        assert found["a.zip!/b.txt"] == "乙"

    def test_a_tar_whose_header_is_a_bomb_is_refused(self, folder: Path, settings: Settings) -> None:
        """A name of gigabytes is never held in memory."""
        header = tarfile.TarInfo("././@LongLink")
        header.type, header.size = tarfile.GNUTYPE_LONGNAME, 2**33
        content = header.tobuf(tarfile.GNU_FORMAT) + b"n" * 2**23
        (folder / "a.tar.xz").write_bytes(lzma.compress(content))
        assert "damaged" in texts(folder, settings)["a.tar.xz"]

    def test_links_and_locked_files_are_refused_one_by_one(self, folder: Path, settings: Settings) -> None:
        """The others are read."""
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        with zipfile.ZipFile(folder / "a.zip", "w") as archive:
            archive.writestr(link, "/etc/passwd")
            archive.writestr("open.txt", "甲")
            archive.writestr("locked.txt", "乙")
        content = bytearray((folder / "a.zip").read_bytes())
        for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.rindex(sign) + flags] |= 1
        (folder / "a.zip").write_bytes(content)
        found = texts(folder, settings)
        assert "links are not followed" in found["a.zip!/link.txt"]
        assert "password" in found["a.zip!/locked.txt"]
        assert found["a.zip!/open.txt"] == "甲"

    def test_a_link_in_a_tar_is_refused(self, folder: Path, settings: Settings) -> None:
        """As in a ZIP; devices are no files at all."""
        with tarfile.open(folder / "a.tar", "w") as archive:
            for name, kind in (("soft", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE)):
                info = tarfile.TarInfo(name)
                info.type, info.linkname = kind, "/etc/passwd"
                archive.addfile(info)
        found = texts(folder, settings)
        assert list(found) == ["a.tar!/hard", "a.tar!/soft"]
        assert all("links are not followed" in text for text in found.values())

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.zip", zipped({"a.txt": "甲" * 5000})[:100]),
            ("a.tgz", tarred({"a.txt": "甲" * 5000}, "w:gz")[:50]),
            ("a.gz", b"\x1f\x8b" + bytes(50)),
            ("a.tar", tarred({"a.txt": "甲" * 5000})[:3000]),
            ("a.zip", zipped({})),
        ],
        ids=["zip", "tgz", "gz", "tar", "empty"],
    )
    def test_an_archive_that_cannot_be_opened_is_one_document_that_failed(
        self, folder: Path, settings: Settings, name: str, content: bytes
    ) -> None:
        """With its reason."""
        (folder / name).write_bytes(content)
        found = texts(folder, settings)
        assert list(found) == [name]
        assert "damaged" in found[name] or "no files to read" in found[name]

    @pytest.mark.usefixtures("bsdtar")
    def test_a_damaged_rar_is_one_document_that_failed(self, folder: Path, settings: Settings, shared: Path) -> None:
        """A real one, cut in half."""
        content = next((shared / "library" / "attachments").glob("*.rar")).read_bytes()
        (folder / "a.rar").write_bytes(content[: len(content) // 2])
        assert "damaged" in texts(folder, settings)["a.rar"]

    def test_a_damaged_file_concerns_only_itself(self, folder: Path, settings: Settings) -> None:
        """Its sum does not fit."""
        with zipfile.ZipFile(folder / "a.zip", "w") as archive:
            archive.writestr("a.txt", "wrong")
            archive.writestr("b.txt", "乙")
        content = (folder / "a.zip").read_bytes().replace(b"wrong", b"WRONG")
        (folder / "a.zip").write_bytes(content)
        found = texts(folder, settings)
        assert "damaged in its archive" in found["a.zip!/a.txt"]
        assert found["a.zip!/b.txt"] == "乙"


class TestSync:
    """A library is made equal to its archives, too."""

    def test_an_unchanged_archive_is_not_unpacked_again(
        self, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nor is one that cannot be unpacked; and nothing that was unpacked is left behind."""
        (folder / "a.zip").write_bytes(zipped({"a.md": PLAN, "inner.zip": zipped({"b.md": NOTICE})}))
        (folder / "b.zip").write_bytes(b"PK\x03\x04")
        assert counts(sync([folder], library)) == (2, 0, 0, 0, 1)
        assert not (library.settings.data / "unpacked").exists()

        def refuse(*_: object) -> None:
            raise AssertionError("unpacked again")

        monkeypatch.setattr(ingest.archives, "unpack", refuse)
        assert counts(sync([folder], library)) == (0, 0, 2, 0, 1)

    def test_of_a_changed_archive_only_what_changed_is_read(self, library: Library, folder: Path) -> None:
        """What is gone from it is removed."""
        (folder / "a.zip").write_bytes(zipped({"a.md": PLAN, "b.md": NOTICE, "c.md": "# 第三个文件"}))
        sync([folder], library)
        (folder / "a.zip").write_bytes(zipped({"a.md": PLAN, "b.md": NOTICE.replace("5%", "6%")}))
        report = sync([folder], library)
        assert (report.updated, report.unchanged, report.removed) == (
            ("a.zip!/b.md",),
            ("a.zip!/a.md",),
            ("a.zip!/c.md",),
        )
        assert "6%" in (library.text("a.zip!/b.md") or "")

    def test_with_an_archive_go_its_documents(self, library: Library, folder: Path) -> None:
        """And what was known of it."""
        (folder / "a.zip").write_bytes(zipped({"a.md": PLAN}))
        (folder / "b.md").write_text(NOTICE, encoding="utf-8")
        sync([folder], library)
        (folder / "a.zip").unlink()
        assert sync([folder], library).removed == ("a.zip!/a.md",)
        assert not list((library.settings.data / "archives").iterdir())

    def test_another_archive_of_the_same_name_does_not_overwrite(
        self, library: Library, folder: Path, tmp_path: Path
    ) -> None:
        """Its documents are refused with what to do."""
        (folder / "a.zip").write_bytes(zipped({"a.md": PLAN}))
        (tmp_path / "a.zip").write_bytes(zipped({"a.md": NOTICE}))
        sync([folder], library)
        assert "rename" in sync([tmp_path / "a.zip"], library).failed[0][1]

    def test_what_was_not_read_before_a_crash_is_unpacked_by_the_next_run(self, library: Library, folder: Path) -> None:
        """Though the archive has not changed."""
        (folder / "a.zip").write_bytes(zipped({"a.md": PLAN, "b.md": NOTICE}))
        find_sources([folder], library.settings)
        ingest.archives.drop_unpacked(library.settings)
        assert counts(sync([folder], library)) == (2, 0, 0, 0, 0)

    def test_an_archive_that_changes_while_it_is_read_gives_a_reason(self, folder: Path, settings: Settings) -> None:
        """What was listed is not there any more."""
        (folder / "a.zip").write_bytes(zipped({"a.md": PLAN}))
        (source,) = find_sources([folder], settings)
        (folder / "a.zip").write_bytes(zipped({"another.md": NOTICE}))
        with pytest.raises(UnreadableForNow, match="changed"):
            read_document(source, settings)


def test_a_file_that_is_refused_is_not_opened(tmp_path: Path, settings: Settings) -> None:
    """Its reason is known before."""
    with pytest.raises(UnreadableSource, match=r"^no$"):
        read_document(SourceFile(tmp_path / "missing", "a", refused="no"), settings)

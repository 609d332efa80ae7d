"""Making the library equal to its sources: real files, real Chroma, a real embedder."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from errors import EmbeddingModelMismatch, SourceNotFound
from ingest.sync import SyncReport, sync
from settings import Settings
from vectorstore.library import Library
from vectorstore.query import understand
from vectorstore.tokens import query_words

PLAN = "# 浙江省低空经济行动计划\n\n一、目标\n\n到2027年，低空经济规模达到100亿元。\n"
NOTICE = "# Notice on rare earths\n\n1. Scope\n\nRare earth processing is to grow by 5% by 2027.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, and one file that cannot be read."""
    folder = tmp_path / "policies"
    (folder / "zhejiang").mkdir(parents=True)
    (folder / "zhejiang" / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "notice.md").write_text(NOTICE, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"\x00\x01\x02 not a pdf")
    return folder


def counts(report: SyncReport) -> tuple[int, ...]:
    """Added, updated, unchanged, removed, failed."""
    return tuple(len(part) for part in (report.added, report.updated, report.unchanged, report.removed, report.failed))


def test_a_file_that_cannot_be_read_never_stops_the_others(library: Library, folder: Path) -> None:
    """It is in the report, and in the library, with its reason."""
    report = sync([folder], library)

    assert counts(report) == (2, 0, 0, 0, 1)
    assert report.failed[0][0] == "broken.pdf"
    failed = library.record("broken.pdf")
    assert failed is not None
    assert (failed.status, bool(failed.reason)) == ("failed", True)
    assert library.counts()["documents"] == 2


def test_ingesting_twice_changes_nothing(library: Library, folder: Path) -> None:
    """The second run reads no file, and names the failure again."""
    sync([folder], library)
    before = (library.catalogue.passage_ids(), library.index.ids())

    assert counts(sync([folder], library)) == (0, 0, 2, 0, 1)
    assert (library.catalogue.passage_ids(), library.index.ids()) == before


def test_a_touched_file_is_unchanged_and_an_edited_one_is_updated(library: Library, folder: Path) -> None:
    """What counts is the content."""
    sync([folder], library)
    os.utime(folder / "notice.md", (1, 1))
    (folder / "zhejiang" / "plan.md").write_text(PLAN.replace("100亿", "120亿"), encoding="utf-8")

    assert counts(sync([folder], library)) == (0, 1, 1, 0, 1)
    assert "120亿" in (library.text("zhejiang/plan.md") or "")
    assert library.index.ids() == library.catalogue.passage_ids()


def test_a_document_that_is_gone_from_its_folder_is_removed(library: Library, folder: Path) -> None:
    """From the catalogue, the keyword index and the vectors."""
    sync([folder], library)
    (folder / "notice.md").unlink()

    assert sync([folder], library).removed == ("notice.md",)
    assert library.record("notice.md") is None
    assert library.index.ids() == library.catalogue.passage_ids()
    assert library.catalogue.keywords.search(query_words("rare earths"), 5) == []


def test_a_single_file_removes_nothing(library: Library, folder: Path) -> None:
    """Reading one file says nothing about the others of its folder."""
    sync([folder], library)

    assert counts(sync([folder / "notice.md"], library)) == (0, 0, 1, 0, 0)
    assert library.record("zhejiang/plan.md") is not None


def test_another_folders_document_of_the_same_name_is_not_overwritten(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    """Two files of one name are two documents: the second is refused with what to do."""
    sync([folder], library)
    other = tmp_path / "other"
    other.mkdir()
    (other / "notice.md").write_text("# Another notice\n\nQuite different.\n", encoding="utf-8")

    report = sync([other], library)

    assert "rename" in report.failed[0][1]
    assert "Rare earth" in (library.text("notice.md") or "")


def test_a_moved_folder_is_unchanged(library: Library, folder: Path, tmp_path: Path) -> None:
    """The same files under another root are the same documents."""
    sync([folder], library)
    moved = folder.rename(tmp_path / "moved")

    assert counts(sync([moved], library)) == (0, 0, 2, 0, 1)


def test_a_stopped_run_keeps_what_it_did_and_resumes(library: Library, folder: Path) -> None:
    """What was read is found by its words; the next run reads the rest and makes the vectors."""
    stop = threading.Event()

    def stop_after_one(stage: str, done: int, total: int) -> None:
        if done == 1:
            stop.set()

    report = sync([folder], library, stop_after_one, stop)

    assert report.stopped
    assert 1 <= len(report.added) + len(report.failed) < 3
    assert report.keyword_only == report.added
    assert library.index.count() == 0
    resumed = sync([folder], library)
    assert len(resumed.added) + len(report.added) == 2
    assert not resumed.keyword_only
    assert library.index.ids() == library.catalogue.passage_ids()


def test_a_document_is_found_by_its_words_before_its_vectors_are_made(library: Library, folder: Path) -> None:
    """The report says which documents still wait."""
    stop = threading.Event()

    def stop_at_vectors(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("read", total):
            stop.set()

    report = sync([folder], library, stop_at_vectors, stop)

    assert set(report.keyword_only) == {"notice.md", "zhejiang/plan.md"}
    assert {record.status for record in library.records()} == {"keyword_only", "failed"}
    hits = library.retriever.retrieve(understand("浙江低空经济规模"), 3)
    assert hits[0].passage.document == "zhejiang/plan.md"


def test_a_crash_leaves_nothing_half_done(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that was not written whole is not there; vectors that were not made are made by the next run."""

    def crash(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as context:
        context.setattr(library.catalogue.keywords, "add", crash)
        with pytest.raises(RuntimeError, match="power cut"):
            sync([folder / "notice.md"], library)
    assert library.counts() == {"documents": 0, "passages": 0}
    with monkeypatch.context() as context:
        context.setattr(library.index, "add", crash)
        with pytest.raises(RuntimeError, match="power cut"):
            sync([folder / "notice.md"], library)
    assert library.counts()["documents"] == 1

    sync([folder / "zhejiang"], library)
    assert library.index.ids() == library.catalogue.passage_ids()
    assert {record.status for record in library.records()} == {"ready"}


def test_a_run_waits_while_another_fills_the_library(library: Library, folder: Path) -> None:
    """Neither sweeps what the other has stored; a run that waits can be stopped."""
    other = folder / "zhejiang"
    runs = [threading.Thread(target=sync, args=([path], library)) for path in (folder, other, folder / "notice.md")]
    with library.filling:
        for run in runs:
            run.start()
        stop = threading.Event()
        stop.set()
        assert sync([folder], library, stop=stop).stopped
        assert library.states() == {}
    for run in runs:
        run.join()

    assert library.catalogue.passage_ids() == library.index.ids()
    assert {"zhejiang/plan.md", "notice.md"} <= set(library.states())


def test_lost_vectors_are_made_again(library: Library, folder: Path) -> None:
    """The catalogue is the source of truth."""
    sync([folder], library)
    library.index.remove(sorted(library.catalogue.passage_ids())[:1])

    sync([folder], library)

    assert library.index.ids() == library.catalogue.passage_ids()


def test_a_library_of_another_model_is_refused_until_it_is_rebuilt(settings: Settings, folder: Path) -> None:
    """Vectors of two models cannot be compared."""
    first = Library.open(settings, lambda _: None)
    sync([folder], first)
    first.index._collections["zh"].modify(metadata={"embedding_model": "another-model"})
    first.close()

    second = Library.open(settings, lambda _: None)
    with pytest.raises(EmbeddingModelMismatch, match="rebuild"):
        _ = second.embedder
    assert second.rebuild() == second.counts()["passages"]
    assert second.index.ids() == second.catalogue.passage_ids()
    second.close()


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_missing_path_and_an_empty_folder_are_said(library: Library, tmp_path: Path, name: str) -> None:
    """One clear sentence each."""
    (tmp_path / "empty").mkdir()

    with pytest.raises(SourceNotFound, match=name):
        sync([tmp_path / name], library)

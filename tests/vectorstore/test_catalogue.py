"""The catalogue: one transaction a document, and nothing half done."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import alembic.command
import alembic.config
import pytest
import sqlalchemy as sa

import vectorstore.migrate
from errors import LibraryNotWritable, LibraryTooNew
from vectorstore.catalogue import Catalogue
from vectorstore.catalogue_file import FILE_NAME, open_engine
from vectorstore.catalogue_tables import Base
from vectorstore.commitments import Commitments, Review, Support, Target
from vectorstore.entry import Entry, SourceState
from vectorstore.passage import Passage
from vectorstore.record import DocumentRecord, Evidence, Instrument
from vectorstore.tokens import query_words

STATE = SourceState("/policies", "1:0:abc", 10, 20)
TEXT = "一、目标\n到2027年，低空经济规模达到100亿元。\nThe second passage is English."


def passage(position: int, start: int, end: int, language: str = "zh") -> Passage:
    """A passage of TEXT."""
    return Passage(
        f"p-{position}", "a/plan.md", position, TEXT[start:end], start, end, 1, ("一、目标",), language, "计划"
    )


PASSAGES = [passage(0, 0, 26), passage(1, 27, len(TEXT), "en")]
RECORD = DocumentRecord(
    "a/plan.md", "计划", "zh", issuers=("浙江省人民政府",), region="浙江省", issued_on=dt.date(2026, 1, 2),
    industries=("低空经济",), instruments=(Instrument("目标规划", "environment"),), upstream=("民用航空法",),
    evidence=(Evidence("title", "计划", 0.9, 1),),
)  # fmt: skip

COMMITMENTS = Commitments(
    (Target("低空经济规模", "100", "到2027年，低空经济规模达到100亿元", 5, 23, "达到", "亿元", year=2027, page=1),),
    (Support("低空经济规模达到100亿元", 12, 23, who="企业"),),
    (Review(0, 4),),
)
ENTRY = Entry(RECORD, STATE, TEXT, tuple(PASSAGES), COMMITMENTS)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """An empty catalogue."""
    return Catalogue.open(tmp_path)


def test_a_record_comes_back_as_it_went_in(catalogue: Catalogue) -> None:
    """Every field, its evidence among them, is stored."""
    catalogue.put(ENTRY)

    assert catalogue.records() == [RECORD]
    assert catalogue.commitments.all() == {"a/plan.md": COMMITMENTS}
    assert catalogue.text("a/plan.md") == TEXT
    assert catalogue.states() == {"a/plan.md": STATE}


def test_a_passage_is_the_text_between_its_offsets(catalogue: Catalogue) -> None:
    """Passages hold no copy of the text that could differ from the document's."""
    catalogue.put(ENTRY)

    assert list(catalogue.passages(["p-1", "p-0", "unknown"]).values()) == PASSAGES
    assert catalogue.passage_ids() == {"p-0", "p-1"}
    assert catalogue.ids_of_language("en") == ["p-1"]


def test_replacing_a_document_names_the_passages_that_are_gone(catalogue: Catalogue) -> None:
    """What was there before is out of the keyword index, and its vectors can be swept."""
    catalogue.put(ENTRY)

    assert catalogue.put(replace(ENTRY, passages=tuple(PASSAGES[:1]))) == ["p-1"]
    assert catalogue.counts() == {"documents": 1, "passages": 1}
    assert catalogue.keywords.search(query_words("English passage"), 5) == []


def test_removing_a_document_leaves_nothing(catalogue: Catalogue) -> None:
    """Rows, evidence, passages and keywords go together."""
    catalogue.put(ENTRY)

    assert sorted(catalogue.remove(["a/plan.md"])) == ["p-0", "p-1"]
    assert catalogue.records() == []
    assert catalogue.keywords.search(query_words("低空经济"), 5) == []


def test_a_failed_write_changes_nothing(catalogue: Catalogue) -> None:
    """Two passages of one id cannot be: the document that was there stays whole."""
    catalogue.put(ENTRY)

    with pytest.raises(sa.exc.IntegrityError):
        catalogue.put(replace(ENTRY, passages=(PASSAGES[0], PASSAGES[0])))

    assert catalogue.passage_ids() == {"p-0", "p-1"}
    assert [hit.passage_id for hit in catalogue.keywords.search(query_words("低空经济"), 5)] == ["p-0"]


def test_the_migrations_make_the_tables_that_the_code_names(tmp_path: Path) -> None:
    """A column added to the tables without a migration is a fault."""
    Catalogue.open(tmp_path).close()

    inspector = sa.inspect(sa.create_engine(f"sqlite:///{tmp_path / FILE_NAME}"))
    for table in Base.metadata.sorted_tables:
        made = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
        assert made == {column.name: column.nullable for column in table.columns}


def test_a_library_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """An old program does not write into tables it does not know."""
    Catalogue.open(tmp_path).close()
    with sa.create_engine(f"sqlite:///{tmp_path / FILE_NAME}").begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(LibraryTooNew, match="newer version"):
        Catalogue.open(tmp_path)


def test_a_full_disk_is_said_in_one_sentence_and_loses_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    """SQLite's limit on pages stands in for the disk's end."""
    catalogue.put(ENTRY)
    engine = catalogue._engine

    @sa.event.listens_for(engine, "begin")
    def _limit(connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    big = DocumentRecord("b.md", "大", "zh")
    with pytest.raises(LibraryNotWritable, match="full"):
        catalogue.put(Entry(big, STATE, "x" * 5_000_000))
    assert [record.document for record in catalogue.records()] == ["a/plan.md"]


def test_an_older_library_keeps_everything_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    """Documents, passages, evidence and the keyword index of the first version are there after the migrations."""
    config = alembic.config.Config()
    config.set_main_option("script_location", str(Path(vectorstore.migrate.__file__).parent / "migrations"))
    engine = open_engine(tmp_path)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "0001")
        connection.execute(
            sa.text(
                "INSERT INTO documents (number, document, root, digest, size, modified_ns, title, language, issuers, validity,"
                " pages, same_as, status, text) VALUES (1, 'a/plan.md', '/policies', '1:0:abc', 10, 20, '计划', 'zh', '[]',"
                " 'unknown', '[]', '[]', 'ready', :text)"
            ),
            {"text": TEXT},
        )
        connection.execute(sa.text("INSERT INTO evidence VALUES (1, 1, 'title', '计划', 1, 0.9)"))
        connection.execute(sa.text("INSERT INTO passages VALUES (1, 'p-0', 1, 0, 0, 26, 1, '[\"一、目标\"]', 'zh')"))
        connection.execute(
            sa.text("INSERT INTO keywords(rowid, title, headings, body) VALUES (1, '计划', '', '低空 经济')")
        )
    engine.dispose()

    catalogue = Catalogue.open(tmp_path)

    (record,) = catalogue.records()
    assert (record.title, record.evidence, record.audience) == ("计划", (Evidence("title", "计划", 0.9, 1),), "public")
    assert list(catalogue.passages().values()) == PASSAGES[:1]
    assert [hit.passage_id for hit in catalogue.keywords.search(["低空"], 3)] == ["p-0"]
    catalogue.put(ENTRY)
    assert catalogue.passage_ids() == {"p-0", "p-1"}

"""Documents become passages along their sections."""

from __future__ import annotations

import hashlib
import itertools
import random
from pathlib import Path

import pytest

from ingest.assembly import PageReading, assemble
from ingest.document import BlockKind, PolicyDocument, SourceFile
from ingest.lines import Line
from ingest.splitter import split_into_passages

SENTENCE = "各级人民政府应当加强对中小企业的支持，建立健全工作协调机制。"


def document(*lines: str | Line) -> PolicyDocument:
    """A document made of lines."""
    made = [line if isinstance(line, Line) else Line(line) for line in lines]
    return assemble(SourceFile(Path("a.txt"), "a.txt"), made)


def texts(made: PolicyDocument, limit: int = 600) -> list[str]:
    """The texts of a document's passages."""
    return [passage.text for passage in split_into_passages(made, "题", limit)]


def test_a_passage_never_crosses_a_section() -> None:
    """A new heading closes the passage, however short it is."""
    made = document("一、目标", SENTENCE, "二、任务", SENTENCE)
    assert texts(made) == [f"一、目标\n{SENTENCE}", f"二、任务\n{SENTENCE}"]


def test_headings_without_text_between_them_open_the_first_subsection() -> None:
    """No passage is a bare heading."""
    made = document("第一章 总则", "第一条 " + SENTENCE, "第二条 " + SENTENCE)
    assert texts(made) == [f"第一章 总则\n第一条\n{SENTENCE}", f"第二条\n{SENTENCE}"]
    paths = [passage.heading_path for passage in split_into_passages(made, "题", 600)]
    assert paths == [("第一章 总则", "第一条"), ("第一章 总则", "第二条")]


def test_paragraphs_are_packed_up_to_the_limit() -> None:
    """Three short paragraphs are one passage, a fourth begins the next."""
    paragraphs = [f"{number}{SENTENCE}" for number in "甲乙丙丁"]
    assert texts(document(*paragraphs), 100) == ["\n".join(paragraphs[:3]), paragraphs[3]]


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    """Each piece but the last ends a sentence, and none is much shorter than the others."""
    pieces = texts(document(SENTENCE * 30), 200)
    assert all(piece.endswith("。") for piece in pieces)
    assert "".join(pieces) == SENTENCE * 30
    assert min(map(len, pieces)) > 90


def test_a_sentence_that_a_page_break_cuts_stays_in_one_passage() -> None:
    """Its halves are two paragraphs, because a page's header stands between them."""
    halves = (Line("各级人民政府应当加强对中小企业的", is_cut=True), Line("支持，建立健全工作协调机制。"))
    assert texts(document(SENTENCE * 2, *halves, SENTENCE), 80) == [
        SENTENCE * 2,
        "各级人民政府应当加强对中小企业的\n支持，建立健全工作协调机制。\n" + SENTENCE,
    ]


def test_a_long_sentence_is_cut_at_commas_and_a_long_word_hard() -> None:
    """Nothing is longer than the limit."""
    assert all(piece.endswith("，") for piece in texts(document("支持中小企业创新发展，" * 40), 100)[:-1])
    assert [len(piece) for piece in texts(document("字" * 250), 100)] == [95, 89, 66]


def test_an_english_number_or_abbreviation_ends_no_sentence() -> None:
    """No. 18 and 82.3 stay whole."""
    text = "The plan is issued under No. 18 of the State Council and covers 82.3 years of service life. " * 12
    assert all(piece.endswith("life.") for piece in texts(document(text.strip()), 300))


def test_rows_are_packed_and_carry_their_table_s_header() -> None:
    """A row is found by the names of its columns, and told under them."""
    rows = [Line("城市  上限"), *(Line(f"城市{number}  {number}000元") for number in range(60))]
    made = document("一、标准", *(Line(row.text, BlockKind.ROW) for row in rows), SENTENCE)
    first, *middle, last = split_into_passages(made, "题", 200)
    assert first.text.startswith("一、标准\n城市  上限\n城市0")
    assert {passage.heading_path for passage in (first, *middle)} == {("一、标准", "城市  上限")}
    assert (last.text, last.heading_path) == (SENTENCE, ("一、标准",))


def test_a_caption_stays_with_its_table() -> None:
    """A short line above a table names it, in the first passage and in the paths of the others."""
    rows = [Line("城市  上限", BlockKind.ROW), *(Line(f"城市{n}  {n}000元", BlockKind.ROW) for n in range(20))]
    first, second, *rest = split_into_passages(document(SENTENCE, "表1 缴存上限", *rows), "题", 150)
    assert first.text == SENTENCE
    assert second.text.startswith("表1 缴存上限\n城市  上限\n城市0")
    assert {passage.heading_path for passage in rest} == {("表1 缴存上限", "城市  上限")}


def test_a_unit_line_is_told_with_the_caption_above_it() -> None:
    """Both stand with the table, in every passage of it."""
    rows = [Line("城市  产值", BlockKind.ROW), *(Line(f"城市{n}  {n}000", BlockKind.ROW) for n in range(20))]
    first, *tables = split_into_passages(document(SENTENCE, "表1", "产值目标", "单位：亿元", *rows), "题", 150)
    assert first.text == SENTENCE
    assert len(tables) > 1
    assert {passage.heading_path for passage in tables} == {("表1", "产值目标", "单位：亿元", "城市  产值")}


def test_a_passage_holds_rows_of_one_merged_cell() -> None:
    """So that its path tells the cell to each; the header stands with the first."""
    names = "类别  条件"
    rows = [Line(names, BlockKind.ROW)]
    rows += [Line(text, BlockKind.ROW, context=(names, text[:2])) for text in ("研发  甲", "平台  丙")]
    rows.insert(2, Line("  乙", BlockKind.ROW, context=(names, "研发")))
    made = document("一、标准", *rows)
    passages = split_into_passages(made, "题", 600)
    assert [(passage.text, passage.heading_path) for passage in passages] == [
        (f"一、标准\n{names}\n研发  甲\n  乙", ("一、标准", names, "研发")),
        ("平台  丙", ("一、标准", names, "平台")),
    ]
    assert all(made.text[passage.start : passage.end] == passage.text for passage in passages)
    assert passages[0].embedding_text().count(names) == 1


def test_heading_paths_are_cut_to_sixty_characters() -> None:
    """A long heading does not swell every passage below it."""
    made = document(Line("总" * 90, BlockKind.HEADING, 1), SENTENCE)
    (passage,) = split_into_passages(made, "题", 600)
    assert len(passage.heading_path[0]) == 60


def test_a_passage_knows_its_place() -> None:
    """Id, position, page, language and title are set; the id is of the document's name and text."""
    lines = [Line(SENTENCE, page=1), Line("二、任务", page=2), Line(SENTENCE, page=2)]
    made = assemble(SourceFile(Path("a.pdf"), "x/a.pdf"), lines, None, [PageReading(1), PageReading(2)])
    digest = hashlib.sha1(f"x/a.pdf\0{made.text}".encode(), usedforsecurity=False).hexdigest()[:16]
    passages = split_into_passages(made, "题", 600)
    assert [(p.id, p.position, p.page) for p in passages] == [(f"{digest}-0", 0, 1), (f"{digest}-1", 1, 2)]
    assert {(p.document, p.language, p.title) for p in passages} == {("x/a.pdf", "zh", "题")}
    assert split_into_passages(document("The fund supports firms."), "", 600)[0].language == "en"


def test_a_document_without_blocks_has_no_passages() -> None:
    """Nothing is made of nothing."""
    assert split_into_passages(document(), "题", 600) == []


@pytest.mark.parametrize("seed", range(40))
def test_any_document_is_covered_by_exact_passages_within_the_limit(seed: int) -> None:
    """Offsets are exact, passages are in order and do not overlap, and no character is lost."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    limit = rng.choice([100, 200, 600, 800])
    made = document(*(random_line(rng) for _ in range(rng.randint(1, 40))))
    passages = split_into_passages(made, "题", limit)
    assert all(made.text[p.start : p.end] == p.text and 0 < len(p.text) <= limit for p in passages)
    assert all(a.end <= b.start for a, b in itertools.pairwise(passages))
    covered = "".join(p.text for p in passages)
    assert "".join(covered.split()) == "".join(made.text.split())
    headings = [b for b in made.blocks if b.kind is BlockKind.HEADING]
    assert not any(crosses(made, p.start, p.end, b.start) for p in passages for b in headings)


def crosses(made: PolicyDocument, start: int, end: int, heading: int) -> bool:
    """Whether a span holds text of the section before a heading as well as the heading."""
    before = [b for b in made.blocks if b.end > start and b.start < heading and b.kind is not BlockKind.HEADING]
    return start < heading < end and bool(before)


def random_line(rng: random.Random) -> Line:
    """Some line, of any kind and length."""
    kind = rng.choice(["heading", "paragraph", "paragraph", "row", "article", "english"])
    if kind == "heading":
        return Line(f"{rng.choice('一二三四五')}、{'题' * rng.randint(1, 20)}")
    if kind == "article":
        return Line(f"第{rng.randint(1, 99)}条 {SENTENCE * rng.randint(1, 30)}")
    if kind == "row":
        return Line("  ".join("格" * rng.randint(1, 60) for _ in range(rng.randint(1, 8))), BlockKind.ROW)
    if kind == "english":
        return Line("The fund supports small enterprises, among them new ones. " * rng.randint(1, 20) + "End.")
    return Line(rng.choice(["字", "字，", SENTENCE]) * rng.randint(1, 60))

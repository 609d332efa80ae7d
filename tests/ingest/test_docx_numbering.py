"""The numbers that Word counts are told where they name a heading or an article."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.document import BlockKind, SourceFile
from ingest.readers.docx import read
from settings import Settings

BODY = "各级人民政府应当加强领导，建立健全工作协调机制，将所需经费列入本级预算。"
LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="{1}"/><w:numFmt w:val="{2}"/><w:suff w:val="nothing"/><w:lvlText w:val="{3}"/></w:lvl>'


class Word:
    """A Word file with numbered paragraphs."""

    def __init__(self) -> None:
        self.file = docx.Document()
        self.numbering = self.file.part.numbering_part.element

    def add_list(self, name: int, *levels: tuple[int, str, str], restarts: int | None = None) -> None:
        """A list of such levels (first number, sort, text), and a second one that counts on or restarts it."""
        inner = "".join(LEVEL.format(depth, *level) for depth, level in enumerate(levels))
        self.numbering.insert(
            0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{inner}</w:abstractNum>')
        )
        again = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restarts}"/></w:lvlOverride>' if restarts else ""
        for number, override in ((name, ""), (name + 1, again)):
            num = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{name}"/>{override}</w:num>'
            self.numbering.append(parse_xml(num))

    def add(self, text: str, name: int = 0, level: int = 0) -> None:
        """A paragraph, numbered by a list where one is named."""
        paragraph = self.file.add_paragraph(text)
        if name:
            place = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            place.get_or_add_ilvl().val = level
            place.get_or_add_numId().val = name

    def blocks(self, folder: Path) -> list[tuple[str, str]]:
        """What is read of it."""
        self.file.save(str(folder / "a.docx"))
        document = read(SourceFile(folder / "a.docx", "a.docx"), Settings(data=folder))
        kinds = {BlockKind.HEADING: "heading", BlockKind.PARAGRAPH: "paragraph"}
        return [(kinds[block.kind], document.text[block.start : block.end]) for block in document.blocks]


def test_chapters_and_articles_have_their_numbers(tmp_path: Path) -> None:
    """Articles go on counting from chapter to chapter."""
    word = Word()
    word.add_list(901, (1, "chineseCountingThousand", "第%1章　"))
    word.add_list(911, (9, "chineseCounting", "第%1条　"))
    for chapter in ("总则", "附则"):
        word.add(chapter, 901)
        word.add(BODY, 911)
        word.add(BODY, 911)
    assert [text for kind, text in word.blocks(tmp_path) if kind == "heading"] == [
        "第一章 总则",
        "第九条",
        "第十条",
        "第二章 附则",
        "第十一条",
        "第十二条",
    ]


def test_a_list_of_several_levels_counts_each_below_the_one_above(tmp_path: Path) -> None:
    """1.1 is begun anew below 2."""
    word = Word()
    word.add_list(901, (1, "decimal", "%1. "), (1, "decimal", "%1.%2 "))
    for text in ("Aims", "Scope"):
        word.add(text, 901)
        for name in ("First", "Second"):
            word.add(name, 901, 1)
            word.add("The fund supports small enterprises, among them new ones.")
    assert [text for kind, text in word.blocks(tmp_path) if kind == "heading"] == [
        "1. Aims",
        "1.1 First",
        "1.2 Second",
        "2. Scope",
        "2.1 First",
        "2.2 Second",
    ]


@pytest.mark.parametrize(("restarts", "second"), [(None, "三、丙"), (1, "一、丙")])
def test_two_lists_of_one_sort_count_on_unless_one_restarts(tmp_path: Path, restarts: int | None, second: str) -> None:
    """As Word has it."""
    word = Word()
    word.add_list(901, (1, "chineseCounting", "%1、"), restarts=restarts)
    for text, name in (("甲", 901), ("乙", 901), ("丙", 902)):
        word.add(text, name)
        word.add(BODY)
    assert word.blocks(tmp_path)[4] == ("heading", second)


def test_the_number_of_a_list_item_is_left_out(tmp_path: Path) -> None:
    """What is quoted stands in the file."""
    word = Word()
    word.add_list(901, (1, "decimal", "（%1）"))
    word.add(BODY, 901)
    assert word.blocks(tmp_path) == [("paragraph", BODY)]


def test_bold_lines_are_headings_where_nothing_else_is(tmp_path: Path) -> None:
    """The larger, the higher; a single one is the title, and orders nothing."""
    word = Word()
    for size, text in ((20, "Strategy"), (15, "Aims"), (13, "Growth"), (13, "Jobs")):
        run = word.file.add_paragraph().add_run(text)
        run.bold, run.font.size = True, docx.shared.Pt(size)
        word.add("The fund supports small enterprises, among them new ones, in every district of the region. " * 3)
    found = word.blocks(tmp_path)
    assert [text for kind, text in found if kind == "heading"] == ["Strategy", "Aims", "Growth", "Jobs"]

    only = Word()
    only.file.add_paragraph().add_run("Strategy").bold = True
    only.add("The fund supports small enterprises, among them new ones.")
    assert {kind for kind, _ in only.blocks(tmp_path)} == {"paragraph"}

"""The lines of PDF pages become paragraphs, and what stands at the edge of most pages is dropped."""

from __future__ import annotations

from ingest.document import BlockKind
from ingest.readers.pdf_lines import TextLine
from ingest.readers.pdf_paragraphs import paragraphs_of, without_running_lines

FULL = "The fund supports small enterprises, among them new ones, in every district of"


def line(text: str, top: float, size: float = 10, left: float = 50, right: float = 450, page: int = 1) -> TextLine:
    """A line of a page, by default as wide as the column."""
    return TextLine(text, page, left, top - size, right, top, size)


def texts(*lines: TextLine) -> list[str]:
    """The paragraphs of one page."""
    return [paragraph.text for paragraph in paragraphs_of([list(lines)])]


def body(top: float, count: int, page: int = 1) -> list[TextLine]:
    """So many full lines, fifteen points apart."""
    return [line(FULL, top - 15 * number, page=page) for number in range(count)]


def test_a_wider_gap_parts_paragraphs_though_the_last_line_is_full() -> None:
    """By what is usual on the page."""
    made = texts(*body(700, 5), line("The region pays.", 620, right=120), *body(600, 1))
    assert made == [" ".join([FULL] * 5), "The region pays.", FULL]


def test_a_heading_that_fills_its_line_is_not_joined_to_the_text_below() -> None:
    """Nor one behind a sentence that does; both by the size of their type."""
    made = texts(line(FULL + ".", 700), line("Support for companies", 684, 12, right=160), line(FULL, 668))
    assert made == [FULL + ".", "Support for companies", FULL]


def test_a_caption_of_two_centred_lines_is_one() -> None:
    """The unit line below it is another."""
    made = texts(
        *body(700, 2),
        line("Table 3. Key indicators for advanced", 650, left=150, right=350),
        line("manufacturing", 635, left=210, right=290),
        line("Unit: EUR million", 620, left=205, right=295),
    )
    assert made[1:] == ["Table 3. Key indicators for advanced manufacturing", "Unit: EUR million"]


def test_a_line_that_recurs_at_other_heights_is_no_running_line() -> None:
    """A header stands at one height on each page, a phrase of the text does not."""
    pages = [
        [line("A running header", 780, page=number), line("and 3 more.", 700 - 20 * number, right=90, page=number)]
        for number in (1, 2, 3)
    ]
    kept = without_running_lines(pages)
    assert [[line.text for line in lines] for lines in kept] == [["and 3 more."]] * 3


def test_a_header_of_two_pages_is_dropped() -> None:
    """Where it stands at one height on both."""
    pages = [[line("A running header", 780, page=number), *body(700, 5, number)] for number in (1, 2)]
    assert all(line.text == FULL for lines in without_running_lines(pages) for line in lines)


def test_a_paragraph_goes_on_behind_a_page_break_but_not_behind_a_header() -> None:
    """There it is cut, and known to be."""
    pages = [body(700, 1), [line("the country.", 700, right=110, page=2)]]
    assert [made.text for made in paragraphs_of(pages)] == [f"{FULL} the country."]
    pages[1][0] = TextLine("the country.", 2, 50, 690, 110, 700, 10, after_gap=True)
    assert [(made.text, made.is_cut) for made in paragraphs_of(pages)] == [(FULL, True), ("the country.", False)]


def test_larger_lines_are_headings_where_signs_order_nothing() -> None:
    """The larger, the higher; a line in larger type that is a sentence is none."""
    names = (("Strategy", 20), ("Aims", 15), ("Growth", 12), ("We will grow.", 12), ("Jobs", 12))
    lines: list[TextLine] = []
    for place, (text, size) in enumerate(names):
        lines += [line(text, 780 - 150 * place, size, right=150), *body(740 - 150 * place, 5)]
    found = [(made.text, made.rank) for made in paragraphs_of([lines]) if made.kind is BlockKind.HEADING]
    assert found == [("Strategy", 1), ("Aims", 2), ("Growth", 3), ("Jobs", 3)]
    signed = [line(f"{sign}、总体要求", 60 - 20 * n, right=150) for n, sign in enumerate("一二三")]
    assert all(made.rank == 0 for made in paragraphs_of([[*lines, *signed]]))

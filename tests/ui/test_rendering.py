"""Answer → HTML: everything is shown, and nothing from outside becomes markup."""

import datetime as dt
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.answer import Answer, AnswerStatus, Citation, NearestDocument, Note, NoteKind, Row, Statement, Table
from ui.cards import render_sources
from ui.links import document_link, source_link
from ui.rendering import ask_buttons, render_answer, render_fault, render_turn
from vectorstore.filters import Filters

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/a.png)",
    "https://evil.example",
    "$$\\frac{1}{2}$$ \\(x\\)",
    "```html\n<b>x</b>\n```",
    "# heading\n* list | table",
    "${alert(1)} {{constructor}}",
    "&lt;b&gt; &amp; &#60;",
    "\u202egnp.exe\u2066",
]
CITATION = Citation(
    1, "a/b.txt", "Measures", "Bureau", "No. 3", "Shanghai", dt.date(2025, 3, 1), "draft", 4, "Chapter 2 › Support",
    "at most 30 %", 20, 32, "Firms are paid at most 30 % of the cost.", 5,
)  # fmt: skip
ANSWER = Answer(
    "What is paid?", "en", AnswerStatus.ANSWERED, 0.9, (Statement("At most 30 %.", (1,)),), citations=(CITATION,)
)


class Page(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [value for name, value in self.attributes if name == attribute]

    @property
    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name in ("href", "src", "action")]


def hostile_answer(text: str) -> Answer:
    citation = replace(
        CITATION, document=text, title=text, issuer=text, document_number=text, region=text, section=text, quote=text,
        context=text, context_start=0, start=0, end=len(text), validity=text,
    )  # fmt: skip
    return Answer(
        text, text, AnswerStatus.NOT_IN_LIBRARY, 0.5, (Statement(text, (1,)),), Table((text,), (Row(text, (Statement(text, (1,)),)),)),
        (Note(NoteKind.CONFLICT, text),), (citation,), (NearestDocument(text, text),), (text,), Filters((text,), issuers=(text,)), answered_by=text, seconds=1.0,
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    expected, page = (
        Page(render_turn(1, "x", render_answer(hostile_answer("x"), 1), "x")),
        Page(render_turn(1, text, render_answer(hostile_answer(text), 1), text)),
    )
    without_breaks = [tag for tag in page.tags if tag != "br"]
    assert without_breaks == expected.tags
    assert {name for name, _ in page.attributes} == {name for name, _ in expected.attributes}
    assert text.replace("\n", "") in page.text


@pytest.mark.parametrize(
    "text", [*HOSTILE, "javascript:alert(1)", "data:text/html,x", "//evil.example/x", "/etc/passwd"]
)
def test_links_lead_only_to_our_documents_and_to_the_answer_itself(text: str) -> None:
    # A catalogue's http(s) address is the one exception, and has a test of its own.
    links = Page(render_answer(hostile_answer(text), 1)).links
    assert links
    assert all(link.startswith(("documents/", "#turn-1-source-")) for link in links)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        " https://a.cn",
        "https://a.cn/ b",
        "ftp://a.cn",
        "https:",
        "//a.cn",
        "data:x",
        "http://[",
        "https://a.cn\\@b",
        "",
        None,
    ],
)
def test_an_address_that_is_no_web_page_is_no_link(url: str | None) -> None:
    assert source_link(url) is None


def test_a_web_page_of_the_catalogue_is_a_link() -> None:
    for url in ("https://s.fjlib.net:6443/a?x=1&y=2", 'http://a.cn/"onmouseover="alert(1)'):
        page = Page(render_sources(replace(ANSWER, citations=(replace(CITATION, url=url),)), 1))
        assert url in page.links
        assert "onmouseover" not in dict(page.attributes)


def test_a_marker_leads_to_its_card_and_the_card_to_the_quote_in_the_document() -> None:
    html = render_answer(ANSWER, 7)
    assert 'href="#turn-7-source-1"' in html
    assert 'id="turn-7-source-1"' in html
    assert "[1]" in Page(html).text
    assert "documents/a/b.txt?start=20&end=32&lang=en#quote" in Page(html).links


def test_a_card_names_its_document_and_highlights_the_quote_alone() -> None:
    html = render_sources(ANSWER, 1)
    assert "Firms are paid <mark>at most 30 %</mark> of the cost." in html
    text = Page(html).text
    for fact in ("Measures", "Bureau", "No. 3", "Shanghai", "2025-03-01", "p. 4", "Chapter 2 › Support", "Draft"):
        assert fact in text


def test_a_quote_that_its_context_does_not_hold_is_shown_alone() -> None:
    html = render_sources(
        replace(ANSWER, citations=(replace(CITATION, context="Another text altogether, quite long."),)), 1
    )
    assert "<blockquote><mark>at most 30 %</mark></blockquote>" in html


def test_a_long_passage_is_shortened_around_its_quote() -> None:
    long = replace(CITATION, context="a" * 900 + "at most 30 %" + "b" * 900, context_start=0, start=900, end=912)
    html = render_sources(replace(ANSWER, citations=(long,)), 1)
    assert "…" + "a" * 140 + "<mark>at most 30 %</mark>" + "b" * 140 + "…" in html


@pytest.mark.parametrize(
    ("validity", "label"),
    [("draft", "征求意见稿"), ("repealed", "已废止"), ("expired", "已过有效期"), ("superseded", "已被替代")],
)
def test_a_document_that_is_not_in_force_is_labelled(validity: str, label: str) -> None:
    html = render_sources(replace(ANSWER, language="zh", citations=(replace(CITATION, validity=validity),)), 1)
    assert f'<span class="rw-label rw-{validity}">{label}</span>' in html


def test_an_unknown_validity_has_no_label() -> None:
    assert "rw-label" not in render_sources(replace(ANSWER, citations=(replace(CITATION, validity="unknown"),)), 1)


def test_notes_stand_apart_from_statements() -> None:
    html = render_answer(replace(ANSWER, notes=(Note(NoteKind.COUNT, "Two documents were counted."),)), 1)
    assert '<p class="rw-statement">At most 30 %.' in html
    assert (
        '<li class="rw-note rw-note-count"><span class="rw-kind">Counted</span>Two documents were counted.</li>' in html
    )


def test_what_was_understood_can_be_taken_away() -> None:
    """In the answer's language; an answer that is still being written has nothing to click."""
    understood = replace(ANSWER, filters=Filters(("浙江省",), ("机器人",), (2026,)))
    page = Page(render_answer(understood, 3))
    assert [title for title in page.values("title") if title.startswith("Ask again")] == [
        "Ask again without Zhejiang",
        "Ask again without robotics",
        "Ask again without 2026",
    ]
    assert json.loads(page.values("data-drop")[2]) == {"turn": 3, "field": "years", "value": 2026}
    assert not Page(render_answer(understood, 3, "writing")).values("data-drop")
    assert not Page(render_answer(ANSWER, 3)).values("data-drop")


def test_a_table_is_a_table() -> None:
    table = Table(("Region", "Rate"), (Row("a/b.txt", (Statement("Shanghai", (1,)), Statement("30 %", (1,)))),))
    html = render_answer(replace(ANSWER, statements=(), table=table), 1)
    assert '<th scope="col">Region</th><th scope="col">Rate</th>' in html
    assert html.count("<td>") == 2


def test_a_refusal_says_so_and_offers_the_nearest_documents_and_other_questions() -> None:
    refusal = Answer(
        "?",
        "en",
        AnswerStatus.NOT_IN_LIBRARY,
        nearest=(NearestDocument("a b.txt", "Near"),),
        suggestions=("What else?",),
    )
    html = render_answer(refusal, 1)
    assert "The library does not say." in html
    assert '<a href="documents/a%20b.txt?lang=en" target="_blank" rel="noopener">Near</a>' in html
    assert 'data-ask="What else?"' in html
    assert "rw-sources" not in html


def test_a_document_with_any_name_has_an_address() -> None:
    assert document_link("上海/a #1?%2f&b.txt", "zh") == "documents/%E4%B8%8A%E6%B5%B7/a%20%231%3F%252f%26b.txt?lang=zh"


def test_faults_and_examples_are_escaped() -> None:
    assert "<b>" not in render_fault("<b>x</b>") + ask_buttons(["<b>x</b>"])

"""Citation → a card beside the answer: what it is from, and the quote highlighted in its passage."""

from __future__ import annotations

from html import escape

from bot.answer import Answer, Citation
from ui.links import document_link, source_link
from ui.messages import validity_words, word

CONTEXT_CHARACTERS = 140


def render_sources(answer: Answer, turn: int) -> str:
    """The cards of an answer's citations."""
    if not answer.citations:
        return ""
    cards = "".join(_card(citation, answer.language, turn) for citation in answer.citations)
    name = word(answer.language, "sources")
    return f'<aside class="rw-sources" aria-label="{name}"><h3>{name}</h3>{cards}</aside>'


def card_id(turn: int, number: int) -> str:
    """The anchor of a card: numbers start anew with each answer."""
    return f"turn-{turn}-source-{number}"


def escape_lines(text: str) -> str:
    """A text as HTML that shows it as it is, line by line."""
    return escape(text).replace("\n", "<br>")


def validity_label(language: str, validity: str) -> str:
    """A coloured label; nothing where the validity is unknown."""
    text = validity_words(language, validity)
    return f'<span class="rw-label rw-{escape(validity)}">{escape(text)}</span>' if text else ""


def _card(citation: Citation, language: str, turn: int) -> str:
    number, card = citation.number, card_id(turn, citation.number)
    return (
        f'<article class="rw-card" id="{card}" tabindex="-1" aria-label="{word(language, "source", number=number)}">'
        f'<header><a class="rw-number" href="#{card}" data-back="{card}"'
        f' title="{word(language, "back", number=number)}">{number}</a>'
        f"<h4>{escape(citation.title or citation.document)}</h4>{validity_label(language, citation.validity)}</header>"
        f"{_facts(citation, language)}<blockquote>{_quote_in_context(citation)}</blockquote>"
        f"{_links(citation, language)}</article>"
    )


def _facts(citation: Citation, language: str) -> str:
    facts = [
        citation.issuer,
        citation.document_number,
        citation.region,
        citation.published.isoformat() if citation.published else None,
        word(language, "page", page=citation.page) if citation.page is not None else None,
        word(language, "recognised") if citation.ocr else None,
        (citation.section or "").removeprefix(citation.title).removeprefix(" › "),
    ]
    spans = "".join(f"<span>{escape(fact)}</span>" for fact in facts if fact)
    return f'<p class="rw-facts">{spans}</p>' if spans else ""


def _links(citation: Citation, language: str) -> str:
    link = escape(document_link(citation.document, language, citation.start, citation.end))
    links = f'<a href="{link}" target="_blank" rel="noopener">{word(language, "open_quote")}</a>'
    url = source_link(citation.url)
    if url:
        name = word(language, "original")
        links += f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{name}</a>'
    return f'<p class="rw-links">{links}</p>'


def _quote_in_context(citation: Citation) -> str:
    """The passage around the quote, which alone is highlighted; the quote alone where the two do not fit."""
    start = citation.start - citation.context_start
    end = start + len(citation.quote)
    if start < 0 or citation.context[start:end] != citation.quote:
        return f"<mark>{escape_lines(citation.quote)}</mark>"
    before, after = citation.context[:start], citation.context[end:]
    if len(before) > CONTEXT_CHARACTERS:
        before = "…" + before[-CONTEXT_CHARACTERS:].lstrip()
    if len(after) > CONTEXT_CHARACTERS:
        after = after[:CONTEXT_CHARACTERS].rstrip() + "…"
    return f"{escape_lines(before)}<mark>{escape_lines(citation.quote)}</mark>{escape_lines(after)}"

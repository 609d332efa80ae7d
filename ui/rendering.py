"""Answer → safe HTML: whatever comes from documents, models or people is escaped, and links lead only to our own pages.

Nothing here is Markdown, so no text can become markup, a link or a formula.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from bot.answer import Answer, AnswerStatus, Note, Statement, Table
from ui.cards import card_id, escape_lines, render_sources
from ui.links import document_link, page_language
from ui.messages import note_words, status_words, word
from vectorstore.filters import label_of


def render_turn(turn: int, question: str, inner: str, without: str = "") -> str:
    """A question, what of it is left out of account, and what came of it."""
    asked = f'<p class="rw-question">{escape_lines(question)}</p>'
    asked += f'<p class="rw-without">{escape(without)}</p>' if without else ""
    return f'<section class="rw-turn" id="turn-{turn}">{asked}<div class="rw-pair">{inner}</div></section>'


def render_answer(answer: Answer, turn: int, footer: str | None = None) -> str:
    """An answer beside its sources; `footer` stands for who answered and how fast, while it is still being written."""
    language = answer.language
    parts = [
        _refusal(answer),
        _notes(answer.opening_notes, language),
        *(_framed(statement, answer, turn) for statement in answer.statements),
        _table(answer.table, answer, turn) if answer.table else "",
        _notes(answer.closing_notes, language) if answer.status is not AnswerStatus.OUT_OF_SCOPE else "",
        _nearest(answer),
        f"<h3>{word(language, 'suggestions')}</h3>{ask_buttons(answer.suggestions)}" if answer.suggestions else "",
        _understood(answer, turn) + _footer(answer) if footer is None else footer,
    ]
    body = f'<div class="rw-answer" lang="{page_language(language)}">{"".join(parts)}</div>'
    return body + render_sources(answer, turn)


def render_status(text: str) -> str:
    """A short line about what is going on."""
    return f'<p class="rw-status" role="status"><span class="rw-dots" aria-hidden="true"></span>{escape(text)}</p>'


def render_fault(text: str) -> str:
    """One sentence about what went wrong."""
    return f'<div class="rw-answer"><p class="rw-fault" role="alert">{escape(text)}</p></div>'


def render_hint(text: str) -> str:
    """A line under an answer that was stopped."""
    return f'<p class="rw-hint">{escape(text)}</p>'


def ask_buttons(questions: Sequence[str]) -> str:
    """Questions to click on."""
    buttons = (f'<button type="button" class="rw-ask" data-ask="{escape(q)}">{escape(q)}</button>' for q in questions)
    return f'<div class="rw-asks">{"".join(buttons)}</div>'


def _framed(statement: Statement, answer: Answer, turn: int) -> str:
    """A statement below its frame, which is Regionwise's own."""
    return f'{_frames(statement, answer)}<p class="rw-statement">{_marked(statement, turn)}</p>'


def _frames(statement: Statement, answer: Answer) -> str:
    frames = (escape_lines(note.text) for note in answer.frames_of(statement))
    return "".join(f'<p class="rw-frame"><em>{frame}</em></p>' for frame in frames)


def _marked(statement: Statement, turn: int) -> str:
    """A statement followed by links to its cards."""
    markers = "".join(_marker(card_id(turn, number), number) for number in statement.citations)
    return escape_lines(statement.text) + (f'<span class="rw-markers">{markers}</span>' if markers else "")


def _marker(card: str, number: int) -> str:
    return f'<a class="rw-marker" href="#{card}" data-card="{card}">[{number}]</a>'


def _refusal(answer: Answer) -> str:
    if answer.status is AnswerStatus.ANSWERED:
        return ""
    said = status_words(answer.language, answer.status)
    if answer.status is AnswerStatus.OUT_OF_SCOPE:  # nothing was searched: its note is all there is to say
        said = " ".join(note.text for note in answer.closing_notes)
    return f'<p class="rw-refusal">{escape(said)}</p>'


def _table(table: Table, answer: Answer, turn: int) -> str:
    head = "".join(f'<th scope="col">{escape_lines(column)}</th>' for column in table.columns)
    rows = (
        f"<tr>{''.join(f'<td>{_frames(cell, answer)}{_marked(cell, turn)}</td>' for cell in row.cells)}</tr>"
        for row in table.rows
    )
    # Focusable, so that a wide table can be scrolled by keyboard.
    return (
        '<div class="rw-table" tabindex="0"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _notes(notes: Sequence[Note], language: str) -> str:
    items = "".join(
        f'<li class="rw-note rw-note-{note.kind.value}">'
        f'<span class="rw-kind">{escape(note_words(language, note.kind))}</span>{escape_lines(note.text)}</li>'
        for note in notes
    )
    return f'<ul class="rw-notes">{items}</ul>' if items else ""


def _nearest(answer: Answer) -> str:
    items = "".join(f"<li>{_to_document(near.document, near.title, answer.language)}</li>" for near in answer.nearest)
    if not items:
        return ""
    return f'<div class="rw-nearest"><h3>{word(answer.language, "nearest")}</h3><ul>{items}</ul></div>'


def _to_document(document: str, title: str, language: str) -> str:
    link = escape(document_link(document, language))
    return f'<a href="{link}" target="_blank" rel="noopener">{escape(title or document)}</a>'


def _understood(answer: Answer, turn: int) -> str:
    """What was inferred from the question, each with a button that asks it again without that."""
    language = answer.language
    chips = []
    for field, values in answer.filters.items():
        for value in values:
            name = label_of(field, value, language)
            drop = escape(json.dumps({"turn": turn, "field": field, "value": value}, ensure_ascii=False))
            title = escape(word(language, "ask_without", part=name))
            chips.append(
                f'<button type="button" class="rw-chip" data-drop="{drop}" title="{title}" aria-label="{title}">'
                f'{escape(name)}<span aria-hidden="true"> ×</span></button>'
            )
    if not chips:
        return ""
    name = escape(word(language, "understood"))
    return f'<div class="rw-understood" role="group" aria-label="{name}"><span>{name}</span>{"".join(chips)}</div>'


def _footer(answer: Answer) -> str:
    """Who answered, and how fast."""
    language = answer.language
    parts = []
    if answer.status is AnswerStatus.ANSWERED:
        written = word(language, "written_by", model=answer.answered_by)
        parts.append(word(language, "extractive") if answer.answered_by == "extractive" else written)
    if answer.seconds:
        parts.append(word(language, "seconds", seconds=answer.seconds))
    return f'<p class="rw-meta">{escape(" · ".join(parts))}</p>' if parts else ""

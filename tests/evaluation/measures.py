"""Measures on a question set: evidence found, quotes verbatim, figures backed, answers right."""

from __future__ import annotations

from typing import Any

from bot.answer import Answer, AnswerStatus
from bot.quantities import backed_by
from bot.quotes import find_quote
from vectorstore.library import Library
from vectorstore.passage import RetrievedPassage
from vectorstore.tokens import fold


def folded(text: str) -> str:
    """A text without white space, in the form in which words are compared."""
    return "".join(fold(text).split())


def evidence_share(question: dict[str, Any], hits: list[RetrievedPassage]) -> float:
    """The share of a question's evidence that stands in the passages found."""
    found = [
        any(hit.passage.document == e["document"] and folded(e["quote"]) in folded(hit.passage.text) for hit in hits)
        for e in question["evidence"]
    ]
    return sum(found) / len(found)


def is_right(question: dict[str, Any], answer: Answer) -> bool:
    """Whether an answer has what it must include, from the right documents; or a refusal where nothing answers."""
    if not question["answerable"]:
        return answer.status is not AnswerStatus.ANSWERED and not answer.statements
    said, cited = folded(answer.text), {citation.document for citation in answer.citations}
    wanted = {e["document"] for e in question["evidence"]}
    return (
        answer.status is AnswerStatus.ANSWERED
        and all(any(folded(way) in said for way in ways) for ways in question["must_include"])
        and bool(wanted & cited)
    )


def faults(answer: Answer, library: Library) -> list[str]:
    """What breaks the promise: a statement without a citation, a quote that is not verbatim, a figure not quoted."""
    found = []
    quotes = {citation.number: citation for citation in answer.citations}
    for citation in answer.citations:
        text = library.text(citation.document) or ""
        if text[citation.start : citation.end] != citation.quote or not find_quote(text, citation.quote):
            found.append(f"not verbatim: {citation.quote}")
    cells = [cell for row in (answer.table.rows if answer.table else ()) for cell in row.cells[1:]]
    for statement in [*answer.statements, *cells]:
        if not statement.citations or not set(statement.citations) <= set(quotes):
            found.append(f"no citation: {statement.text}")
            continue
        cited = [quotes[number] for number in statement.citations]
        known = " ".join(f"{c.title} {c.document_number or ''} {c.published or ''}" for c in cited)
        if missing := backed_by(statement.text, [c.quote for c in cited], known):
            found.append(f"not in its quote: {missing[0].text}")
    return found

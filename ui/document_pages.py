"""The HTML of the list of documents, and of a document's metadata and text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from ui.cards import validity_label
from ui.links import document_link, page_language, source_link
from ui.messages import word

if TYPE_CHECKING:
    from vectorstore.record import DocumentRecord

_HEADING = re.compile(
    r"\s*(第[一二三四五六七八九十百零〇\d]+[编章节]|[一二三四五六七八九十]+、|CHAPTER\b|Chapter \d).{0,40}"
)


def render_list(records: list[DocumentRecord], language: str) -> str:
    """The documents as a table, by title."""
    if not records:
        return f"<h1>{word(language, 'documents')}</h1><p class='missing'>{word(language, 'no_documents')}</p>"
    heads = "".join(f"<th>{word(language, key)}</th>" for key in ("title", "region", "issued_on", "validity", "status"))
    rows = "".join(_row(record, language) for record in sorted(records, key=lambda record: record.title))
    return (
        f"<h1>{word(language, 'documents')} <small>{len(records):,}</small></h1>"
        f'<div class="wide"><table class="list"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(record: DocumentRecord, language: str) -> str:
    name = escape(record.title or record.document)
    link = escape(document_link(record.document, language))
    why = f'<br><span class="reason">{escape(record.reason)}</span>' if record.reason else ""
    return (
        f'<tr><td><a href="{link}">{name}</a></td><td>{escape(record.region or "")}</td>'
        f'<td class="date">{record.issued_on or ""}</td><td>{validity_label(language, record.validity_on(dt.date.today()))}</td>'
        f"<td>{escape(_status(record, language))}{why}</td></tr>"
    )


def _status(record: DocumentRecord, language: str) -> str:
    known = record.status in ("ready", "keyword_only", "failed")
    return word(language, f"status_{record.status}") if known else record.status


def render_document(record: DocumentRecord, text: str, wanted: tuple[str | None, str | None], language: str) -> str:
    """A document: what the catalogue says of it, then its text with the wanted quote highlighted."""
    start, end = quoted_range(wanted, len(text))
    asked_in_vain = any(wanted) and start == end
    return (
        f"<h1>{escape(record.title or record.document)} {validity_label(language, record.validity_on(dt.date.today()))}</h1>"
        f"{_metadata(record, language)}"
        + (f'<p class="missing">{word(language, "quote_elsewhere")}</p>' if asked_in_vain and text else "")
        + (f'<p class="missing">{word(language, "no_text")}</p>' if not text.strip() else "")
        + f'<article class="text" lang="{page_language(record.language)}">'
        + "".join(_text_lines(text, start, end, _page_starts(record), language))
        + "</article>"
    )


def quoted_range(wanted: tuple[str | None, str | None], length: int) -> tuple[int, int]:
    """The offsets that were asked for; (0, 0) where they are no range of the text."""
    if not all(part and part.isascii() and part.isdigit() and len(part) < 12 for part in wanted):
        return 0, 0
    start, end = (int(part or 0) for part in wanted)
    return (start, end) if start < end <= length else (0, 0)


def _metadata(record: DocumentRecord, language: str) -> str:
    url = source_link(record.url)
    dates = ("written_on", "issued_on", "in_force_from", "in_force_until", "applications_from", "applications_until")
    facts = {
        "issuers": escape(word(language, "comma").join(record.issuers)),
        "document_number": escape(record.document_number or ""),
        "region": escape(record.region or ""),
        **{key: str(getattr(record, key) or "") for key in dates},
        "validity": validity_label(language, record.validity_on(dt.date.today())),
        "superseded_by": _to_document(record.superseded_by, language),
        "industries": escape(word(language, "comma").join(record.industries)),
        "instruments": escape(word(language, "comma").join(item.subtype for item in record.instruments)),
        "pages_recognised": ", ".join(map(str, record.pages_read_as("ocr"))),
        "pages_unreadable": ", ".join(map(str, record.pages_read_as("unreadable"))),
        "same_as": "<br>".join(_to_document(name, language) for name in record.same_as),
        "duplicate_of": _to_document(record.duplicate_of, language),
        "original": f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(url)}</a>' if url else "",
        "file": escape(record.document),
    }
    rows = "".join(f"<tr><th>{word(language, key)}</th><td>{fact}</td></tr>" for key, fact in facts.items() if fact)
    return f'<table class="facts"><tbody>{rows}</tbody></table>'


def _to_document(document: str | None, language: str) -> str:
    return f'<a href="{escape(document_link(document, language))}">{escape(document)}</a>' if document else ""


def _page_starts(record: DocumentRecord) -> dict[int, int]:
    """Where each page begins, as far as the catalogue knows: offset → page number."""
    starts = {}
    for page in record.pages:
        number = page.get("page", page.get("number"))
        if isinstance(page.get("start"), int) and isinstance(number, int):
            starts[page["start"]] = number
    return starts


def _text_lines(text: str, start: int, end: int, pages: dict[int, int], language: str) -> Iterator[str]:
    """The text line by line, pages marked; the part of the quote in each line is highlighted."""
    coming, offset, anchored = sorted(pages), 0, False
    for line in text.split("\n"):
        after = offset + len(line)
        while coming and (coming[0] <= offset or coming[0] < after):
            number = pages[coming.pop(0)]
            yield f'<div class="page" id="page-{number}">{word(language, "page_mark", page=number)}</div>'
        begin, stop = max(start - offset, 0), min(end - offset, len(line))
        kind = ' class="heading"' if _HEADING.fullmatch(line) else ""
        if begin < stop:
            anchor = "" if anchored else ' id="quote"'
            anchored = True
            shown = f"{escape(line[:begin])}<mark{anchor}>{escape(line[begin:stop])}</mark>{escape(line[stop:])}"
            yield f"<p{kind}>{shown}</p>"
        elif line.strip():
            yield f"<p{kind}>{escape(line)}</p>"
        offset = after + 1

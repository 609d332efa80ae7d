"""The documents as plain pages: a list, and each one's stored text with a quote highlighted."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ui.document_pages import render_document, render_list
from ui.messages import LANGUAGES, language_of_browser, word

if TYPE_CHECKING:
    from vectorstore.library import Library

STYLE = Path(__file__).with_name("viewer.css")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'self';"
    " form-action 'none'",
    "Referrer-Policy": "no-referrer",
}


def viewer_routes(library: Library) -> APIRouter:
    """`GET /documents` and `GET /documents/NAME?start=&end=`."""
    routes = APIRouter(include_in_schema=False)
    style = STYLE.read_text(encoding="utf-8")

    def page(request: Request, language: str, title: str, body: str, status: int = 200) -> HTMLResponse:
        root = escape(request.scope.get("root_path", "").rstrip("/") + "/")
        nav = f'<a href=".">{word(language, "back_to_chat")}</a>'
        nav += f'<a href="documents?lang={language}">{word(language, "all_documents")}</a>'
        return HTMLResponse(
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><base href="{root}">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)} · Regionwise'
            f"</title><style>{style}</style></head><body><nav><strong>Regionwise</strong>{nav}</nav>"
            f"<main>{body}</main></body></html>",
            status,
            HEADERS,
        )

    @routes.get("/documents")
    def documents(request: Request) -> HTMLResponse:
        language = _language(request)
        records = [record for record in library.records() if not record.duplicate_of]
        return page(request, language, word(language, "documents"), render_list(records, language))

    @routes.get("/documents/{document:path}")
    def document(request: Request, document: str) -> HTMLResponse:
        language = _language(request)
        record, text = library.record(document), library.text(document)
        if record is None:
            sentence = word(language, "document_unknown")
            return page(request, language, sentence, f"<p class='missing'>{escape(sentence)}</p>", 404)
        wanted = (request.query_params.get("start"), request.query_params.get("end"))
        return page(request, language, record.title or document, render_document(record, text or "", wanted, language))

    return routes


def _language(request: Request) -> str:
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else language_of_browser(request.headers.get("accept-language"))

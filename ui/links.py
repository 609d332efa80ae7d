"""Where links may lead: to our own documents, and to the http(s) addresses of the catalogue."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit


def page_language(language: str) -> str:
    """The language of the fixed words around a text: Chinese for Chinese, English for any other."""
    return "zh" if language == "zh" else "en"


def document_link(document: str, language: str, start: int | None = None, end: int | None = None) -> str:
    """The address of a document on our own pages, relative to the app's root; at a quote where one is given."""
    place = {"start": start, "end": end} if start is not None and end is not None and end > start else {}
    address = f"documents/{quote(document, safe='/')}?{urlencode({**place, 'lang': page_language(language)})}"
    return address + ("#quote" if place else "")


def source_link(url: str | None) -> str | None:
    """A catalogue's address, where it is an ordinary web page's."""
    if not url or re.search(r"[\s\x00-\x1f\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None

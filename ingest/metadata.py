"""What a document is, by its own words: title, issuers, number, region, kind, dates and validity, each with its proof."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest.applications import applications_of
from ingest.audience import PUBLIC
from ingest.contents import contents_of
from ingest.decrees import number_of
from ingest.document import PolicyDocument
from ingest.excerpt import Excerpt, Place
from ingest.force import has_term, starts_at_issue
from ingest.issuers import Issuers, issuers_of
from ingest.jurisdiction import Jurisdiction, jurisdiction_of, place_of_news
from ingest.kinds import is_blank_form, is_listing, kind_of
from ingest.labels import labelled
from ingest.page_box import box_of
from ingest.signatures import signature_of
from ingest.terms import Terms, labelled_date, terms_of
from ingest.titles import title_of
from ingest.validity import BY_INFERENCE, Status, status_of
from vectorstore.instruments import instrument
from vectorstore.passage import language_of
from vectorstore.record import DocumentRecord, Evidence

# what they date is what they are about
_ABOUT_OTHERS = frozenset({"interpretation", "news"})
_APPLICATIONS = ("applications_from", "applications_until")
_LAWS = frozenset({"law", "regulation"})
_PASSED = re.compile(r"通过|修订|修正")
# a law takes effect within so many days of its adoption
_BY_THEN = 550
_REPEALS = re.compile(r"(?:同时|予以|即行|自行|一并)废止|停止执行")


def describe(document: PolicyDocument, today: dt.date | None = None) -> DocumentRecord:
    """The record of a document; what it does not say is None or empty.

    Args:
        document: as a reader made it.
        today: the day whose validity is wanted; the present day by default.

    """
    excerpt = Excerpt(document)
    labels = box_of(document.source) | labelled(excerpt)
    title, title_place = title_of(excerpt, labels.get("title"))
    signature = signature_of(excerpt)
    # a brief on other documents names them in a box; what its text dates and numbers is theirs
    about_others = "sources" in labels
    issuers = issuers_of(excerpt, title, title_place, labels, signature, about_others)
    number = None if about_others else number_of(excerpt, labels.get("number"), title_place, signature)
    kind = "interpretation" if about_others else _kind(excerpt, title, issuers)
    if kind == "news":
        issuers = Issuers()
    if kind == "interpretation":
        # what it numbers is what it explains
        number = None
    where = _where(excerpt, labels, kind, issuers, title, title_place, number[0] if number else None)
    terms = terms_of(excerpt, labels, title_place, signature, issuers.names, about_others)
    if kind in _ABOUT_OTHERS:
        terms = replace(terms, start=labelled_date(labels, "from"), end=labelled_date(labels, "until"))
    status = status_of(excerpt, labels.get("status"), title, title_place, kind)
    opening, closing = (None, None) if about_others else applications_of(excerpt)
    contents = contents_of(excerpt, labels, title, title_place, kind)
    fields: list[tuple[str, Place | None, float]] = [
        ("title", title_place, 0.95),
        ("issuers", issuers.place, issuers.confidence),
        *([("document_number", number[1], number[2])] if number else []),
        *([("region", where.place, where.confidence)] if where else []),
        ("kind", title_place, 0.85),
        *_of_terms(terms),
        *(
            (name, dated.place, dated.confidence)
            for name, dated in zip(_APPLICATIONS, (opening, closing), strict=True)
            if dated
        ),
        *contents.proofs(),
    ]
    record = DocumentRecord(
        document=document.source.document,
        title=title,
        language=language_of(document.text or title),
        issuers=_completed(issuers.names, where),
        document_number=number[0] if number else None,
        region=where.region.name if where else None,
        region_code=where.region.division_code if where else None,
        level=where.region.level if where else None,
        kind=kind,
        written_on=terms.written.date if terms.written else None,
        issued_on=terms.issued.date if terms.issued else None,
        in_force_from=terms.start.date if terms.start else None,
        in_force_until=terms.end.date if terms.end else None,
        applications_from=opening.date if opening else None,
        applications_until=closing.date if closing else None,
        validity=status.validity if status else "unknown",
        superseded_by=status.superseded_by if status else None,
        industries=tuple(found.name for found in contents.industries),
        instruments=tuple(instrument(found.name) for found in contents.instruments),
        upstream=tuple(found.name for found in contents.upstream),
        audience=contents.audience.name if contents.audience else PUBLIC,
        url=document.source.url,
        pages=_pages(document),
        evidence=(
            *_proofs(excerpt, fields),
            *_of_status(excerpt, status),
            *(() if about_others else _repeals(excerpt)),
        ),
    )
    return _with_validity(record, terms, today or dt.date.today(), excerpt)


def _pages(document: PolicyDocument) -> tuple[dict[str, Any], ...]:
    """The pages as the catalogue keeps them, with their character offsets."""
    return tuple(
        {"page": page.number, "layer": page.layer, "verdict": page.verdict, "start": page.start, "end": page.end}
        for page in document.pages
    )


def _kind(excerpt: Excerpt, title: str, issuers: Issuers) -> str:
    """The kind of a document; a site's own page is none of those that have a name."""
    text = excerpt.document.text
    if not issuers.names and is_listing(title, text):
        return "other"
    return kind_of(title, issuers.names, text, excerpt.document.source.source or "")


def _where(
    excerpt: Excerpt,
    labels: dict[str, Place],
    kind: str,
    issuers: Issuers,
    title: str,
    title_place: Place | None,
    number: str | None,
) -> Jurisdiction | None:
    """The region of a document: its issuer's, or the one in the news; a blank form and a site's own page have none."""
    if not issuers.names and (is_listing(title, excerpt.document.text) or is_blank_form(title)):
        return None
    if kind == "news" and "region" not in labels and (found := place_of_news(excerpt, title, title_place)):
        return found
    return jurisdiction_of(excerpt, labels, issuers, title, title_place, number)


def _completed(issuers: tuple[str, ...], where: Jurisdiction | None) -> tuple[str, ...]:
    """The issuers with their place put before a name that leaves it out: 浙江省 before 省人民政府."""
    if not where:
        return issuers
    name = where.region.name
    return tuple(
        name + issuer[1:]
        if issuer[:1] in "省市县区" and issuer[0] == name[-1]
        else name + issuer.removeprefix("自治区")
        if issuer.startswith("自治区") and name.endswith("自治区")
        else issuer
        for issuer in issuers
    )


def _of_terms(terms: Terms) -> Iterator[tuple[str, Place | None, float]]:
    for field, dated in (
        ("written_on", terms.written),
        ("issued_on", terms.issued),
        ("in_force_from", terms.start),
        ("in_force_until", terms.end),
    ):
        if dated:
            yield field, dated.place, dated.confidence


def _proofs(excerpt: Excerpt, fields: Sequence[tuple[str, Place | None, float]]) -> Iterator[Evidence]:
    """The evidence of the fields; a place outside the text (the list of sources) is quoted as it is."""
    for field, place, confidence in fields:
        if place is None:
            continue
        if place.start < 0:
            yield Evidence(field, place.text, confidence)
        else:
            yield excerpt.evidence(field, place.start, place.end, confidence)


def _of_status(excerpt: Excerpt, status: Status | None) -> Iterator[Evidence]:
    if status:
        yield from _proofs(excerpt, [("validity", status.place, status.confidence)])
        if status.superseded_by:
            yield from _proofs(excerpt, [("superseded_by", status.place, status.confidence)])


def _repeals(excerpt: Excerpt) -> Iterator[Evidence]:
    """The sentences that repeal other documents, as evidence of the field `repeals`."""
    text = excerpt.document.text
    for found in _REPEALS.finditer(text, max(0, len(text) - 4000)):
        start = max(text.rfind(mark, max(0, found.start() - 500), found.start()) for mark in "。；\n") + 1
        if start and "《" in text[start : found.start()]:
            yield excerpt.evidence("repeals", start, found.end(), 0.9)


def _with_validity(record: DocumentRecord, terms: Terms, today: dt.date, excerpt: Excerpt) -> DocumentRecord:
    """The record with its validity on a day, and what that rests on; by inference it is not as sure as stated."""
    if record.validity != "unknown":
        return record
    stated = terms.end is not None
    begins = terms.start.place if terms.start else starts_at_issue(excerpt.document.text)
    passed = terms.written if terms.written and _PASSED.search(terms.written.place.text) else None
    if begins is None and record.kind in _LAWS and passed and (today - passed.date).days > _BY_THEN:
        # passed long ago; its last article, which would say from when it holds, is missing from the text
        begins = passed.place
    endless = begins and record.kind in BY_INFERENCE and not has_term(excerpt.document.text)
    if not stated and not endless:
        return replace(record, validity=record.validity_on(today))
    validity = replace(record, validity="in_force").validity_on(today)
    told = terms.end.place if terms.end and validity != "not_yet" else begins
    proof = [("validity", told, 0.9 if stated or validity == "not_yet" else 0.6)]
    return replace(record, validity=validity, evidence=(*record.evidence, *_proofs(excerpt, proof)))

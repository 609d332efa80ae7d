"""What a document commits to: its quantified targets, its support measures, and where it looks back instead."""

from __future__ import annotations

from ingest.document import PolicyDocument
from ingest.horizons import reviews_of
from ingest.support import support_of
from ingest.targets import targets_of
from vectorstore.commitments import Commitments
from vectorstore.record import DocumentRecord


def commitments_of(document: PolicyDocument, record: DocumentRecord) -> Commitments:
    """The targets and the support of a document, as it puts them; none where it only reports or rules."""
    return Commitments(
        tuple(targets_of(document, record)), tuple(support_of(document, record)), tuple(reviews_of(document, record))
    )

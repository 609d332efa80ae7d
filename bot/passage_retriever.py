"""Retrieval as a LangChain retriever, for use in other people's chains."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.library import Library
from vectorstore.query import understand


class PassageRetriever(BaseRetriever):
    """The library's passages as LangChain documents, best first.

    Each document's metadata names the source `document`, `title`, `section`, `page`, `region`, `validity`, the
    character offsets `start` and `end`, and the `score` (higher is better).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        records = self.library.all_records()
        return [
            Document(
                page_content=hit.passage.text,
                id=hit.passage.id,
                metadata={
                    "document": hit.passage.document,
                    "title": hit.passage.title,
                    "section": hit.passage.section,
                    "page": hit.passage.page,
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "region": records[hit.passage.document].region,
                    "validity": records[hit.passage.document].validity,
                    "score": hit.score,
                },
            )
            for hit in self.library.retriever.retrieve(understand(query), self.k)
        ]

"""The retrieval chain, a langchain-core Runnable: a question goes in, an answer (or its growing snapshots) comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from bot.answer import Answer, AnswerStatus, Note, NoteKind
from bot.changes import changes
from bot.extractive import timed, write_extractive
from bot.found import Asked, Found
from bot.question import Question
from bot.small_talk import is_small_talk
from bot.standing import standings
from bot.terms import terms_of
from bot.wording import say
from vectorstore.ordering import in_turn
from vectorstore.query import QueryKind

if TYPE_CHECKING:
    from bot.model_writer import ModelWriter
    from vectorstore.library import Library


def make_chain(library: Library, writer: ModelWriter | None = None) -> Runnable[Question | str, Answer]:
    """Understand, retrieve, write; `writer` writes with a language model, and what it writes is checked.

    `invoke` gives the answer, `stream` its growing snapshots (each replaces the one before).
    """

    def ask(question: Question | str) -> Asked:
        asked = Question(question) if isinstance(question, str) else question
        asked = asked.checked(library.settings.question_characters)
        query = asked.to_query(library.issuers)
        return Asked(asked, query, tuple(terms_of(query, library.catalogue.keywords.weights)))

    def retrieve(asked: Asked) -> Found:
        records = library.all_records()
        if is_small_talk(asked.question.text) or not library.counts()["passages"]:
            return Found(asked, (), records)
        k, commitments = library.settings.top_k, library.catalogue.commitments
        if asked.query.kind is QueryKind.COMPARE:
            parts = library.retriever.retrieve_parts(asked.query, k)
            hits = tuple(in_turn([found for _, found in parts])[:k])
            apart = tuple(Found(replace(asked, query=part), tuple(found), records) for part, found in parts)
            return Found(asked, hits, records, commitments, apart)
        return Found(asked, tuple(library.retriever.retrieve(asked.query, k)), records, commitments)

    def write(stream: Iterator[Found]) -> Iterator[Answer]:
        for found in stream:
            yield from _write(found, library, writer)

    return RunnableLambda(ask) | RunnableLambda(retrieve) | RunnableGenerator(write)


def _write(found: Found, library: Library, writer: ModelWriter | None) -> Iterator[Answer]:
    language = found.asked.query.language
    if is_small_talk(found.asked.question.text):
        note = Note(NoteKind.SEARCHED, say("out_of_scope", language))
        yield timed(replace(found.answer(AnswerStatus.OUT_OF_SCOPE), notes=(note,)), found)
    elif not found.hits:
        name = "nothing_enough" if library.counts()["passages"] else "empty_library"
        note = Note(NoteKind.SEARCHED, say(name, language, documents=library.counts()["documents"]))
        yield timed(replace(found.answer(AnswerStatus.NOT_IN_LIBRARY), notes=(note,)), found)
    elif writer is None or found.asked.query.kind is not QueryKind.FACT or standings(found):
        # A list is of everything in the library, a comparison of each place apart, and whether a document is in force
        # stands in the catalogue: none of it in what a model was shown.
        yield from write_extractive(found, library)
    elif (changed := changes(found, library)) is not None and changed.table is not None:
        # Nor are two versions what a model was shown of them.
        yield timed(changed, found)
    else:
        yield from writer.write(found)

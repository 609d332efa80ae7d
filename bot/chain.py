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
from bot.off_topic import OffTopic, is_of_the_field, off_topic
from bot.question import Question
from bot.standing import standings
from bot.terms import terms_of
from bot.wording import say
from vectorstore.kinds import QueryKind
from vectorstore.naming import named_documents
from vectorstore.ordering import in_turn

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
        why = off_topic(asked.text)
        if why and named_documents(asked.text, library.all_records().values()):
            why = None
        return Asked(asked, query, tuple(terms_of(query, library.catalogue.keywords.weights)), why)

    def retrieve(asked: Asked) -> Found:
        records = library.all_records()
        if asked.off_topic or not library.counts()["passages"]:
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
            yield from (_refused_as_unheard(answer, found, library) for answer in _write(found, library, writer))

    return RunnableLambda(ask) | RunnableLambda(retrieve) | RunnableGenerator(write)


def _write(found: Found, library: Library, writer: ModelWriter | None) -> Iterator[Answer]:
    language, why = found.asked.query.language, found.asked.off_topic
    if why:
        yield _outside(found, why)
    elif not found.hits:
        name = "nothing_enough" if library.counts()["passages"] else "empty_library"
        note = Note(NoteKind.SEARCHED, say(name, language, documents=library.counts()["documents"]))
        yield timed(replace(found.answer(AnswerStatus.NOT_IN_LIBRARY), notes=(note,)), found)
    elif writer is None or found.asked.query.kind in {QueryKind.LIST, QueryKind.COMPARE} or standings(found):
        # A list is of everything in the library, a comparison of each place apart, and whether a document is in force
        # stands in the catalogue: none of it in what a model was shown.
        yield from write_extractive(found, library)
    elif (changed := changes(found, library)) is not None and changed.table is not None:
        # Nor are two versions what a model was shown of them.
        yield timed(changed, found)
    else:
        yield from writer.write(found)


def _refused_as_unheard(answer: Answer, found: Found, library: Library) -> Answer:
    """A refusal of what no document speaks of and policy is not about says that, and names none that comes near."""
    asked = found.asked
    if answer.status is not AnswerStatus.NOT_IN_LIBRARY or not found.searched:
        return answer
    if is_of_the_field(asked.question.text, asked.query):
        return answer
    terms = [form for term in asked.terms for form in term.forms]
    is_heard_of = bool(terms) and any(map(found.may_search, library.catalogue.holding(terms)))
    return answer if is_heard_of else _outside(found, OffTopic.UNHEARD)


def _outside(found: Found, why: OffTopic) -> Answer:
    """What is said where no document is asked for."""
    note = Note(NoteKind.SEARCHED, say(why.value, found.asked.query.language, documents=found.searched))
    return timed(replace(found.answer(AnswerStatus.OUT_OF_SCOPE), notes=(note,)), found)

"""The question of a person, with what was said before it and what it may be answered from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from errors import QuestionError
from vectorstore.filters import Filters
from vectorstore.query import Query, understand


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `history` holds (role, text) pairs, `only` and `exclude` name documents, `as_of` is "today".

    `filters` are limits set by a person; `without` is what shall not be inferred from the words.
    """

    text: str
    history: tuple[tuple[str, str], ...] = ()
    audience: str | None = None
    as_of: dt.date = field(default_factory=dt.date.today)
    only: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    without: Filters = field(default_factory=Filters)

    @classmethod
    def from_line(cls, line: Mapping[str, Any]) -> Question:
        """Read one line of a question file.

        Raises:
            QuestionError: a field has another shape than the format says, or a filter is unknown.
        """
        try:
            return cls(
                text=str(line["question"]),
                history=tuple((str(role), str(text)) for role, text in line.get("history") or ()),
                audience=line.get("audience"),
                as_of=dt.date.fromisoformat(line["as_of"]) if line.get("as_of") else dt.date.today(),
                only=tuple(map(str, line["only"])) if line.get("only") is not None else None,
                exclude=tuple(map(str, line.get("exclude") or ())),
                filters=Filters.from_json(line.get("filters")),
                without=Filters.from_json(line.get("without")),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise QuestionError(
                f"A question line needs `question` and, where given, `history` pairs, an ISO `as_of` and lists of"
                f" documents in `only` and `exclude`; this one does not have them ({error})."
            ) from None

    def to_query(self, issuers: Collection[str] = ()) -> Query:
        """What is searched for it; `issuers` are the bodies whose documents there are."""
        query = understand(self.text, self.history, self.as_of, self.without, issuers)
        return replace(query, only=self.only, exclude=self.exclude, filters=self.filters)

    def checked(self, longest: int) -> Question:
        """The question itself.

        Raises:
            QuestionError: it is empty, or longer than `longest` characters.
        """
        if not self.text.strip():
            raise QuestionError("The question is empty: type what you would like to know.")
        if len(self.text) > longest:
            raise QuestionError(
                f"The question has {len(self.text):,} characters; at most {longest:,} are accepted: please shorten it."
            )
        return self

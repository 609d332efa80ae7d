"""The targets of all documents by what they measure, so that a question for a figure finds them without a search."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vectorstore.commitments import Commitments, Target
from vectorstore.glossary import concept_of, find_concepts
from vectorstore.record import DocumentRecord
from vectorstore.tokens import fold

# Concepts of measuring and of policy at large: they say how a thing is asked about, not which thing.
MEASURES = frozenset(
    "total target growth growth-target scale amount average number-of level standard year percentage minimum cap output"
    " policy plan support development build project region country enterprise industry yuan decline increase".split()
)
_BEFORE = re.compile(r"(?:占|相当于|与|单位|人均|每|[万亿]元)(?:全[省市区县州国])?(?:地区|国内)?$")
_BEHIND = re.compile(r"的?比[重例率值]|之比|的比")


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """A target and the document that sets it."""

    document: str
    target: Target


class TargetIndex:
    """Targets by the concepts of the glossary that their indicators name."""

    def __init__(self, commitments: Mapping[str, Commitments]) -> None:
        self.commitments = commitments
        self._by_concept: defaultdict[str, list[FoundTarget]] = defaultdict(list)
        self._all: list[tuple[str, FoundTarget]] = []
        for document, said in commitments.items():
            for target in said.targets:
                self._all.append((fold(target.indicator), FoundTarget(document, target)))
                # "经济增长5%" is read as an indicator and a comparator, and is a concept together.
                measured = f"{target.indicator}{(target.comparator or '').partition('/')[0]}"
                for slug in _measured_by(measured):
                    self._by_concept[slug].append(FoundTarget(document, target))

    def about(self, text: str, years: Sequence[int] = ()) -> list[FoundTarget]:
        """The targets whose indicators share a telling concept with a text, of these years where some are given."""
        slugs = concepts_of(text)
        items = [item for slug in slugs for item in self._by_concept.get(slug, ())]
        forms = tuple(fold(form) for slug in slugs for form in (*concept_of(slug).zh, *concept_of(slug).en))
        items += [item for indicator, item in self._all if indicator.startswith(forms)]
        return list(
            {
                (item.document, item.target.start): item
                for item in items
                if not years or item.target.year is None or item.target.year in years
            }.values()
        )

    def of_regions(self, records: Mapping[str, DocumentRecord], codes: Collection[str]) -> list[FoundTarget]:
        """The targets that the documents of some regions set, by the regions' codes."""
        return [
            FoundTarget(document, target)
            for document, said in self.commitments.items()
            if document in records and records[document].region_code in codes
            for target in said.targets
        ]


def _measured_by(indicator: str) -> list[str]:
    """The telling concepts that an indicator measures."""
    return _telling(m.concept.slug for m in find_concepts(indicator) if not is_set_against(indicator, m.start, m.end))


def is_set_against(text: str, start: int, end: int) -> bool:
    """Whether what stands there is not measured itself, but what another thing is measured by (研发投入占GDP比重)."""
    return _BEFORE.search(text, max(0, start - 8), start) is not None or _BEHIND.match(text, end) is not None


def concepts_of(text: str) -> list[str]:
    """The telling concepts that a text names, each once."""
    return _telling(mention.concept.slug for mention in find_concepts(text))


def _telling(slugs: Iterable[str]) -> list[str]:
    return [slug for slug in dict.fromkeys(slugs) if slug not in MEASURES]

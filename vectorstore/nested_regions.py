"""A place written with what holds it (福州长乐区, Changle, Fuzhou): one place, the inner one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vectorstore.regions import RegionMention, within

# What may stand between the two, as each language orders them.
_OUTER_FIRST = re.compile(r"(?:省|市|的|'s|’s|\s)*")
_INNER_FIRST = re.compile(
    r"(?: (?:city|district|county|new area|zone))?(?:,| of| in|[（(]|, in)\s?(?:the )?", re.IGNORECASE
)


def without_holders(text: str, mentions: Iterable[RegionMention]) -> list[RegionMention]:
    """The mentions but for those that only say in what another one lies; joined by "and" or 、 both stand."""
    all_ = sorted(mentions, key=lambda mention: mention.start)
    return [outer for outer in all_ if not any(_is_held(text, inner, outer) for inner in all_)]


def _is_held(text: str, inner: RegionMention, outer: RegionMention) -> bool:
    """Whether `inner` lies in `outer` and the two are written together."""
    if inner.region.code == outer.region.code or outer.group or inner.group or not within(inner.region, outer.region):
        return False
    if outer.end <= inner.start:
        return _OUTER_FIRST.fullmatch(text, outer.end, inner.start) is not None
    return _INNER_FIRST.fullmatch(text, inner.end, outer.start) is not None

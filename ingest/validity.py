"""What a document says of its own status."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.excerpt import Excerpt, Place

# what these kinds order is in force once it has taken effect, without saying so
BY_INFERENCE = frozenset({"law", "regulation", "measures"})
_REPLACED = re.compile(
    r"(?:已|现)?(?:被|由)\s*《(?P<title>[^》]{4,120})》\s*(?:[（(][^）)]*[）)])?\s*(?:所)?(?P<how>取代|替代|代替|废止|修订)"
)
_REPLACED_ENGLISH = re.compile(r"(?i)(?:superseded|replaced|repealed) by (?:the )?[\"“](?P<title>[^\"”]{4,200})[\"”]")
_REPEALED = re.compile(
    r"^[（(【\[]?(?:本文件?|该文件|此件)?已?(?:废止|失效)[）)】\]]?$|本(?:文件|办法|规定|通知|条例)已(?:经)?废止|(?i:this document (?:has been|is) repealed)"
)
_STATUS = (
    ("superseded", r"(?:被|由).*(?:取代|替代|代替)|superseded by|replaced by"),
    ("repealed", r"废止|repealed|revoked"),
    ("expired", r"失效|过期|到期|^否$|expired|lapsed"),
    ("not_yet", r"尚未生效|未生效|not yet"),
    ("draft", r"征求意见|草案|draft"),
    ("in_force", r"^现行|^有效|^是$|生效|施行中|执行中|in force|valid|effective|current"),
)


_LABEL = re.compile(r"^[【\[]?[^】\]：:]{2,8}[】\]：:]+\s*")
# a decision to amend leaves the text in force as amended
_AMENDS = re.compile(r"关于(?:修改|修正)|(?i:\bamend)")
_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Status:
    """What a document says of its own status, and the document that took its place."""

    validity: str
    place: Place
    superseded_by: str | None = None
    confidence: float = 0.9


def status_of(
    excerpt: Excerpt, label: Place | None, title: str, title_place: Place | None, kind: str | None
) -> Status | None:
    """The status that a label, a note at the top or the title states; None where nothing does."""
    if kind == "draft":
        # its page may well call it valid: the call for comments is
        return Status("draft", title_place or Place(title, -1, -1))
    if label:
        value = _LABEL.sub("", label.text) if label.start < 0 else label.text
        for validity, words in _STATUS:
            if re.search(words, value, re.IGNORECASE):
                replaced = _REPLACED.search(value) or _REPLACED_ENGLISH.search(value)
                return Status(validity, _line_of(excerpt, label), replaced["title"] if replaced else None, 0.95)
    for line in (*excerpt.opening[:15], *excerpt.tail[-3:]):
        if len(line.text) > 160:
            continue
        replaced = _REPLACED.search(line.text) or _REPLACED_ENGLISH.search(line.text)
        if (
            replaced
            and not _AMENDS.search(replaced["title"])
            and re.search(r"本(?:文件|办法|规定|通知|条例|简报|政策)|^状态|^[（(【]|[Tt]his|^已", line.text)
        ):
            return Status("superseded", line, replaced["title"])
        if _REPEALED.search(line.text):
            return Status("repealed", line)
    return None


def _line_of(excerpt: Excerpt, label: Place) -> Place:
    """The line that a labelled value stands on, so that its proof says what the value is of."""
    text = excerpt.document.text
    start = text.rfind("\n", 0, label.start) + 1
    if label.start < 0 or label.end - start > _LONGEST_LINE:
        return label
    return Place(text[start : label.end], start, label.end)

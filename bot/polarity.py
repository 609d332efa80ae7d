"""The negations, exceptions and bounds of a text: a statement denies as often as its quote, or is not carried by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.folding import plain_with_offsets

_BOUNDED = "不[低少小晚迟早]于|不[超高多大][过于出]|at (?:least|most)|(?:no|not) (?:less|fewer|more|greater|later) than|not exceed"
_NEGATION = re.compile(
    r"不[断仅但同久少懈管论锈]|不动产|[是能可]否|否则|未来|未雨|无(?=锡|人[机驾]|线|论|障碍|缝|偿|疑|为市|棣|极县)|非(?=[常洲遗凡]|物质)|[沉淹埋]没|没收"
    rf"|(?P<bound>{_BOUNDED})|(?P<except>除外|例外|(?<![解免排破消去扣清])除(?=[^，。；,;]{{1,30}}[外，,])|(?<![a-z])(?:except|unless|excluding)(?:ing|ed)?(?![a-z]))"
    r"|(?P<not>不得|不予|没有|禁止|严禁|[不未无非没毋勿否禁]|n't|(?<![a-z])(?:cannot|not|never|neither|nor|none|without|non(?=-)"
    r"|no(?!\.? ?\d)|prohibit\w*|forbid\w*|ban(?:s|ned)?)(?![a-z]))"
)

# What may stand between a negation and what it denies; two Chinese characters or five letters tell what that is.
_DENIED = re.compile(
    r"(?:[\s得予再能可要应会宜许准曾需经已]|(?:be|been|being|have|has|had|yet|any|an?|the|to|longer|only)(?![a-z]))*"
    r"([\u3400-\u9fff]{1,2}|[a-z]{1,5})"
)


def _markers(text: str) -> Iterator[tuple[str, str]]:
    for match in _NEGATION.finditer(re.sub(r"[’‘]", "'", plain_with_offsets(text)[0])):
        if match.lastgroup:
            yield match.lastgroup, match.group()


def negations(text: str) -> Counter[str]:
    """Return how often each negation, exception and bound (不低于, at most) stands in a text; 不断 or 未来 is none."""
    return Counter(marker for _, marker in _markers(text))


def denied(text: str) -> frozenset[str]:
    """The words that a text denies: the first that says something behind each negation, cut to its beginning."""
    plain = re.sub(r"[’‘]", "'", plain_with_offsets(text)[0])
    ends = [match.end() for match in _NEGATION.finditer(plain) if match.lastgroup == "not"]
    found = (_DENIED.match(plain, end) for end in ends)
    return frozenset(match[1] for match in found if match)


def denials(text: str) -> Counter[str]:
    """Return how often a text denies (`not`) and excepts (`except`)."""
    return Counter(kind for kind, _ in _markers(text) if kind != "bound")


def same_polarity(statement: str, quote: str) -> bool:
    """Whether a statement denies, excepts and bounds as often as its quote, in whatever language each is."""
    return Counter(kind for kind, _ in _markers(statement)) == Counter(kind for kind, _ in _markers(quote))

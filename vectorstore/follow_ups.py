"""What a follow-up makes of the question before it: the place, the time or the topic that it puts in their stead."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from vectorstore.glossary import ConceptMention, find_concepts
from vectorstore.regions import Region, RegionMention, within
from vectorstore.target_index import MEASURES
from vectorstore.tokens import fold, query_words
from vectorstore.wish import wish_of

TIME = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)年?|(?<!\d)[12]\d年|今年|本年|去年|上年|明年|\b(?:this|last|next) year\b", re.IGNORECASE
)
_FILLERS = re.compile(
    r"^\s*(?:那么?|还有|另外|再看看?|换成|至于|and|ok(?:ay)?|so|then|what about|how about|,|，)+(?=\W|[\u4e00-\u9fff])"
    r"|(?:的|的话)?(?:呢|如何|怎么样)?[？?。.!！\s]*$|\b(?:in|for|of|about|what|how|and)\b",
    re.IGNORECASE,
)
# what only the question before can explain
_LEANS = re.compile(
    r"呢\s*[？?]?\s*$|如果|要是|若|这(?!里)|那(?!么|[\u4e00-\u9fff]{0,8}(?:呢|省|市))|该|它|同[样一]|上述|前面|其(?!他)"
    r"|\b(?:that|those|these|it|its|they|them|same|if|what about|how about)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:[、，,]|和|与|及|跟|或|,? ?and|or)?\s*", re.IGNORECASE)


def added_words(text: str, places: Collection[RegionMention]) -> str:
    """What a follow-up says besides its place, its time, and the words that make it one."""
    for start, end in sorted({(place.start, place.end) for place in places}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return _FILLERS.sub(" ", TIME.sub(" ", text)).strip()


def stands_alone(text: str, words: str) -> bool:
    """Whether a follow-up is a question of its own, that needs only the place and the time of the one before."""
    wish = wish_of(text)
    asks = wish.number or wish.units or wish.support or wish.definition
    return bool(asks) and _LEANS.search(text) is None and len(query_words(words)) > 1


def with_places(text: str, mentions: Sequence[RegionMention], regions: Sequence[Region], language: str) -> str:
    """A question asked of other regions: what holds them stays, each other place gives way to them."""
    names = ("、" if language == "zh" else " and ").join(region.called(language) for region in regions)
    holding = [m for m in mentions if all(within(region, m.region) for region in regions)]
    named = {m.region.code for m in mentions} >= {region.code for region in regions}
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(m.start, m.end) for m in mentions if m not in holding}):
        if spans and _JOINED.fullmatch(text, spans[-1][1], start):
            spans[-1] = spans[-1][0], end  # 浙江和江苏 is one place of the text
        else:
            spans.append((start, end))
    if not spans and not named:
        at = max((m.end for m in holding), default=0)
        if language != "zh":
            return f"{names}: {text}"
        return f"{text[:at]}{names}{text[at:]}"
    for place, (start, end) in reversed(list(enumerate(spans))):
        text = f"{text[:start]}{names if place == 0 and not named else ''}{text[end:]}"
    return text


def with_time(text: str, follow_up: str) -> str:
    """A question asked of the time that a follow-up names; of its own where it names none."""
    said = TIME.search(fold(follow_up))
    found = list(TIME.finditer(text))
    if not said or not found:
        return f"{text} {said[0]}" if said else text
    for match in reversed(found[1:]):
        text = f"{text[: match.start()]}{text[match.end() :]}"
    return f"{text[: found[0].start()]}{said[0]}{text[found[0].end() :]}"


def with_topic(text: str, follow_up: str, words: str) -> str:
    """A question with what a follow-up adds; in the old topic's stead where each is one concept of the glossary."""
    new, old, rest = _topics(words), _topics(text), words
    for mention in reversed(new):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    if len(new) == 1 and len({m.concept.slug for m in old}) == 1 and not query_words(rest):
        return f"{text[: old[0].start]}{words[new[0].start : new[0].end]}{text[old[0].end :]}"
    return f"{text} {follow_up}"


def _topics(text: str) -> list[ConceptMention]:
    return [mention for mention in find_concepts(text) if mention.concept.slug not in MEASURES]

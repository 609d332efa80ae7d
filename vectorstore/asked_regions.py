"""The regions that a question asks of: not a country that it only speaks of dealing with."""

from __future__ import annotations

import re

from vectorstore.regions import COUNTRY, RegionMention, find_regions

# Where goods, firms and money go: 去德国参展, exports to Germany. What is wanted is said at home.
_DEALING = "参展|参会|出口|进口|投资|贸易|合作|交流|市场|展[会览销]|博览|设厂|建厂|招商|销售|经营|留学|务工|班列|航线|丝绸之路|丝路|通道"
_TOWARDS = re.compile(r"(?:赴|去|到|往|对|向|与|同|跟|和|开拓|打入|拓展|出口|进入|经|[—－–-])$")
_DEALT_WITH = re.compile(rf"[^，。；？?]{{0,12}}(?:{_DEALING})")
_LISTED = re.compile(r"\s*(?:[、，,]|和|与|及|或|,? and|,? or)?\s*(?:the )?")
_TOWARDS_ENGLISH = re.compile(
    r"\b(?:export|import|invest|exhibit|trad|ship|sell|cooperat|expand|travel|trips?)\w*\b[^.?,;]{0,25}\b(?:to|in|into|with|from) (?:the )?$",
    re.IGNORECASE,
)
_BEFORE = 60


def find_asked_regions(text: str) -> list[RegionMention]:
    """The regions whose documents are asked for: not the whole country, nor one abroad that is only dealt with."""
    asked: list[RegionMention] = []
    dealt_with_up_to = -1
    for mention in sorted(find_regions(text), key=lambda found: found.start):
        if mention.region.is_abroad:
            listed = _LISTED.fullmatch(text, dealt_with_up_to, mention.start) if dealt_with_up_to >= 0 else None
            if listed or _is_dealt_with(text, mention):
                dealt_with_up_to = mention.end
                continue
        if mention.region.code != COUNTRY:
            asked.append(mention)
    return asked


def without_places(text: str) -> str:
    """A text without the regions that it asks of."""
    places = {(mention.start, mention.end) for mention in find_asked_regions(text)}
    for start, end in sorted(places, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _is_dealt_with(text: str, mention: RegionMention) -> bool:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if towards := _TOWARDS.search(before):
        # 浙江与日本的投资目标 asks of both, 浙江与日本合作 of one
        of_both = towards.group() in tuple("与同跟和") and text.startswith("的", mention.end)
        return not of_both and _DEALT_WITH.match(text, mention.end) is not None
    return _TOWARDS_ENGLISH.search(before) is not None

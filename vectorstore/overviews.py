"""Questions for an overview: those that ask to be told about something, and those that only name it."""

from __future__ import annotations

import re

from vectorstore.tokens import query_words
from vectorstore.wish import wish_of

# What asks to be told about something, not one thing of it; it says nothing of what.
_OVERVIEW = re.compile(
    r"(?:请|能否|能不能|帮我|给我)*(?:简单|简要|大致|总体|全面|整体)?(?:介绍|概述|概括|综述|总结|梳理|归纳|盘点|说说|讲讲|聊聊|了解)(?:一下|下|一遍)?(?!信|的?(?:人|信|服务))(?:关于|有关)?"
    r"|(?:主要|都|大概|具体)?(?:讲|说|规定|包括|包含|涉及)(?:了|的是)?(?:些|哪些|了些)?(?:什么|啥)(?:内容|事)?(?=[？?。\s]*$)"
    r"|(?:有|包括|是)?(?:哪些|什么)(?:主要|核心|重点)?(?:内容|要点|亮点|看点)(?=[？?。\s]*$)"
    r"|有(?:哪些|什么)(?=[^，。？?]{0,12}(?:政策|措施|举措|做法)[？?。\s]*$)|(?<=政策|措施|举措|做法)(?:都|主要)?(?:有|是)(?:哪些|什么)(?=[？?。\s]*$)"
    r"|的?(?:概况|概览|总体情况|整体情况|主要内容|内容概要|核心内容|要点)(?:是|有)?(?:什么|哪些|怎样|如何)?(?=[？?。\s]*$)"
    r"|\b(?:can you |please |could you )*(?:give|provide|write|show)(?: me| us)? an? (?:brief |short |quick |general )*(?:overview|summary|outline|introduction)(?: of| on| to)?(?: the)?\b"
    r"|\b(?:can you |please |could you )*(?:summari[sz]e|outline|introduce|tell me about|brief me on|give me an idea of)\b"
    r"|\boverview of\b|\b(?:key|main) (?:points|contents?|provisions) of\b|^what(?:['’]s| is) in (?=the\b)"
    r"|^what (?:policies|measures|incentives) (?:are there|does|do|has|have|are|is)(?: in place)?(?: for| to| on)?\b",
    re.IGNORECASE,
)
# What is told of a topic, whatever it is.
_OF_IT = re.compile(
    r"的?(?:相关|有关|主要|具体)?(?:(?:支持|扶持|优惠|产业|发展)?(?:政策|措施|举措|做法)(?:体系)?|发展情况|基本情况|相关情况|情况|规定)$|\b(?:polic(?:y|ies)|measures|situation)\s*$"
    r"|^(?:policies|measures) (?:on|for|of) ",
    re.IGNORECASE,
)
_ASKING = "[吗呢啊吧么谁哪啥咋何几]|什么|怎|如何|是否|能否|为啥|多[少久大长高]|不[是能可会]|可以|能|要|了$|应当|是"
_BARE = re.compile(
    rf"(?!.*(?:{_ASKING}))[\u3400-\u9fffA-Za-z0-9“”《》+（）()\s]{{4,24}}"
    r"|(?!(?:who|what|which|when|where|why|how|is|are|does|do|did|can|could|will|would|should|has|have|and|or)\b)(?:[A-Za-z0-9'’-]+ ){0,5}[A-Za-z0-9'’-]+",
    re.IGNORECASE,
)
_AROUND = " ，,。.？?!！：:的"


def is_bare_topic(text: str) -> bool:
    """Whether a text only names something: 海南低空经济."""
    wish = wish_of(text)
    asks = wish.number or wish.support or wish.target or wish.past or wish.definition or wish.validity or wish.units
    return bool(_BARE.fullmatch(text) and query_words(text)) and not asks


def topic_of(text: str) -> str:
    """What a question asks an overview of; nothing where it asks for something else."""
    if not _OVERVIEW.search(text) or wish_of(text).number:
        return ""
    topic = _OVERVIEW.sub(" ", text).strip(_AROUND)
    bare = _OF_IT.sub("", topic).strip(_AROUND)
    return next((said for said in (bare, topic) if query_words(said)), "")

"""What shape of answer a question wants, by its wording."""

from __future__ import annotations

import re
from enum import StrEnum

from vectorstore.tokens import query_words
from vectorstore.wish import wish_of


class QueryKind(StrEnum):
    """What shape of answer a question wants."""

    FACT = "fact"
    LIST = "list"
    COMPARE = "compare"
    OVERVIEW = "overview"


_LIST = re.compile(
    r"(哪些|哪几个?|有哪|那些)[^，。？?]{0,4}(省|市|地区|地方|区域|城市|自治区|直辖|报告|文件|政策|条例|法规)|(省|市|省份|城市|地区|地方)[^，。？?]{0,12}(有哪些|哪些|有谁|是哪几)"
    r"|各(省|地|市).{0,40}(哪些|谁)"
    r"|\b(which|what|list)\b[^?.]{0,30}\b(provinces|provincial|regions|cities|municipalities|places|reports|documents|"
    r"governments|policies|regulations)\b",
    re.IGNORECASE,
)
# How many say or do something is told by the list of them; to how many something happened is a figure of some document.
_DOING = "提出|提到|提及|谈到|写|设|定了|出台|发布|规定|明确|涉及|点名|支持|布局|发展|有|提供|给予|发放|补贴|奖励|要求|允许|禁止|取消|实施|实行|开展|推进|推出|聚焦"
_DOING_ENGLISH = (
    "mention|set|have|talk|include|plan|say|aim|target|support|issue|propose|speak|name|list|cover|pay|offer|give|provide"
    "|subsidi[sz]e|grant|ban|limit|allow|require|promote|develop|want"
)
_COUNT = re.compile(
    rf"(?<![哪在对给从到向为选了])(?P<zh>有?(?:多少|几)(?:个|份|部|项)?)(?=(?:省级?|省份|省市|市|城市|地区|地方|自治区|报告|文件|政策|条例|法规)[^，。？?]{{0,20}}?(?:{_DOING}))"
    rf"|\b(?P<en>how many)\b(?= (?:\w+ )?(?:provinces|regions|cities|municipalities|places|reports|documents|governments|policies|regulations)\b"
    rf"(?! (?:were|was|did|are to|will))[^?.]{{0,40}}\b(?:{_DOING_ENGLISH}))",
    re.IGNORECASE,
)
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
_COMPARE = re.compile(
    r"比一比|对比|相比|比较|哪个(更|高|大|多|快|低|少)|谁(更|的?.{0,6}(高|大|多|快|低|少))|差(多少|几)|分别|各是|各(有|为)|一样吗"
    r"|\b(compare[ds]?|comparison|versus|vs\.?|difference|bigger|higher|larger|more|lower|faster|both)\b",
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


def kind_of(text: str, regions: int) -> QueryKind:
    """The kind of a question that asks of so many regions."""
    if is_count(text) or _LIST.search(text):
        return QueryKind.LIST
    if (regions > 1 and compares(text)) or regions > 2:
        return QueryKind.COMPARE
    return QueryKind.OVERVIEW if topic_of(text) else QueryKind.FACT


def is_count(text: str) -> bool:
    """Whether the number of places or documents that say or do something is asked for."""
    return _COUNT.search(text) is not None


def as_list(text: str) -> str:
    """A question for a number of places or documents as one for the list of them."""
    return _COUNT.sub(lambda match: "哪些" if match["zh"] else "which", text)


def is_bare_topic(text: str) -> bool:
    """Whether a text only names something: 海南低空经济."""
    wish = wish_of(text)
    asks = wish.number or wish.support or wish.target or wish.past or wish.definition or wish.validity or wish.units
    return bool(_BARE.fullmatch(text) and query_words(text)) and not asks


def compares(text: str) -> bool:
    """Whether a text sets things against each other."""
    return _COMPARE.search(text) is not None


def topic_of(text: str) -> str:
    """What a question asks an overview of; nothing where it asks for something else."""
    if not _OVERVIEW.search(text) or wish_of(text).number:
        return ""
    topic = _OVERVIEW.sub(" ", text).strip(_AROUND)
    bare = _OF_IT.sub("", topic).strip(_AROUND)
    return next((said for said in (bare, topic) if query_words(said)), "")

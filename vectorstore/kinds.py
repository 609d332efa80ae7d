"""What shape of answer a question wants: a fact, a list of who or what qualifies, or places beside each other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from enum import StrEnum

from vectorstore.counts import is_count
from vectorstore.overviews import topic_of
from vectorstore.regions import RegionMention


class QueryKind(StrEnum):
    """What shape of answer a question wants."""

    FACT = "fact"
    LIST = "list"
    COMPARE = "compare"
    OVERVIEW = "overview"


_DOCUMENTS = "报告|文件|政策|条例|法规|规定|办法|规划|方案|意见|通知"
_PLACES = "省|市|地区|地方|区域|城市|自治区|直辖"
_ASKED = "哪些|哪几[个部份项]?|那些"
# What follows 哪些 where it stands for who says or does something, and not for what is said.
_PREDICATE = "提|把|写|说|谈|讲|设|定|有|没|是|要|将|在|点名|涉及|明确|出现|列|包[含括]|支持|允许|规定|给|对|都|也|已|计划|打算|目标|出台|制定"
_SAYS = r"提[到及出了]|提(?=[“「\"])|写|谈|讲|说|点名|涉及|把|将|定[为在]|设[为定在]|明确|规定|出台|制定|颁布|发布|列入|纳入|目标"
_LIST = re.compile(
    rf"(?:{_ASKED}|有哪)[^，。？?]{{0,4}}(?:{_PLACES}|报告|文件|政策|条例|法规)"
    rf"|(?:省|市|省份|城市|地区|地方)[^，。？?]{{0,12}}(?:有哪些|哪些|有谁|是哪几)"
    rf"|各(?:省|地|市).{{0,40}}(?:哪些|谁)"
    # 各省的工作报告里，有哪几个提了…
    rf"|(?:各(?:省|地|市|区|县)|省级|报告)[^。？?]{{0,60}}?(?:{_ASKED}|谁)(?={_PREDICATE})"
    rf"|(?:库|收录|现有|出台|制定|颁布|印发)[^，。？?]{{0,12}}(?:{_ASKED})[^，。？?]{{0,24}}(?:{_DOCUMENTS})"
    rf"|(?:多少|几)[个家份部](?:省|市|地方|地区|城市|自治区|地级市|报告|文件|条例|法规)[^。？?]{{0,60}}(?:{_SAYS})"
    rf"|(?:省|市|地方|报告|文件|条例)[^，。？?]{{0,4}}(?:有|共)(?:多少|几)[个家份部](?:{_SAYS})"
    r"|\b(?:which|what|list|name|find|show|give)\b[^?.]{0,30}\b(?:provinces|provincial|regions|cities|municipalities|places"
    r"|reports|documents|governments|policies|regulations)\b"
    r"|\bhow many (?:of the |different )?(?:[a-z0-9-]+ ){0,3}(?:provinces|regions|cities|municipalities|documents|reports|regulations)\b"
    r"(?! (?:will|do|does|did|can|should|has|have|had|is|are|were|was) (?:the\b|[A-Z]))",
    re.IGNORECASE,
)
# 哪些 as what something is done with, or asked for, by who asks: it wants a fact (跟哪几个市合作, 要交哪些文件).
_OBJECT = re.compile(
    rf"(?:跟|与|和|同|向|给|由|受)了?(?:{_ASKED})"
    rf"|(?:对|到|在|从)(?:{_ASKED})(?![^，。？?]{{0,8}}(?:{_DOCUMENTS}|[被里中]|提|写))"
    rf"|(?:需要?|应|提交|要?交|带|准备|提供|上?传|符合|满足|依据|按照?|根据|遵守|适用|执行)[^，。？?]{{0,4}}(?:{_ASKED})"
    r"|\b(?:with|between|to|from|for|under|by) (?:which|what)\b"
    r"|\b(?:which|what) (?:documents|papers)\b(?=[^?.]{0,40}\b(?:need(?:ed)?|required?|submit\w*|hand(?:ed)? in|provided?|bring)\b)",
    re.IGNORECASE,
)
# What stands before 哪些 where it is who is asked for; behind a verb it is what one place does (浙江支持哪些市…).
_BEFORE_WHO = re.compile(r"(?:^|[有是，,、：:。？?\s里中内下年的于]|[省市县区州])$")
_WHO = re.compile(_ASKED)
_COMPARE = re.compile(
    r"比一比|对比|相比|比较|哪个(?:更|高|大|多|快|低|少)|谁(?:更|的?.{0,6}(?:高|大|多|快|低|少))|差(?:多少|几|别|异|距)|区别|分别"
    r"|各(?:自|是|有|为|给|补|奖|发|能|可|定|要|怎|按|提|设|达|增|占|用|收|交|罚|多少|几)|一样|不同|哪边|哪里(?:更|高|大|多|快|低|少)"
    r"|\b(?:compare[ds]?|comparison|versus|vs\.?|differ(?:s|ed|ence|ences|ent)?|respectively|each|bigger|higher|larger|(?<!many )(?<!much )more|lower"
    r"|faster|both)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\s*(?:省|市|的)?\s*(?:[、，,/]|和|与|跟|及|以及|或者?|还是|'s|,? ?\b(?:and|or|vs\.?|versus)\b)+\s*(?:the |in |for )?",
    re.IGNORECASE,
)
# Where two places do something together, they are not set against each other.
_TOGETHER = re.compile(
    r"合作|共建|共同|协同|联合|一体化|同城化|互认|通办|对口|协作|帮扶|结对|联动|之间|毗邻|携手"
    r"|\b(?:between|joint|jointly|together|cooperat\w+|co-operat\w+|agreements?|partner\w*|twin\w*|corridor|link\w*|connect\w*)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[？?；;。]+|[，,：:]+")
ASKS = re.compile(r"多少|几|什么|怎么|啥|何|哪|吗|呢|\b(?:how|what|when|which|who|where)\b", re.IGNORECASE)


def kind_of(text: str, mentions: Sequence[RegionMention]) -> QueryKind:
    """The shape of answer that a question wants; `mentions` are the regions that it asks of."""
    if is_count(text) or _lists(text, mentions):
        return QueryKind.LIST
    several = len({mention.region.code for mention in mentions})
    if several > 2 or (several > 1 and (compares(text) or _sets_beside(text, mentions))):
        return QueryKind.COMPARE
    return QueryKind.OVERVIEW if topic_of(text) else QueryKind.FACT


def compares(text: str) -> bool:
    """Whether a question's words set things against each other."""
    return _COMPARE.search(text) is not None


def _lists(text: str, mentions: Sequence[RegionMention]) -> bool:
    asked = _OBJECT.sub(lambda words: " " * len(words[0]), text)
    ends = {mention.end for mention in mentions}
    if mentions:
        asked = _WHO.sub(
            lambda who: (
                who[0] if who.start() in ends or _BEFORE_WHO.search(asked, 0, who.start()) else " " * len(who[0])
            ),
            asked,
        )
    return _LIST.search(asked) is not None


def _sets_beside(text: str, mentions: Sequence[RegionMention]) -> bool:
    """Whether two places stand side by side, or in clauses that ask something of each."""
    if _TOGETHER.search(text):
        return False
    places = sorted({(mention.start, mention.end) for mention in mentions})
    if any(_BESIDE.fullmatch(text, end, start) for (_, end), (start, _) in itertools.pairwise(places)):
        return True
    asking, start = 0, 0
    for end in [*(match.end() for match in _CLAUSE.finditer(text)), len(text)]:
        here = any(start <= place < end for place, _ in places)
        asking += here and ASKS.search(text, start, end) is not None
        start = end
    return asking > 1

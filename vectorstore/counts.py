"""Questions for the number of places or documents that say or do something: the number is that of their list."""

from __future__ import annotations

import re

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


def is_count(text: str) -> bool:
    """Whether the number of places or documents that say or do something is asked for."""
    return _COUNT.search(text) is not None


def as_list(text: str) -> str:
    """A question for a number of places or documents as one for the list of them."""
    return _COUNT.sub(lambda match: "哪些" if match["zh"] else "which", text)

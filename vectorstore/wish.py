"""What kind of sentence a question's wording asks for: a figure, a target, what was reached, a definition, a term."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"多少|几(?!乎)|目标|哪个(更)?(高|大|多)|谁.{0,6}(高|大|多|快)|比一比|强度|多大|多高|多长|多久|增速|比例|金额|上限|封顶|最高|最低|怎么(补|奖|算|发)"
    r"|(补|奖|发|给|赔|罚)多少|什么标准|标准是|门槛|期限"
    r"|\bhow (many|much|fast|long|large|big|high|far)\b"
    r"|\b(targets?|rate|share|ceiling|cap|amount|size|scale|total|percentage|number|maximum|minimum|threshold|deadline)\b",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"增速|增长|增得|涨|几个点|(GDP|经济|生产总值|增加值).{0,6}目标|\b(growth|grow|grew|rise|rose|faster)\b",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"补(贴|助|多少|偿|吗|$)|怎么(补|奖|给|发)|奖(励|补|多少|金)|资助|扶持|国补|能(领|拿|享)|给多少|贴息|优惠"
    r"|\b(subsid\w+|grants?|bonus\w*|rewards?|support|incentives?|rebates?)\b",
    re.IGNORECASE,
)
WHOLE_TERM = re.compile(r"五年|十四五|十三五|年均|累计|\b(five years|cumulative|annual average)\b", re.IGNORECASE)
_TARGET = re.compile(
    r"目标|预期|计划|打算|力争|要(达到|实现|新增|做到)|今年.{0,12}(多少|几)|\b(targets?|plans?|aims?|goal|expect|will|should)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"去年|实际|完成了?|已经|做到了|\b(did|was|were|last year|grew|rose|built|achieved)\b", re.IGNORECASE
)
_DEFINITION = re.compile(
    r"什么是|是什么意思|指(什么|的是)|定义|怎么算|\bdefin|\bmean(s|ing)?\b|what (is|are) an?\b", re.IGNORECASE
)
_CHANGE = re.compile(
    r"(改|变|增加?|添|删|减|取消|调整|修改|修订|修正|新增)(动|掉|去|除|化)?了(些)?(什么|哪|多少|啥|几)|(怎么|如何|咋)(改|变|调整|修改|修订)(了|的)"
    r"|(有|发生)了?(什么|哪些?|啥|何)(具体|主要|新|大|重大)?的?(变|改动|修改|修订|调整|区别|不同|差别|差异|新规定)"
    r"|(修订|修改|修正|调整|改动|变化|变动)(的|了)?(主要|具体)?(内容|要点|之处|地方|条款)?(是|有)(什么|哪些?|啥)"
    r"|(旧|老|原|上一|之前的?|以前的?|原来的?|修订前的?)(版|条例|办法|规定|细则|法规|政策)本?(相?比|有|的|在).{0,20}(哪|什么|啥|不同|变|改)|新旧|前后(有|的)?(什么|哪些?)?(变化|不同|区别)"
    r"|\bwhat('s| is| are| was| were| has| have| had| did)?\b.{0,40}(?<!of )\b(chang(e[sd]?|ing)|amend(ed|ments?|s)?|revis(ed|ions?|es?)|new in|different|differs?)\b"
    r"|\bhow (did|has|have|was|were|does|do|is)\b.{0,60}\b(chang|amend|revis|differ)\w*|\bchanges? (to|made|between|introduced|brought)\b"
    r"|\b(differ\w*|compared) (from|to|with) the (old|previous|earlier|former|prior|original)\b|\b(old|new) and (the )?(new|old)\b",
    re.IGNORECASE,
)
# Whether and when a document is in force, also as people put it; 有效 and "replaced" are said of much else.
_VALIDITY = re.compile(
    r"生效|施行|废止|失效|作废|过期|到期|何时起|哪一版|最新版"
    r"|有效(?!投资|需求|供给|衔接|应对|降低|提[升高]|防|控|利用|促进|增强|增加|改善|解决|途径|措施|办法|发明|专利)|效力"
    r"|(被|什么|啥|谁|哪[个部份项])[^，。？?]{0,10}(取代|替代|代替|顶替)|(取代|替代|代替)(了|它|的?是|吗|没)"
    r"|(还|仍|继续|是否|现在)[^，。？?]{0,4}(能?(用|引用)(?!地)|执行|适用|管用|作数|算数|有用|在用)|管用[吗不没]|(作|算)不(作|算)数"
    r"|(废|取消|停)了[吗没]|被废|废除|停止执行|(哪天|什么时候|何时|几时|多会儿|几号|从哪[年月日天]).{0,4}(起|开始)?(实施|执行|实行|试行|启用|停用|终止|结束|不[能再]用)"
    r"|(实施|执行|用|管)到(哪|什么时候|何时|几)"
    r"|\b(in force|in effect|(take|took|taken|taking) effect|effective|repeal\w*|supersed\w*|expir\w*|laps(e|ed|es|ing)|obsolete"
    r"|void|abolish\w*|annul\w*|rescind\w*|scrapped|withdrawn|kick(s|ed)? in|(came|comes?|go(es)?|went) into (force|effect)"
    r"|still (good|valid|appl(y|ies)|stand(s|ing)?|current|binding|in use|hold(s)?|run(s|ning)?|going)|(stay|remain)s? (valid|good)|no longer (valid|appl\w+)"
    r"|(what|which|who)( \w+){0,3} replace[sd]?|replaced (by|with)|(was|is|been|be|it|get|got) replaced(?! (in|with)\b))\b",
    re.IGNORECASE,
)
# What is counted by which words: the classes of units that may answer.
_UNITS = (
    (
        "money",
        r"多少钱|多少元|多少(万|亿)元|(补|奖|发|给|罚|领|拿)(贴|助)?多少|金额|资金|封顶|上限|额度|(?<!by )\bhow much\b(?! did| do| does| has| will)|\byuan\b|\b(cap|ceiling|amount|budget)\b",
    ),
    (
        "percent",
        r"增速|增长|几个点|比例|占比|百分|税率|利率|失业率|化率|强度|份额|\b(percent\w*|rate|share|growth|grow|grew|rise|rose|ratio|intensity)\b",
    ),
    (
        "time",
        r"几年|几个月|几天|多久|多长时间|期限|时限|多少(天|年|个月|工作日)|\bhow (long|many (years|months|days))\b|\b(period|deadline)\b",
    ),
    ("date", r"什么时候|何时|哪(一)?(年|天|日)|几月|几号|\bwhen\b|\b(what|which) (date|year|day)\b|\bsince\b"),
    ("count", r"(多少|几)(万|亿)?(家|个|人|名|户|套|辆|台|座|亩|公里|吨|斤|项|所|张|岁|件|倍|平)|\bhow many\b"),
)
_UNIT_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _UNITS)


@dataclass(frozen=True, slots=True)
class Wish:
    """What kinds of sentence a question's wording asks for."""

    number: bool = False
    growth: bool = False
    support: bool = False
    whole_term: bool = False  # figures of five years, cumulated or on average
    target: bool = False
    past: bool = False
    definition: bool = False
    validity: bool = False
    change: bool = False  # what a newer version or an amendment does otherwise
    units: frozenset[str] = frozenset()  # money, percent, time, date, count


def wish_of(text: str) -> Wish:
    """Read a question's wording."""
    marks = {name: pattern.search(text) is not None for name, pattern in _PATTERNS.items()}
    units = frozenset(name for name, pattern in _UNIT_PATTERNS if pattern.search(text))
    if not units and marks["support"] and marks["number"]:
        units = frozenset(("money", "percent"))
    return Wish(**marks, units=units)


_PATTERNS = {
    "number": _NUMBER,
    "growth": _GROWTH,
    "support": _SUPPORT,
    "whole_term": WHOLE_TERM,
    "target": _TARGET,
    "past": _PAST,
    "definition": _DEFINITION,
    "validity": _VALIDITY,
    "change": _CHANGE,
}

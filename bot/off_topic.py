"""What is not asked of the documents: small talk, errands, sums, today's weather, orders to the bot."""

from __future__ import annotations

import re
from enum import StrEnum

from vectorstore.glossary import find_concepts
from vectorstore.query import Query
from vectorstore.tokens import fold


class OffTopic(StrEnum):
    """Why no document is asked for: the name of what is said instead."""

    GREETING = "greeting"
    OUTSIDE = "out_of_scope"
    UNHEARD = "unheard"


_MARKS = r"[\s!！。.?？,，~～]*"
_GREETING = re.compile(
    rf"{_MARKS}(?:(?:你好|您好|嗨|哈喽|在吗|早上好|下午好|晚上好|早安|晚安|谢谢你?|多谢|感谢|再见|拜拜|好的|明白了|知道了|(?:你|您)(?:到底)?是(?:谁|什么(?:模型|机器人|AI|东西)?|机器人|人工智能)"
    r"|(?:你|您)叫什么(?:名字)?|(?:你|您)(?:能|会|可以)(?:做|干|回答)?(?:些)?什么|(?:你|您)(?:是)?(?:由)?谁(?:开发|做|训练|创造)(?:的|出来的|了你)?|怎么用|帮助|(?:请|做个|来个)?(?:简单)?(?:介绍(?:一下|下)?(?:你|您)自己|自我介绍)(?:一下)?"
    r"|hi|hello|hey|good (?:morning|afternoon|evening)|thanks?(?: you)?(?: (?:so|very) much)?|bye|goodbye|ok(?:ay)?"
    r"|(?:who|what) are you|what(?: can| do) you do|how are you|what(?:['’]s| is) your name|who (?:made|built|created|trained) you"
    r"|are you (?:a |an )?(?:chatgpt|gpt|claude|ai|bot|robot|human|real)|what (?:ai |language )?model are you|how do(?:es)? (?:this|it|you) work|(?:tell me about|introduce) yourself|help)"
    rf"(?: there)?(?:啊|呀|呢|吗|哦|啦)?{_MARKS})+",
    re.IGNORECASE,
)
_PLEASE = r"^\s*(?:请|麻烦|拜托|帮忙|帮我|给我|替我|为我|你|能不能|能否|可以|可不可以|我想(?:要|让)?你?)*"
_PLEASE_ENGLISH = (
    r"^\s*(?:(?:please|can you|could you|would you|will you|i want you to|i need you to|help me(?: to)?)[\s,]+)*"
)
_PIECES = (
    "诗|诗歌|词|歌|歌词|邮件|电子邮件|信|情书|作文|代码|程序|脚本|函数|小说|故事|文案|作业|论文|演讲稿|发言稿|讲话稿|简历|笑话|日记|广告|段子|剧本"
    "|总结报告|工作总结|请假条|检讨|对联|朋友圈"
)
_ERRANDS = (
    rf"{_PLEASE}(?:写|作|创作|编|编写|起草|拟|画|唱|生成)(?:一|几|两)?(?:首|封|篇|段|个|份|张|幅|则|副|点)[^，。？?]{{0,30}}?(?:{_PIECES}|画|图)",
    rf"{_PLEASE}[讲说](?:一|几|两)?[个段则点][^，。？?]{{0,8}}(?:笑话|故事|段子)",
    rf"{_PLEASE}(?:翻译(?:一下|成|这|下面|以下|[：:“\"])|把.{{1,80}}翻译成|润色|改写|续写)",
    rf"{_PLEASE}推荐(?:一|几|两)?[个些部本家首下][^，。？?]{{0,8}}(?:电影|电视剧|书|小说|餐厅|歌|音乐|游戏|景点|酒店|饭店|手机|股票|基金)",
    rf"{_PLEASE_ENGLISH}(?:write|compose|draft|generate|create|draw|paint|sing|tell|make|code) (?:me )?(?:an?|some|the|my)\b(?: \w+){{0,4}}? (?:poem|haiku|song"
    r"|lyrics|e-?mail|letter|essay|story|novel|code|functions?|programs?|scripts?|joke|speech|resume|cv|picture|image|drawing|homework|tweet|blog post)\b",
    rf"{_PLEASE_ENGLISH}(?:translate|paraphrase|proofread|rewrite)\b",
    rf"{_PLEASE_ENGLISH}recommend (?:me )?(?:a|some|any|the best) (?:\w+ )?(?:movies?|films?|books?|restaurants?|songs?|games?|hotels?|stocks?|phones?)\b",
)
_SUM = (
    r"^(?:请|帮我|计算|算一下|算算|what(?:['’]s| is)|calculate|compute|solve)?[\s:：]*[\d.(（]+[\d\s.()（）]*(?:[-+*/×÷^加减乘除]|乘以|除以|plus|minus|times)"
    r"[\d\s.()（）\-+*/×÷^加减乘除以]*(?:[=＝等于是几多少?？\s]*)$",
    r"^(?:请|帮我)?(?:解(?:一下)?方程|求导|求积分|因式分解)|\bsolve (?:for x|the equation)|\b(?:derivative|integral|square root|factorial) of\b",
)
_NOW = r"今天|明天|后天|昨天|今晚|实时|周末|\b(?:today|tomorrow|tonight|yesterday|now|currently|this week(?:end)?)\b"
_LIVE = (
    rf"(?:{_NOW}).{{0,14}}(?:天气|气温|下雨|下雪|温度(?:多少|几度)|股市|大盘|股价|股票|汇率|金价|比分|比赛(?:结果|谁)|新闻|星座|运势|几号|星期几|周几|几点)",
    r"天气(?:怎么样|如何|好吗|好不好|预报$)|几点了|星期几|今天几号",
    rf"\b(?:weather|temperature outside|stock market|stock price|exchange rate|news|horoscope|what time|what day)\b.{{0,40}}(?:{_NOW})|(?:{_NOW}).{{0,20}}\b(?:weather|stock market|horoscope)\b",
    r"\bwhat(?:['’]s| is) the (?:weather|time|date)\b|\bwhat time is it\b|\bwill it (?:rain|snow)\b",
)
_ORDER = re.compile(
    r"(?:忽略|无视|忘记|忘掉|跳过|不要理会)[^，。；！!\n]{0,12}(?:指令|指示|规则|设定|提示词?|要求|限制|内容)"
    r"|你的(?:系统)?(?:提示词?|指令|prompt)|提示词|(?:请|你)扮演|扮演一[个名位]|假装(?:你|自己)?是|从现在(?:开始|起)[，,]?你(?:就)?是|开发者模式|越狱"
    r"|\b(?:ignore|disregard|forget|override|bypass)\b[^.;!?\n]{0,40}\b(?:instructions?|rules?|prompts?|guidelines|restrictions)\b"
    r"|\bsystem prompt\b|\byour (?:initial |hidden |original )?(?:prompt|instructions)\b|^\s*act as\b|\b(?:you are now|from now on,? you|(?:you|please) (?:must |should |will )?act as|pretend (?:to be|you are|that you))\b"
    r"|\b(?:developer mode|jailbreak)\b",
    re.IGNORECASE,
)
_DONE_FOR_ONE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_ERRANDS, *_SUM))
_TOLD_NOW = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _LIVE)
_ASKS = re.compile(
    r"多少|什么|哪|怎么|如何|几|吗|谁|目标|\b(?:what|which|how|who|when|where|is|are|does|target)\b", re.I
)
# A question with one of these may be about policy, whatever else is in it.
_POLICY = re.compile(
    r"政策|补[贴助偿]|[奖税费]|规定|规划|办法|条例|法律|法规|申[请报领]|标准|资金|企业|公司|单位|政府|机关|部门|许可|审批|备案|登记|处罚|罚款|目标|指标|产业|项目"
    r"|社保|公积金|户籍|落户|住房|就业|养老|医保|合同|知识产权|专利|商标"
    r"|\b(?:polic|law|legal|tax|subsid|grant|regulat|rule|apply|applicant|appl|standard|fund|compan|enterprise|firm|govern|permit|licen|penalt|fine|target|industr"
    r"|project|pension|hous|employ|contract|patent|trademark|invest|export|import)",
    re.IGNORECASE,
)


def off_topic(text: str) -> OffTopic | None:
    """Why no document is searched for a question; None where one may answer it."""
    if _GREETING.fullmatch(text):
        return OffTopic.GREETING
    errand = any(pattern.search(text) for pattern in _DONE_FOR_ONE)
    live = any(pattern.search(text) for pattern in _TOLD_NOW) and not _POLICY.search(fold(text))
    return OffTopic.OUTSIDE if errand or live or _is_mere_order(text) else None


def is_of_the_field(text: str, query: Query) -> bool:
    """Whether a question, understood as `query`, speaks of what documents are about: a place, a body, a concept."""
    named = query.years or query.issuers or query.industries or query.instruments or query.followed_up
    at_home = any(not region.is_abroad for region in query.regions)
    return bool(named or at_home or find_concepts(query.text) or _POLICY.search(fold(text)))


def _is_mere_order(text: str) -> bool:
    """Whether a text tells the bot what to be or to do, and asks nothing of policy beside it."""
    if not _ORDER.search(text):
        return False
    rest = _ORDER.sub(" ", text)
    return not (find_concepts(rest) and _ASKS.search(rest))

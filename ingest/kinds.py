"""What kind of document a title names."""

from __future__ import annotations

import re

# a notice of so many characters carries the text that it issues
CARRIES = 900
CARRIES_IN_ENGLISH = 5000

_NEWS = re.compile(r"(?i)\s*(?:news|press)\b|新闻")
_INNER = re.compile(
    r"(?:印发|发布|公布|转发|颁布)\s*[《〈]?(?P<inner>.+?)[》〉]?\s*(?:[（(][^（()）]*[）)])?\s*的\s*(?:通知|公告|通告|决定|函)$"
)
# a notice that is itself the measures: 关于支持…若干措施的通知
_MEASURES_ITSELF = re.compile(
    r"^(?!.*(?:印发|发布|公布|转发|颁布|贯彻|落实|申报|开展)).*若干(?:政策)?(?:措施|意见|规定)的(?:通知|公告)$"
)
_TAIL = re.compile(r"(?:\s*[（(〔][^（()）]*[）)〕]|》|〉|\d+|[\s”\"])+$")
_LAW_MAKERS = re.compile(r"人民代表大会|全国人大|国务院$|^国务院|State Council")
_DRAFT = re.compile(
    r"征求意见|意见征集|草案|送审稿|征求[^。]{2,120}意见的?(?:通知|公告|通告|函|启事)$|征集[^。]{2,120}意见(?:建议)?的?(?:通知|公告|通告|函|启事)$|(?i:draft for comments?|solicit(?:ing|ation) (?:of )?(?:public )?(?:opinions|comments)|for the solicitation)"
)
_INTERPRETATION = re.compile(
    r"解读|问答|图解|一图看懂|一图读懂|起草说明|编制说明|修订说明|政策说明|答记者问|(?i:\binterpretation\b|\bexplained\b|\bQ&A\b)"
)
_EXPLAINS = re.compile(
    r"^[一二三四五1、.（）\s]*(?:出台|起草|制定|编制|修订|政策)?(?:的)?(?:背景|背景和依据|必要性|背景依据)$"
)
_BARE_TITLE = re.compile(r"《[^《》]+》")
_REPORTER = re.compile(r"讯[（(]|记者[\s　]*[\u4e00-\u9fff]{2,4}|通讯员|新华社|财联社|责编|责任编辑")
_OPENING = 900
_BODY_ALONE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|局|厅|委员会|中心|网站?)")
_FORM = re.compile(
    r"(?:申请|申报|登记|报名|汇总|备案|推荐|统计|回执|反馈)表$|(?:申请|申报|承诺|委托|声明|陈述|确认|告知|授权|推荐)书$|回执$"
)
# a plan says something; a table of places to be filled is none, whatever it is called
_TABLE = 100
# the name of a section of a site
_SECTION = 14
_SITE = re.compile(r"首页|网站|首都之窗|ICP备|当前位置|您的位置|网站地图|共\s*\d+\s*页")
_ENDINGS = (
    ("plan", r"方案|规划|行动计划|计划|规划纲要|纲要|规划的建议|规划建议|三年行动|任务分工|工作要点|路线图"),
    ("regulation", r"条例"),
    (
        "measures",
        r"办法|意见|措施|实施细则|细则|规定|规则|指引|指南|若干政策|政策|标准|准则|裁量基准|基准表|基准|处罚清单|制度|评价指标体系|补贴标准|办法指引|工作指引",
    ),
    ("report", r"工作报告|报告|白皮书|年报|公报"),
    (
        "other",
        r"批复|复函|函|答复|决定|决议|令|表|书|样式|模板|许可证|名录|名单|清单|目录|流程|流程图|时间表|示范文本|协议|合同|章程",
    ),
    ("notice", r"通知|公告|通告|通报|公示|启事"),
)
_ENGLISH = (
    ("other", r"^(?:reply|letter|decision)|\breply (?:letter )?o[fn]\b|punishment decision|\bdecision o[fn]\b"),
    ("regulation", r"\bregulations? (?:of|on|for)|\bregulations?$"),
    ("plan", r"\b(?:action |implementation |work |development )?plan\b|\boutline\b|\bprogramme\b"),
    (
        "measures",
        r"\bmeasures\b|\bopinions\b|\bprovisions\b|\brules\b|\bguidelines\b|\bstandards?\b|\bspecifications?\b",
    ),
    ("report", r"\bwork report\b|\breport on the work\b|\breport$"),
    ("notice", r"\bnotice\b|\bcircular\b|\bannouncement\b"),
    ("law", r"\blaw of the people|\blaw$"),
)


def kind_of(title: str, issuers: tuple[str, ...], text: str, source: str = "") -> str:
    """law, regulation, plan, measures, notice, draft, interpretation, report, news or other.

    A notice that carries the text it issues (it is long enough to) has the kind of that text.
    """
    characters = len(text)
    bare = _TAIL.sub("", title.strip())
    if _DRAFT.search(title) and not _INTERPRETATION.search(title):
        return "draft"
    if _INTERPRETATION.search(title) or (_BARE_TITLE.fullmatch(title) and _explains(text)):
        return "interpretation"
    if not re.search(r"[\u4e00-\u9fff]", title):
        return _english_kind(title, characters) or ("news" if _NEWS.match(source) else "other")
    # where no issuer stands in the text, the list of sources may still say that it is a law or regulation
    of_lawmaker = any(map(_LAW_MAKERS.search, issuers)) or (not issuers and "regulation" in source.lower())
    if characters > CARRIES and _MEASURES_ITSELF.search(bare):
        return "measures"
    inner = _INNER.search(bare)
    if inner and characters > CARRIES:
        return _ending(_TAIL.sub("", inner["inner"]), of_lawmaker) or "notice"
    kind = _ending(bare, of_lawmaker)
    if kind is None and (
        re.search(r"会议|强调|召开|再度|出炉|发布会|记者|讲话|！|？|--", title) or _REPORTER.search(text, 0, _OPENING)
    ):
        return "news"
    if kind == "plan" and "。" not in text and len(text) > len(title) + _TABLE:
        return "other"
    return kind or ("news" if _NEWS.match(source) else "other")


def is_listing(title: str, text: str) -> bool:
    """Whether a page is a site's own and no document: its home page, a list of links, a section that is empty."""
    return _BODY_ALONE.fullmatch(title) is not None or (
        text.count("。") <= 1 and len(title) <= _SECTION and _SITE.search(text) is not None
    )


def is_blank_form(title: str) -> bool:
    """Whether a title is that of a form to be filled in, which says nothing of who asks for it."""
    return _FORM.search(_TAIL.sub("", title)) is not None


def _explains(text: str) -> bool:
    """Whether a text under a policy's bare title is about it: it begins with why the policy was made."""
    return any(_EXPLAINS.match(line.strip()) for line in text[:_OPENING].split("\n")[:8])


def _ending(title: str, of_lawmaker: bool) -> str | None:
    """The kind that a Chinese title's last word tells."""
    if re.search(r"(?<!办)(?<!方)(?<!做)(?<!用)法$", title):
        return "law"
    for kind, words in _ENDINGS:
        if re.search(rf"(?:{words})$", title):
            if kind == "measures" and re.search(r"(?:规定|细则)$", title) and of_lawmaker:
                return "regulation"
            return kind
    return None


def _english_kind(title: str, characters: int) -> str | None:
    lower = re.sub(r"\([^)]*\)", "", title.lower()).strip()
    carried = re.search(
        r"(?:notice|circular|announcement).{0,120}?(?:printing and (?:distributing|issuing)|issuing|promulgating|release of)\b(.*)",
        lower,
    )
    if carried and characters > CARRIES_IN_ENGLISH:
        for kind, words in _ENGLISH[1:5]:
            if re.search(words, carried.group(1)):
                return kind
    if re.match(r"(?:notice|circular|announcement)\b", lower):
        return "notice"
    return next((kind for kind, words in _ENGLISH if re.search(words, lower)), None)

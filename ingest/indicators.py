"""What a target says of its figure: the indicator, the words of the relation, the baseline, the region, the quote."""

from __future__ import annotations

import re

from ingest.clauses import Setting, Span
from ingest.figures import Figure
from ingest.predicates import BOUND, RELATION, VERB
from ingest.scopes import scope_of
from vectorstore.commitments import Target
from vectorstore.record import DocumentRecord
from vectorstore.regions import find_regions, region_of, within

_LIST_MARK = re.compile(r"、|以及|[和及与](?!其|谐|平|国|时)")
_ENDS_ITEM = re.compile(r"[多余]?(?:以上|左右|以下|以内)?\s*(?=[、和及与]|以及)")
_AIMS = re.compile(
    r"^(?:[^\w“《（(]|[一二三四五六七八九十]+是|\d+[.．、]|其中|要|再|将|并|还|共|各|年度|全年|年内|今年|每年|预计|计划|力争|争取|确保|努力|实现|完成|实施|培育|打造|推出|达到|累计|[到至]?(?:19|20)\d\d\s?年(?:底|末)?前?|[“\"][一二三四五六七八九十]{1,3}五[”\"](?:末|时期|期间))+"
)
_SOFT = re.compile(r"(?:[约近超过了在为到至达均]|分别|总体|累计|力争|争取|确保|实现|完成|不少于|不低于)+$")
_RELATION_WORD = re.compile(
    r"年均增长|增长|达到|达|突破|超过|[控稳保维][制定持]在|至[少多]|不[低高少小大多]于|不超过|[高低大小多少]于|(?:提高|提升|上升|增加|扩大|降低|下降|减少|压减|压缩|缩短|缩小|延长|控制|稳定|保持|维持|发展|恢复|拓展|[增提升降减压缩])[到至]"
    r"|提高|提升|上升|增加|扩大|降低|下降|减少|压[减降]|缩[小短]|翻|[超约近过]"
)
_GENERIC = re.compile(
    r"^(?:其|该|总)?(?:产值|产量|规模|营收|营业收入|总产值|增加值|产能|投资|总投资|交易额|面积|占比|比重|比例|数量|里程|销售额|覆盖率|年产值)?$"
)
_TOPIC = re.compile(r"[\u4e00-\u9fffA-Za-z“”·]{2,16}?(?:产业|行业|集群|经济|品牌|产品|领域)")
_BASELINE = re.compile(
    r"(?:从|由)(?P<base>[^，。；到至]{1,30}?)(?=[增提升降减缩扩压调上下发][\u4e00-\u9fff]{0,3}[到至为])|[比较](?P<year>(?:19|20)\d\d\s?年|上年|去年)"
)
_FROM = re.compile(r"(?:从|由)\s?\d[^，。；]{0,30}$|[比较](?:(?:19|20)\d\d\s?年|上年|去年)[^，。；]{0,20}$")
_PLACE_CHARACTERS = 24


def target_of(setting: Setting, year: int | None, record: DocumentRecord) -> Target:
    """The target that a figure in its setting makes."""
    start, end = quote_of(setting)
    quote = setting.text[start:end]
    indicator = indicator_of(setting, (start, end))
    return Target(
        indicator=indicator,
        value=setting.figure.value,
        quote=quote,
        start=start,
        end=end,
        comparator=comparator_of(setting, start),
        unit=setting.figure.unit,
        baseline=_baseline_of(setting),
        year=year,
        scope=scope_of(indicator, setting.text[setting.sentence[0] : start]),
        region=_region_of(setting, record),
        page=record.page_at(start),
    )


def quote_of(setting: Setting) -> Span:
    """The shortest run of the clause that holds the figure and its indicator; figures shared out by 分别 share it."""
    start, end = setting.clause
    figures, text = setting.figures, setting.text
    if "分别" not in text[start : setting.figure.start]:
        at = figures.index(setting.figure)
        parted = (_mark_between(text, other, setting.figure) for other in reversed(figures[:at]))
        start = next((mark[1] for mark in parted if mark), start)
        if at + 1 < len(figures) and (mark := _mark_between(text, setting.figure, figures[at + 1])):
            end = mark[0]
    while start < end and text[start] in " 、，；”）)":
        start += 1
    while end > start and text[end - 1] in " 、，；":
        end -= 1
    return start, end


def _mark_between(text: str, first: Figure, second: Figure) -> Span | None:
    """The mark between the items of a list that two figures stand in, if there is one.

    It stands right behind a figure that ends its item (企业300家、平台20个), else right before the next (3个县、2个市).
    """
    marks = [mark.span() for mark in _LIST_MARK.finditer(text, first.end, second.start)]
    if not marks:
        return None
    item_end = _ENDS_ITEM.match(text, first.end)
    return marks[0] if item_end and item_end.end() == marks[0][0] else marks[-1]


def comparator_of(setting: Setting, start: int) -> str | None:
    """The words of the quote that set the relation, joined by a slash in their order."""
    before = setting.text[start : setting.figure.start]
    words = []
    if (
        shared := re.search(rf"({_RELATION_WORD.pattern})[^，。；]*$", before)
        if "分别" in before
        else RELATION.search(before)
    ):
        words += [word.group() for word in _RELATION_WORD.finditer(shared.group())][:2]
    elif "至少" in before:
        words.append("至少")
    if bound := BOUND.match(setting.after):
        words.append(bound["word"])
    return "/".join(words) or None


def indicator_of(setting: Setting, quote: Span) -> str:
    """What the figure measures: the quote without the figure and the relation; a bare 产值 gets its subject from before."""
    text, figure = setting.text, setting.figure
    before, after = text[quote[0] : figure.start], text[figure.end : quote[1]]
    if "分别" in before and len(setting.figures) > 1:
        return _shared(setting, before) or before
    if not re.search("[增涨降]幅$|增速$", before):
        before = RELATION.sub("", before)
    before = _AIMS.sub("", _SOFT.sub("", _FROM.sub("", before))).strip()
    bound = BOUND.match(after)
    noun = re.sub(r"^(?:[多余]|的)+", "", after[bound.end() :] if bound else after).strip()
    if noun and re.match(r"[，。；（(]", noun):
        noun = ""
    indicator = before + noun
    if _GENERIC.match(indicator):
        topic = _TOPIC.search(_without_verb(text[setting.sentence[0] : quote[0]]))
        indicator = (topic.group() if topic else "") + indicator
    return indicator or before or setting.whole_clause


def _shared(setting: Setting, before: str) -> str | None:
    """The part of 甲、乙产量分别达到 that belongs to the figure, by its place in the list."""
    subject = before[: before.index("分别")]
    values = [figure for figure in setting.figures if figure.start > setting.clause[0] + before.index("分别")]
    parts = [part for part in _LIST_MARK.split(_AIMS.sub("", subject)) if part]
    if setting.figure not in values or len(parts) < len(values):
        return None
    part = parts[len(parts) - len(values) + values.index(setting.figure)]
    tail = re.search(r"(?:[\u4e00-\u9fff]{2}[率量值额度比]|产量|产值|投资|收入|[\u4e00-\u9fff]{2})$", parts[-1])
    return part if part is parts[-1] or not tail or part.endswith(tail.group()[-1]) else part + tail.group()


def _without_verb(text: str) -> str:
    verb = VERB.match(text)
    return text[verb.end() :] if verb else text


def _baseline_of(setting: Setting) -> str | None:
    found = _BASELINE.search(setting.text, setting.clause[0], setting.figure.start)
    return (found["base"] or found["year"]).strip() if found else None


def _region_of(setting: Setting, record: DocumentRecord) -> str | None:
    """The place that the sentence opens with, where it lies in the document's; else the document's."""
    own = region_of(record.region_code) if record.region_code else None
    start = setting.clause[0]
    for mention in find_regions(setting.text[start : min(start + _PLACE_CHARACTERS, setting.figure.start)]):
        if own and mention.region.code != own.code and within(mention.region, own) and mention.start <= 4:
            return mention.region.name
    return record.region

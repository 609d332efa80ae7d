"""The support measures of a document: who gets what, at which rate, up to which cap, for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.clauses import Setting, Span, is_quoted, sentences_of, settings_of
from ingest.document import BlockKind, PolicyDocument
from ingest.figures import Figure, find_figures
from ingest.horizons import Tense, horizons_of
from ingest.objections import is_baseline
from ingest.units import is_percent
from vectorstore.commitments import Support
from vectorstore.record import DocumentRecord

_GIVES = re.compile(
    r"给予|予以(?:补|奖|资|支|扶)|补贴|补助|奖励|奖补|奖金|资助|贴息|扶持|配套支持|资金支持|补偿|津贴|返还|减免|减征|减按|减半|免征|优惠|立减|抵扣|消费券|减收|发放"
    r"|(?:贷款|授信|担保|信用)?额度|(?:减|降|优惠)[^，。；]{0,20}[利费税]率|[利费税]率[^，。；]{0,16}(?:减|降|优惠|下浮|下调)|\b(?:subsid\w+|rewards?|grants?|awards?|rebates?|bonus(?:es)?|funding support|interest discounts?)\b"
)
_TAKES = re.compile(
    r"罚款|处以|并处|处.{0,12}(?:以上|以下).{0,6}罚|滞纳金|违约金|赔[偿付]|保证金|押金|注册资本|资本金|没收|首付|缴存比例|最低(?:贷款)?额度|不得|违法所得|价款|\b(?:fined?|penalt\w+|damages|deposit|registered capital)\b"
)
_CAP = re.compile(
    r"(?:最高|不超过|不得超过|不高于|上限|封顶|限额|至多|以内|不超|\b(?:up to|no more than|not exceed(?:ing)?|at most|maximum(?: of)?))[^，。；\d]{0,12}$"
)
_CAP_AFTER = re.compile(r"(?:以内|封顶|为上限|为限|\s(?:at most|maximum))")
_PERIOD = re.compile(
    r"(?:连续|最长|期限|为期|不超过|每年|累计|有效期|享受|贴息期|补贴期)[^，。；\d]{0,10}\d{1,3}\s?(?:年|个月|个季度)|\d{1,3}(?:年|个月)内|自[^，。；]{4,24}(?:起|日)至[^，。；]{4,24}(?:日|止|底)|for (?:up to )?\d+ (?:years?|months?)"
)
_WHO = re.compile(
    r"(?:^|[，：:])\s*(?:(?:[（(]?[\d一二三四五六七八九十]+[）).．、]\s*)*)(?:对于?|凡|给予?|向|为|支持|鼓励|引导)(?P<who>[^。；]{2,90}?)(?=，|[,]|给予|按照?(?!规定)|予以|最高|一次性|每[年月人户]|发放|提供|可(?!以?再生)|$)"
)
_SUBJECT = re.compile(
    r"^\W*(?P<who>[^，。；]{2,60}?(?:家庭|人员|企业|单位|职工|人才|者|机构|农户|个人|主体|学校|毕业生|[^目]的))(?=，|,|可|申请|按|给予|最高)"
)
_NUMBERING = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]+[）).．、]\s*)+")
_WHAT = re.compile(
    r"(?:购买|用于|开展|实施|建设|举办|新建|购置|研发|创建|获得|认定为|引进|招用|参加|申请)[^，。；]{2,60}"
)
_CONDITION = re.compile(
    r"基础上|\s?[多余]?(?:及?以[上下]|[（(]含[）)]?)|的(?=[，；、]|$)|元[^，。；]{0,6}(?:以上|以下)的"
)
_REACHED = re.compile(
    r"(?:达到?|突破|(?<!不)超过?|增长|占[^，。；]{0,8}|以上)\s?$|(?<!按)(?:比例|比重|占比|覆盖率|裁员率)[^，。；]{0,14}$|不[低高]于[^，。；]{0,14}$|(?<!优惠)年?利率为$"
)
_BENEFIT = re.compile(r"元$|[%％‰]$|^百分之$|个?百分点$|yuan|RMB|dollars?|percent|元/|元人民币$")


@dataclass(slots=True)
class _Measure:
    """A support measure as its sentence is read: the settings of its rates and caps."""

    rates: list[Setting] = field(default_factory=list)
    caps: list[Setting] = field(default_factory=list)

    @property
    def settings(self) -> list[Setting]:
        """Its figures in order."""
        return sorted(self.rates + self.caps, key=lambda setting: setting.figure.start)


def support_of(document: PolicyDocument, record: DocumentRecord) -> list[Support]:
    """The support measures with a figure, in reading order."""
    found: list[Support] = []
    for block, horizon in zip(document.blocks, horizons_of(document, record), strict=True):
        if horizon.tense in (Tense.PAST, Tense.ASIDE):
            continue
        goes_on = False
        for sentence in sentences_of(document.text, block.start, block.end):
            if block.kind is BlockKind.HEADING and not re.search(r"\d", document.text[slice(*sentence)]):
                continue
            measures = list(_measures(document.text, sentence, goes_on))
            found += [_support(document.text, sentence, measure, record) for measure in measures]
            goes_on = bool(measures) and document.text.startswith("；", sentence[1])
    return found


def _measures(text: str, sentence: Span, goes_on: bool) -> Iterator[_Measure]:
    """The measures of one sentence: a cap belongs to the rate before it, a second rate in another clause is another measure.

    `goes_on` says that the sentence carries on from one that gives something: …补助5万元；规上企业10万元.
    """
    whole = text[slice(*sentence)]
    if not (goes_on or _GIVES.search(whole)) or _TAKES.search(whole):
        return
    measure = _Measure()
    for setting in settings_of(text, sentence, find_figures(text, *sentence)):
        if not _is_benefit(setting, goes_on):
            continue
        is_share = is_percent(setting.unit)
        caps = not is_share and bool(_CAP.search(setting.before) or _CAP_AFTER.match(setting.after))
        same = measure.settings and measure.settings[-1].clause == setting.clause
        if measure.settings and not same and (not caps or (measure.caps and not measure.rates)):
            yield measure
            measure = _Measure()
        (measure.caps if caps else measure.rates).append(setting)
    if measure.settings:
        yield measure


def _is_benefit(setting: Setting, goes_on: bool) -> bool:
    """Whether a figure is money or a share that is given, and not what qualifies for it."""
    if not _BENEFIT.search(setting.unit) or is_quoted(setting) or _CONDITION.match(setting.after):
        return False
    if is_baseline(setting) or _REACHED.search(setting.before):
        return False
    gives_here = _GIVES.search(setting.whole_clause) is not None
    gives_before = goes_on or _GIVES.search(setting.leading) is not None
    ends_condition = setting.whole_clause.endswith("的")
    caps = _CAP.search(setting.before) is not None
    by_rate = re.search(r"按[^，。；]{0,40}$|标准[^，。；]{0,30}$|每[^，。；]{1,12}$", setting.before) is not None
    return (gives_here and not (ends_condition and not gives_before)) or (
        not ends_condition and (caps or by_rate or gives_before)
    )


def _support(text: str, sentence: Span, measure: _Measure, record: DocumentRecord) -> Support:
    settings = measure.settings
    start, end = settings[0].clause[0], settings[-1].clause[1]
    leading = text[sentence[0] : end]
    who = _WHO.search(leading) or _SUBJECT.search(leading)
    what = _WHAT.search(text, sentence[0], end)
    period = _PERIOD.search(text, *sentence)
    return Support(
        quote=text[start:end],
        start=start,
        end=end,
        who=_NUMBERING.sub("", who["who"]).strip(" ，的") if who else None,
        what=what.group().strip() if what else None,
        rate=_printed(text, [setting.figure for setting in measure.rates]),
        cap=_printed(text, [setting.figure for setting in measure.caps]),
        period=period.group() if period else None,
        page=record.page_at(start),
    )


def _printed(text: str, figures: list[Figure]) -> str | None:
    return "、".join(text[figure.start : figure.end] for figure in figures) or None

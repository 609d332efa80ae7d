"""Words that change what a figure or a rule says: bounds, directions, kinds of measure, duty, what is planned or done.

A statement that has such a word where its quote has none, or leaves a bound out, says something else, however many
words the two share. Each kind has its ways in both languages, so that a translation is held to it too.
"""

from __future__ import annotations

import re

from bot.folding import plain_with_offsets

_AMOUNT = r"(?= [\d$¥€]| rmb)"
# Kind → (Chinese ways, English ways). Floors are looked for first, and what is read as one is not read as another.
_WAYS: dict[str, tuple[str, str]] = {
    "scale": ("规模以上|规上|限额以上|限上", "above (?:the )?designated size"),
    "floor": (
        r"不(?:得|应)?[低少小]于|至少|以上|(?<![不得予应])(?:超过(?!程)|超出|高于|大于|多于)|突破(?=\D{0,3}\d)|逾|(?<!级)下限",
        r"not? (?:less|fewer|lower) than|not below|at least|at or above|or (?:more|above|over|higher)|minimum(?! wage)"
        rf"|(?<!no )(?<!not )(?:more|higher|greater) than|over{_AMOUNT}|above{_AMOUNT}"
        r"|(?<!not )(?<!not to )exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?",
    ),
    "cap": (
        r"不(?:得|应|予)?[超高多大迟晚][过于出]|以内|(?<=[日天月年时周])内(?![地陆部蒙外需涵容])|之内|上限|封顶|低于|小于|少于|控制在|未满|不足"
        r"|以下(?!简称|称|统称|几|方面|措施|条件|内容|规定|：|:)|最[高多长大](?=不|可|给|为|达|奖|补|[\d一二三四五六七八九十百千]|[^，。；]{0,6}\d)",
        r"not? (?:more|greater|higher|later) than|not (?:to )?exceed(?:ing)?|at most|up to|or (?:less|below|under|lower|fewer)"
        rf"|within(?= \d)|(?:less|fewer|lower) than|below{_AMOUNT}|under{_AMOUNT}|maximum|cap(?:ped)?|ceiling",
    ),
    "each": (
        r"人均|户均|地均|亩均|每[人户亩家名个台辆套平吨千万]|单位(?!地区生产总值|g|国|工)",
        "per (?:capita|person|household|mu|unit|hectare|enterprise|company|ton|square|kilowatt)|each",
    ),
    "share": ("占比|比重|占[^，。；,;]{0,14}[的比]|(?<!市场)份额", "share|proportion|accounts?|accounted|accounting"),
    "yearly": (
        "年均|每年|逐年|按年",
        "annual average|average annual|annually|(?:each|every|per|a) year|yearly|an annual",
    ),
    "total": ("累计|累积|总共|合计", "cumulative(?:ly)?|in total|altogether"),
    "up": (
        "增长|增速|增幅|增加(?!值)|提高(?!到)|上升|上涨|涨幅|扩大|上调|提升(?!到)|增至|翻番",
        "grow(?:s|th|n|ing)?|grew|increase[sd]?|increasing|rise|rises|rising|rose|risen|raise[sd]?|raising|expand(?:s|ed|ing)?"
        "|doubl(?:e|es|ed|ing)|climb(?:s|ed)?",
    ),
    "down": (
        "下降|降低|减少|压减|缩减|削减|下调|下滑|减幅|降幅|回落|降至|降到",
        "fall(?:s|en|ing)?|fell|decline[sd]?|declining|decrease[sd]?|decreasing|reduce[sd]?|reducing|reductions?|cut(?:s|ting)?"
        "|lower(?:s|ed|ing)|drop(?:s|ped)?|shrink(?:s|ing)?",
    ),
    "before": ("[日月底年]之?前(?![列沿景端期身者所])|以前|此前", "before|prior to|by the end"),
    "after": ("[日月底年起]之?后(?![续备勤台期])|以后", "after|following"),
    "nationwide": ("全国|我国", "nationwide|nationally|across the country"),
    "provincewide": ("全省|全区(?!域)|全自治区", "province-?wide|across the province"),
    "citywide": ("全市(?!场)", "city-?wide|across the city"),
    "import": ("(?<!出)进口|进出口", "imports?|imported|importing"),
    "export": ("出口", "exports?|exported|exporting"),
    "urban": ("城镇(?!化)", "urban"),
    "rural": ("农村|乡村", "rural"),
    "domestic": ("国内(?!生产总值)", "domestic(?! product)"),
    "foreign": ("国外|境外|海外", "overseas|abroad"),
    "into": (
        "迁入|转入|调入|流入",
        "into(?! (?:force|effect|operation|account|use|production|service))|inbound|inward",
    ),
    "out": ("迁出|转出|调出|流出|外迁", "out of|outbound|outward|outflow"),
    "granted": (
        "获得|享受|获评|给予|奖励|奖补|补贴|补助|资助|发放|授予|认定",
        "receive[sd]?|receiving|get|gets|given?|gives|grant(?:s|ed)?|award(?:s|ed)?|provide[sd]?|reward(?:s|ed)?|subsid(?:y|ies|ised|ized)",
    ),
    "returned": (
        "退还|退回|返还|收回|追回|缴回|偿还|归还|追缴|取消|撤销",
        "return(?:s|ed)?|repay|repaid|repayment|refund(?:s|ed)?|recover(?:s|ed|y)?|claw(?:s|ed)?|revoke[sd]?|cancel(?:s|led|ed)?",
    ),
    "may": ("可以|可(?=申[请报]|按|给予|向)|允许", "may|allowed|permitted"),
    "must": (
        "必须|应当|须(?!知)|(?<![响供对适反感效])应(?=[按在由向当于符具]|提[交供])|强制",
        "must|shall|required|mandatory|obliged|obligatory",
    ),
    "restrict": ("限制|严控", "restrict(?:s|ed|ing|ions?)?|limit(?:s|ed|ing|ations?)?|curb(?:s|ed)?"),
    "first": ("首次|首家|首个|第一次", "first-time|for the first time"),
    "all": ("所有|全部|一律|全体|全员|仅限?|只限|只有", "all|every|any|entire|whole|entirely|solely|exclusively|only"),
    "half-one": ("上半年", "first half"),
    "half-two": ("下半年", "second half"),
    "planned": (
        r"目标|力争|争取|计划|预期|预计|到20\d\d年|拟|将(?!军|来|近)|确保|要(?=达|实|新|建|力|完|有)",
        r"(?:is|are) (?:expected |set )?to|will|should|aims?|aiming|targets?|goals?|plans?|planned|expected|by (?:the end of )?20\d\d|strive",
    ),
    "done": (
        "已(?!知|婚)|了(?!解|然)|去年|上年|过去[一二三四五]年|回顾|成效|成就|完成情况|同比|比上年",
        "has|have|had|was|were|did|reached|achieved|grew|rose|fell|built|completed|created|attained|exceeded|increased|declined"
        "|decreased|totall?ed|amounted|already|last year|year-on-year|review|past",
    ),
}
_KINDS = {name: re.compile(f"{zh}|(?<![a-z])(?:{en})(?![a-z])") for name, (zh, en) in _WAYS.items()}
# What tells one measure from another, so that a statement may not leave it out either.
_KEPT = frozenset({"scale", "floor", "cap", "each", "share", "yearly", "total", "down"})
# What a clause may not take from another clause of its sentence, or from a heading.
_LOCAL = frozenset(
    "floor cap each share yearly total up down half-one half-two before after into out returned restrict import export may"
    " must all nationwide".split()
)
# What turns a rule round, with a figure or without.
_TURNING = frozenset({"returned", "restrict"})
# What a reader may infer: a target said without its "aims to".
_FREE = frozenset({"planned", "done"})


def contrasts_of(text: str) -> frozenset[str]:
    """The kinds of deciding word that a text has."""
    plain = plain_with_offsets(text)[0]
    found = set()
    for name, pattern in _KINDS.items():
        if pattern.search(plain):
            found.add(name)
        if name in ("scale", "floor"):  # what is read as one bound is not read as another
            plain = pattern.sub(lambda match: " " * len(match.group()), plain)
    return frozenset(found)


def same_sense(clause: str, context: str, quote: str, around: str, figured: bool) -> bool:
    """Whether a clause has the deciding words of its quote, and none that neither the quote nor `around` has.

    `context` is the clause with what the statement says of all its clauses; `around` what stands about the quote (the
    rest of its sentence, headings, title); `figured` says that the clause gives a figure, which may lose no bound and
    no kind of measure.
    """
    said, quoted, near = contrasts_of(context), contrasts_of(quote), contrasts_of(around)
    if said - quoted - near - _FREE or (contrasts_of(clause) & _LOCAL) - quoted:
        return False
    if (quoted & (_KEPT | _TURNING if figured else _TURNING)) - said:
        return False
    if "done" in said and "planned" in quoted | near and "done" not in quoted:
        return False
    return not ("planned" in said and "done" in quoted and "planned" not in quoted | near)

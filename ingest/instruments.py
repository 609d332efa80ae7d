"""The policy instruments that a document uses, after Rothwell and Zegveld: supply, environment and demand.

An instrument is used where so many sentences have its words, in a long text more; more also in what regulates, which
has much to say of everything.
"""

from __future__ import annotations

import re

from ingest.excerpt import Excerpt, Indication, Place
from ingest.kinds import is_blank_form, is_listing
from vectorstore.instruments import subtypes

_SENTENCE = re.compile(r"[^。；;\n]+")
_SHORTEST = 6
_ENGLISH_SENTENCE = re.compile(r"[^.;\n]{20,}")
_NO_USE = frozenset({"news"})
_FUNDS, _CREDIT, _TARGETS, _RULES, _ON_CONSUMERS = "资金支持", "金融支持", "目标规划", "法规管制", "消费补贴"
_LAWS = frozenset({"law", "regulation"})
# a notice or a reply that only mentions an instrument does not use it
_AS_LAW = _LAWS | {"notice", "other", "interpretation"}
# who sits where, and when offices are closed
_ON_PERSONS = re.compile(r"组成人员|成员名单|节假日|放假")
# what regulates finance supports nobody by it
_ON_FINANCE = re.compile(r"^(?!.*(?:促进|发展|支持|服务|普惠|绿色)).*(?:金融|银行|证券|保险|期货|基金会|私募)")
# what its title calls so is written like a law
_BY_LAW = re.compile(r"(?:办法|规定|细则|规则|标准|基准|条例)(?:[（(][^（()）]*[）)])?》?(?:的(?:通知|公告))?$")
# the sentences of a text that is not long
_USUAL_LENGTH = 150
# a price is set, whatever else a text says
_SETS = re.compile(r"价格项目|收费标准|指导价|裁量|限购|排放标准")
_RULING = re.compile(
    r"办法|规定|细则|规则|标准|基准|规范|处罚|管理|监管|监督|限购|限制|禁止|严禁|整治|整顿|调控|清理|审核|审查|价格项目"
    r"|(?i:standard|specification|guideline|permit|punish|environmental impact|management|supervis|monitoring)"
)
_RESTRICTS = re.compile(r"限购(?!条件|放开)|限售|暂停(?:在|向|对|出售|销售)|限制购买")
_PENALTIES = re.compile(r"罚款|处罚|责令|吊销|没收|依法追究|法律责任")
_LONGEST_QUOTE = 200


def instruments_of(excerpt: Excerpt, title: str, kind: str | None) -> tuple[Indication, ...]:
    """The subtypes of the instruments that a document uses, each with a sentence that shows it.

    News, which only report, and blank forms use none; of a report on a government's work only the targets are taken.
    """
    sentences = _sentences(excerpt)
    if (
        kind in _NO_USE
        or is_blank_form(title)
        or is_listing(title, excerpt.document.text)
        or _ON_PERSONS.search(title)
        or len(sentences) < 2
    ):
        return ()
    length = max(1.0, len(sentences) / _USUAL_LENGTH)
    as_law = kind in _AS_LAW or _BY_LAW.search(title) is not None
    said = {each: [place for place in sentences if each.words.search(place.text)] for each in subtypes()}
    spent = {place for each, places in said.items() if each.instrument.subtype == _ON_CONSUMERS for place in places}
    found = []
    for subtype, places in said.items():
        name = subtype.instrument.subtype
        if name == _FUNDS:
            places = [place for place in places if place not in spent]
        least = round((subtype.law if as_law else subtype.measures) * length)
        if name == _RULES:
            used = _rules(excerpt, title, kind, len(places) / len(sentences))
        else:
            used = len(places) >= least and (kind != "report" or name == _TARGETS)
        if used:
            shown = places[0] if places else Place(title, -1, -1)
            found.append(Indication(name, shown, 0.75 if len(places) >= 2 * least else 0.6))
    if _ON_FINANCE.search(title) and any(each.name == _RULES for each in found):
        found = [each for each in found if each.name != _CREDIT]
    return tuple(found)


def _rules(excerpt: Excerpt, title: str, kind: str | None, share: float) -> bool:
    """Whether a document regulates: it is a law, its title says so, or most of it says what must be done."""
    if kind in _LAWS or _SETS.search(title) or (kind == "interpretation" and _RULING.search(title)):
        return True
    penalties = len(_PENALTIES.findall(excerpt.document.text))
    if len(_RESTRICTS.findall(excerpt.document.text)) > 1:
        return True
    return (_RULING.search(title) is not None and (share >= 0.15 or penalties >= 2)) or share >= 0.4 or penalties > 4


def _sentences(excerpt: Excerpt) -> list[Place]:
    """The sentences of a document that say something, of a very long one its beginning."""
    text = excerpt.document.text
    found = []
    for match in (_SENTENCE if re.search(r"[\u4e00-\u9fff]{6}", text) else _ENGLISH_SENTENCE).finditer(text):
        said = match.group().strip()[:_LONGEST_QUOTE]
        if len(said) >= _SHORTEST:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(Place(said, start, start + len(said)))
    return found

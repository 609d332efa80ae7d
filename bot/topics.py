"""What a list is of: the terms that a document must speak of, side by side, and the words that cannot be looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.found import Asked
from bot.terms import Term, lookable, quoted
from vectorstore.asked_regions import without_places
from vectorstore.catalogue import Catalogue
from vectorstore.tokens import LIST_WORDS, fold

# Terms that weigh at least this share of the heaviest one are what the list is of.
_HEAVY = 0.7
FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?%?(?![\d.])")
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPOKEN = re.compile(
    r"(?:提[到及出了]|[谈写讲说][到了进明]|点名|涉及|列入|纳入|出现|部署|安排)[了过]?(?P<what>[^，,。？?；;：:（(“「\"]+)"
)
_JOINED = re.compile(r"[、/]|以及|和|与|及|或")
_VERB = re.compile(
    r"(?:要|将|把|有|搞|建设?|发展|推[进动行]|支持|开展|制定|出台|设立|培育|打造|实施|加[强快]|探索|鼓励|整治|治理)+"
)
_TAIL = re.compile(
    r"(?:的.*|(?:是|有)?哪[些几].*|有?多少.*|[吗呢啊呀]|等|方面|内容|情况|工作|问题|政策|建设|发展|治理|整治)+$"
)
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9]{2,12}")
# Words that put a question, or count, and are in no glossary.
_OF_QUESTIONS = frozenset(
    "million billion thousand percent hundred create plan plans promise promises commit refer refers propose proposes include"
    " includes keep keeping hand build want wants make put give gives speak speaks discuss discusses feature features cover"
    " covers appear appears call calls intend intends pledge pledges introduce introduces roll anywhere exactly".split()
)
_FRAME = re.compile("[省市县区个部份有要把将的被在给和与及是了过都也还自己各]+")
_WIDE = {"产业", "建设", "发展", "行业", "企业", "经济", "工程", "项目", "技术", "服务", "管理", "政策", "领域"}


@dataclass(frozen=True, slots=True)
class Topics:
    """The terms to be spoken of.

    `unknown` are words that cannot be looked for in the other language. Where one of these tells more than all that
    can, the terms are those of the question's `own_language_only`: nothing is listed on the rest.
    """

    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()
    own_language_only: bool = False


def topics_of(asked: Asked, catalogue: Catalogue) -> Topics:
    """What is quoted, else the heaviest terms; and any figure but a year."""
    query, terms = asked.query, asked.terms
    bare = _BRACKETS.sub("", fold(without_places(query.text)))
    marked = [Term((form,), 1.0) for form in quoted(_BRACKETS.sub("", query.text))]
    unknown: tuple[str, ...] = ()
    unlisted = False
    if not marked:
        own = [term for term in terms if not term.is_generic and not puts_question(term) and term.stands_in(bare)]
        known = lookable(own, query.language, "zh")
        marked = _heaviest(known, fold(query.text))
        untold = [term for term in own if term not in known and term.forms[0] not in _OF_QUESTIONS]
        unknown = tuple(term.forms[0] for term in untold)
        if _heaviest_of(untold) > _heaviest_of(marked):
            marked, unlisted = _heaviest(own, fold(query.text)), True
        elif query.language == "zh":
            marked = _as_written(bare, marked, catalogue)
    if not marked:
        return Topics(unknown=unknown, own_language_only=unlisted)
    figures = [f for f in FIGURE.findall(bare) if not _YEAR.fullmatch(f) and len(f) > 1]
    narrowed = [part for term in marked for part in _narrowed(term, bare)]
    return Topics((*narrowed, *(Term((figure,), 1.0) for figure in dict.fromkeys(figures))), unknown, unlisted)


def puts_question(term: Term) -> bool:
    """Whether a word is none, but cut out of how the question is put (哪些|市有|…)."""
    return not term.bilingual and _FRAME.fullmatch(term.forms[0]) is not None


def _heaviest(terms: Sequence[Term], text: str) -> list[Term]:
    marked = [term for term in terms if term.weight >= _HEAVY * _heaviest_of(terms)]
    return marked + [term for term in terms if term not in marked and _follows(term, marked, text)]


def _heaviest_of(terms: Sequence[Term]) -> float:
    return max((term.weight for term in terms), default=0.0)


def _follows(term: Term, marked: Sequence[Term], text: str) -> bool:
    """Whether a term stands right behind one of these, so that both are one name: 数据标注 + 基地."""
    return any(front + form in text for other in marked for front in other.forms for form in term.forms)


def _as_written(text: str, marked: list[Term], catalogue: Catalogue) -> list[Term]:
    """The terms, with what is spoken of as it is written in the place of words that were cut out of it wrongly."""
    for spoken in _SPOKEN.finditer(text):
        for part in _JOINED.split(spoken["what"]):
            written = _TAIL.sub("", _VERB.sub("", part.strip(), count=1).strip())
            if not _WORD.fullmatch(written) or written in LIST_WORDS or _is_covered(written, marked):
                continue
            if catalogue.holding((written,)):
                overlapping = [term for term in marked if _shares(term, part) and not term.bilingual]
                marked = [Term((written,), 1.0), *(term for term in marked if term not in overlapping)]
    return marked


def _is_covered(written: str, terms: Sequence[Term]) -> bool:
    """Whether each letter of what is written belongs to a term."""
    left = written
    for form in sorted({form for term in terms for form in term.forms}, key=len, reverse=True):
        left = left.replace(form, " ")
    return not left.strip()


def _shares(term: Term, part: str) -> bool:
    """Whether a term has been cut out of a text, or over its edge."""
    return any(form in part or set(form) & set(part) for form in term.forms)


def _narrowed(term: Term, text: str) -> list[Term]:
    """A term in two where the question names a part of it: 数据标注 and 基地, which may stand apart.

    A concept's forms may be wider than what is asked for, and then do not say it.
    """
    chinese = [form for form in term.forms if form[0] >= "\u3400"]
    others = tuple(form for form in term.forms if form not in chinese)
    said = max((form for form in chinese if form in text), key=len, default="")
    base = max((form for form in chinese if form in said and form != said), key=len, default="")
    rest = said.replace(base, "", 1) if base else ""
    if not rest or rest in _WIDE or len(rest) < 2 or not all(base in form for form in chinese):
        return [term]
    return [Term((base, *others), term.weight), Term((rest, *others), term.weight)]

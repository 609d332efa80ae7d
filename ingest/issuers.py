"""Who issued a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.bodies import ENGLISH_BODIES, ENGLISH_BODY, bodies_in, is_body, is_short, split_english
from ingest.dates import DATE_TEXT
from ingest.decrees import decree_of
from ingest.excerpt import Excerpt, Place
from ingest.signatures import Signature, english_signature

_PUBLISHED = re.compile(rf"{DATE_TEXT}\s*(?P<who>[\u4e00-\u9fff]{{2,20}}?)(?:发布|公布)$")
_PRINTED_BY = re.compile(rf"(?P<who>[\u4e00-\u9fff]{{4,30}}?)(?:办公室|办公厅|秘书处|综合处)\s*{DATE_TEXT}\s*印\s*发")
_RED_HEAD = re.compile(r"^(?P<who>[\u4e00-\u9fff]{4,40})文件$")
_SESSION = re.compile(r"第[一二三四五六七八九十百\d]+届")
_PASSED = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,20}?)(?:第[一二三四五六七八九十百\d]+届)?"
    r"(?P<body>(?:全国)?人民代表大会(?:常务委员会)?|人大常委会)(?:常务委员会)?(?:第[\u4e00-\u9fff\d]+次)?(?:会议)?"
    r"[^\n《]{0,20}?(?P<how>通过|修订)"
)
_REPORTING = re.compile(r"我代表(?P<who>[\u4e00-\u9fff]{0,10}?政府)")
_TITLE = re.compile(
    r"(?P<who>[^《]{2,220}?)\s*(?:等[\u4e00-\u9fff\d]{0,4}(?:部门|单位))?\s*(?:联合)?(?:关于|印发|转发|批转|贯彻落实|公开征求|发布)"
)
_ENGLISH_TITLE = re.compile(
    r"(?:Notice|Circular|Reply(?: Letter)?|Letter|(?:Several )?Opinions|Decision|Announcement|Regulations|Measures|Provisions|Plan)"
    rf" (?:of|from|by|issued by) (?:the )?(?P<who>{ENGLISH_BODIES})"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_ENGLISH_LOOSE = re.compile(rf"(?P<who>{ENGLISH_BODY})\s*(?:\d{{4}}\s*)?(?:[Oo]n\s+)?{_MONTH}")
_ENGLISH_PRINTED = re.compile(rf"General Office of (?:the )?(?P<who>{ENGLISH_BODY})\s*(?:will issue|issued|issues)")


_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Issuers:
    """The bodies that issued a document, where it says so, and how sure that is."""

    names: tuple[str, ...] = ()
    place: Place | None = None
    confidence: float = 0.0


def issuers_of(
    excerpt: Excerpt,
    title: str,
    title_place: Place | None,
    labels: dict[str, Place],
    signature: Signature | None,
    about_others: bool = False,
) -> Issuers:
    """The bodies that sign a document: a congress, a decree's government, those above the date, those in the title.

    Of a text about other documents only the label tells them: the bodies that it names issued the others.
    """
    label = labels.get("issuer")
    if about_others:
        return Issuers((label.text,), label, 0.9) if label else Issuers()
    named = _in_title(title, title_place)
    signed = signature.issuers if signature else ()
    site = excerpt.document.title or ""
    if passed := _legislature(excerpt):
        return passed
    if named and re.search(r"转发|批转", title) and not any(map(is_short, named)):
        return Issuers(named, title_place, 0.9)
    if signature and signed and not all(map(is_short, signed)):
        return Issuers(signed, signature.place, 0.95)
    if decree := decree_of(excerpt):
        return Issuers(decree.issuers, decree.place, 0.95)
    for line in excerpt.opening[:8]:
        if (published := _PUBLISHED.match(line.text)) and is_body(published["who"]):
            return Issuers((published["who"],), line, 0.9)
    if label and (labelled := _labelled(labels)):
        if signature and signed and not any(_shortens(name, full) for name in signed for full in labelled):
            return Issuers(signed, signature.place, 0.85)
        return Issuers(labelled, label, 0.9)
    if reporting := _REPORTING.search(excerpt.document.text, 0, 3000):
        return Issuers((reporting["who"],), Place(reporting.group(), reporting.start(), reporting.end()), 0.85)
    # of several bodies a letterhead names one beside its 文件
    if len(named) < _SEVERAL and (headed := _red_head(excerpt)):
        return headed
    if named and not all(map(is_short, named)):
        return Issuers(named, title_place, 0.85)
    if (named or signed) and is_body(site) and not is_short(site):
        return Issuers((site,), next((line for line in excerpt.head if line.text == site), None), 0.7)
    if named:
        return Issuers(named, title_place, 0.7)
    if signature and signed:
        return Issuers(signed, signature.place, 0.7)
    if printed := _printing_office(excerpt):
        return printed
    return _english(excerpt, title, title_place) if re.search(r"[A-Za-z]{4}", title) else Issuers()


def _legislature(excerpt: Excerpt) -> Issuers | None:
    """The congress or committee that passed a law or regulation, or revised it as a whole."""
    chosen: Issuers | None = None
    for line in excerpt.opening[:12]:
        plain = re.sub(r"\s", "", line.text)
        amends = re.search(r"关于修改|修正", plain) is not None
        for found in _PASSED.finditer(plain):
            # a higher congress only approves what a lower one has passed or revised
            if "批准" in found.group() and "通过" not in found.group():
                continue
            who = _SESSION.sub("", re.sub(r"^.*?日|^[由经]", "", found["who"]))
            if chosen is None or (found["how"] == "修订" and not amends):
                committee = "常" in found["body"] or "常务委员会" in found.group()
                body = found["body"].replace("人大常委会", "人民代表大会").replace("常务委员会", "")
                name = who + body + ("常务委员会" if committee else "")
                chosen = Issuers((name,), line, 0.95)
    return chosen


def _labelled(labels: dict[str, Place]) -> tuple[str, ...]:
    """The bodies that labels name, those that issued the document with them included."""
    fields = [labels[field] for field in ("issuer", "joint") if field in labels]
    return tuple(dict.fromkeys(name for place in fields for name in bodies_in(re.split(r"\s[|｜]", place.text)[0])))


def _shortens(name: str, full: str) -> bool:
    """Whether a name can stand for a longer one: 市住建局 for 慈溪市住房和城乡建设局."""
    letters = iter(full)
    return all(letter in letters for letter in name)


def _printing_office(excerpt: Excerpt) -> Issuers | None:
    """The body whose office printed a document, where a seal is all that names the issuer."""
    for line in excerpt.tail or excerpt.head[-4:]:
        found = _PRINTED_BY.match(re.sub(r"\s", "", line.text))
        if found and is_body(found["who"]) and not is_short(found["who"]):
            return Issuers((found["who"],), line, 0.6)
    return None


def _red_head(excerpt: Excerpt) -> Issuers | None:
    """The body of a letterhead: 南京市住房保障和房产局文件."""
    for line in excerpt.head[:8]:
        if (head := _RED_HEAD.match(line.text)) and is_body(head["who"]):
            return Issuers((head["who"],), line, 0.85)
    return None


def _in_title(title: str, place: Place | None) -> tuple[str, ...]:
    """The bodies before 关于 or 印发 in a title, or on the lines that it begins with."""
    above: list[str] = []
    for line in place.text.split("\n") if place else []:
        if not (names := bodies_in(line)):
            break
        above += names
    if len(above) > 1:
        return tuple(above)
    found = _TITLE.match(re.sub(r"^【[^】]*】", "", title))
    return tuple(bodies_in(found["who"])) if found else ()


def _english(excerpt: Excerpt, title: str, title_place: Place | None) -> Issuers:
    text = excerpt.document.text
    if named := _ENGLISH_TITLE.search(title):
        return Issuers(split_english(named["who"]), title_place, 0.85)
    if signed := english_signature(excerpt):
        place = Place(signed["who"], signed.start("who"), signed.end("who"))
        return Issuers(split_english(signed["who"]), place, 0.85)
    for pattern in (_ENGLISH_LOOSE, _ENGLISH_PRINTED):
        if found := pattern.search(text, max(0, len(text) - 800)):
            return Issuers(split_english(found["who"]), Place(found["who"], found.start("who"), found.end("who")), 0.7)
    return Issuers()

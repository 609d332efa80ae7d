"""The title of a document, as it is printed."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ingest.excerpt import Excerpt, Place
from ingest.labels import is_labelled

LONGEST = 180
_KINDS = (
    "通知|意见|办法|条例|规定|规则|方案|规划|措施|细则|公告|通告|通报|决定|决议|批复|复函|函|答复|报告|建议|纲要|计划|指引|指南|解读|问答|说明"
    "|政策|标准|准则|目录|清单|名单|章程|法|令|白皮书|简报|要点|提纲|[^ ]{2}书|[^ ]{2}表|名录|手册|流程图|基准|须知|样式|模板|示范文本|合同|许可证|汇编|策略|体系|守则|倡议|宣言|批示|流程|时间表|示范文本"
)
_END = re.compile(
    rf"(?:{_KINDS})(?:》)?(?:\s*[（(](?![^（()）]*日|上接|下转)[^（()）]{{1,40}}[）)])*(?:\s*(?:政策)?(?:解读|问答|图解|编制说明|起草说明|说明|摘要|节选|全文))?$"
)
_ENGLISH_KINDS = re.compile(
    r"(?i)\b(?:notice|circular|opinions?|measures|regulations?|provisions|plan|program(?:me)?|reply|decision|guidelines?|law|rules|report|policy|"
    r"policies|announcement|letter|outline|strategy|catalogue|standards?|interpretation|brief|ordinance)\b"
)
# words that end a title, or stand in its middle
_MAY_GO_ON = re.compile(r"(?:标准|政策|清单|目录|名单|规划|计划|(?<!办)法|函|报告|体系|策略|建议|说明)》?$")
_CONTINUES = re.compile(r"关于|印发|转发|发布|公布|实施|修改|《[^》]*$|（[^）]*$|\([^)]*$")
_CONTINUATION = re.compile(r"(?:关于|的|印发|转发|发布|和|及|与|（|\(|《|》|实施|若干|通知|意见|公告)")
_BODY = re.compile(
    r"[。；！？]|[：:]$|，.*，.*，|^第[一二三四五六七八九十\d]+[章条节]|^[一二三四五六七八九十]+、|^\d+[.、]|^各[^位]*(?:政府|单位|部门)"
)
_FURNITURE = re.compile(
    r"^[-—–\s·]*\d*[-—–\s·]*$|^第?\s*\d+\s*页|^附\s*件?\s*[\d一二三四五六七八九十]*\s*[:：]?$|引证码|原文链接|^https?:|[>＞»›]{1,2}|^首页|当前位置"
    r"|人民政府规章$|(?:人民政府|办公厅)发布$|行政规范性文件$|人民政府公报|^(?:主动|依申请|不予)?\s*公\s*开(?:文件)?$|浏览|字号|字体|打印|分享|下载|星期[一二三四五六日]|电子报|责编|^\d+$|无障碍|^.{0,6}[|丨/\s]?(?:登录|注册)$|繁體|简体"
    r"|站内搜索|网站地图|网站首页|^Home\b|智能导读|^来源|^时间|^索\s*引\s*号|^（此件|^\(此件|ICP备|公网安备|文件$|^抄送|^内部|令$|^机密|令$|^秘密|^特急|^急件"
)
_NUMBER_LINE = re.compile(
    r"^[（(]?[\u4e00-\u9fff]{0,14}\s*[〔\[［（(]\s*(?:19|20)\d{2}\s*[〕\]］）)]\s*第?\s*\d+\s*号[）)]?$|^[（(]?第\s*\d+\s*号[）)]?$"
)
_GENERIC = re.compile(
    r"^(?:文号|发布日期|文件来源|成文日期|标题|发文机[关构]|主题分类|文件名称|(?:国务院|市级|省级|部门|中心)(?:文件|政策))$"
    r"|^(?:(?:政策|政府|通知|公示|公告|最新|部门|法规|工作|中心|主动公开|新闻|要闻|市级|规范性|政务)(?:文件|解读|公告|公示|政策|通知|动态|公开|规章|名词|中心)?(?:及解读)?){1,2}$"
)
_DATE_BEHIND = re.compile(r"\s*[（(]\s*\d{4}年\d{1,2}月\d{1,2}日\s*[）)]$")
_MARK = re.compile(
    r"[（(](?!此件|上接|下转)[^（()）\d]{2,12}[）)]|[（(][^（()）]{0,16}(?:征求意见稿|草案|送审稿)[）)]|(?:政策)?(?:图文)?解读|起草说明|编制说明"
    r"|修订说明|示范文本"
)
_NEWSPAPER_NOTE = re.compile(r"\s*[（(](?:上接|下转)[^（()）]*[）)]")
# what a site puts before the title of its pages
_SITE_BEFORE = re.compile(r"^[^《》，。]{2,16}(?:报|网|平台|客户端|门户)\s*[-—–_|｜:：]+\s*(?=.{8})")
_OPENS_TEXT = re.compile(r"^(?:为|根据|按照|依据|依照|经|现将|如|鉴于|贯彻)")
# what may be a title although lines of text stand before it, as on a newspaper's page
_AFTER_TEXT = re.compile(r"(?:[\u4e00-\u9fff]{2,20})?关于.{6,}|.{0,4}《.+》.{0,6}(?:解读|问答|说明)")
# 关 于 印 发 …: a line spread over its page's width
_SPREAD = re.compile(r"[\u4e00-\u9fff《》“”（）](?: [\u4e00-\u9fff《》“”（）]){3,}")
# a newspaper's page prints the title of a text that goes on there at its foot
_AT_END = re.compile(r"[\u4e00-\u9fff]{2,20}关于.{6,}")
_SITE = re.compile(r"(?:人民政府|局|厅|中心|网|委员会|门户网站|平台|部|首都之窗|办公室|日报|晚报|网站)$")
_HASH = re.compile(r"[0-9a-f]{8,}|\d{1,4}|(?:19|20)\d\d_[0-9a-f]{8,}")


def title_of(excerpt: Excerpt, label: Place | None = None) -> tuple[str, Place | None]:
    """The title and the run of text that shows it (None where only the reader or the file's name tells it)."""
    given = _given_title(excerpt)
    if given:
        return _with_mark(excerpt, given, _printed(excerpt, given))
    if label and 6 <= len(label.text) <= LONGEST and _END.search(label.text):
        return label.text, label
    printed = _printed_title(excerpt)
    if printed:
        return printed
    if excerpt.document.title and len(excerpt.document.title) <= LONGEST:
        return excerpt.document.title, _printed(excerpt, excerpt.document.title)
    return _from_file_name(excerpt)


def _given_title(excerpt: Excerpt) -> str | None:
    """The title that the reader found, where it is one and not a site's or a section's name."""
    title = _SITE_BEFORE.sub("", (excerpt.document.title or "").strip())
    if len(title) < 6 or len(title) > LONGEST:
        return None
    if _GENERIC.search(title) or (_SITE.search(title) and not re.search(r"关于|印发|《", title)):
        return None
    return None if re.fullmatch(r"[（(][^（()）]*[）)]", title) else title


def _printed(excerpt: Excerpt, title: str) -> Place | None:
    """Where the first lines of the document print a title, line breaks and blanks aside."""
    letters = [re.escape(letter) for letter in re.sub(r"\s", "", title)]
    found = re.compile(r"\s*".join(letters)).search(excerpt.document.text, 0, 3000)
    return Place(found.group(), found.start(), found.end()) if found else None


def _with_mark(excerpt: Excerpt, title: str, place: Place | None) -> tuple[str, Place | None]:
    """A title and the line below it where that only says （征求意见稿） or 起草说明."""
    while place:
        after = next((line for line in excerpt.head if line.start >= place.end), None)
        if not after or not _MARK.fullmatch(after.text):
            break
        title += re.sub(r"\s", "", after.text)
        place = Place(excerpt.document.text[place.start : after.end], place.start, after.end)
    return title, place


def _printed_title(excerpt: Excerpt) -> tuple[str, Place | None] | None:
    """The first lines that read as a title: Chinese ones joined up to the word that says what they are."""
    head = [Place(_SPREAD.sub(_squeezed, line.text), line.start, line.end) for line in excerpt.head[:45]]
    lines = [line for line in head if not _is_furniture(line.text) and "  " not in line.text]
    text = excerpt.document.text
    in_text = False
    for index, line in enumerate(lines[:30]):
        if _is_english(line.text):
            if _english_title(line.text):
                return line.text, line
            continue
        if (_BODY.search(line.text) and not line.text.startswith("《")) or _OPENS_TEXT.match(line.text):
            in_text = True
            continue
        if in_text and not _AFTER_TEXT.match(line.text):
            continue
        length = _length_of_title(lines[index : index + 6])
        if length:
            end = lines[index + length - 1].end
            title = _joined("\n".join(_DATE_BEHIND.sub("", part.text) for part in lines[index : index + length]))
            return _with_mark(excerpt, title, Place(text[line.start : end], line.start, end))
    return next(
        (
            (_joined(line.text), line)
            for line in excerpt.tail[-4:]
            if _AT_END.fullmatch(line.text) and _END.search(line.text)
        ),
        None,
    )


def _length_of_title(lines: list[Place]) -> int:
    """How many of some lines the title has that begins on the first; 0 where they are no title."""
    joined = ""
    length = 0
    for count, line in enumerate(lines, start=1):
        if joined and (_BODY.search(line.text) or _OPENS_TEXT.match(line.text) or not _goes_on(joined, line.text)):
            break
        joined = _joined(f"{joined}\n{_DATE_BEHIND.sub('', line.text)}")
        if len(joined) > LONGEST:
            break
        if _END.search(joined) and _balanced(joined) and len(joined) >= 6:
            length = count
            if not _MAY_GO_ON.search(joined):
                break
    return length


def _goes_on(joined: str, line: str) -> bool:
    """Whether a line can be the next of a title."""
    if _SITE.search(joined) and re.search(r"(?:局|厅|委|部|政府|办公室|中心|委员会)关于", line):
        return False
    if not _balanced(joined) or _CONTINUES.search(joined) or _CONTINUATION.match(line):
        return True
    return len(joined) >= 8 and (_END.search(line) is not None or _SITE.search(joined) is not None)


def _is_furniture(line: str) -> bool:
    """Whether a line is no part of a title or a text: buttons, page numbers, the file's number, garbled signs."""
    start = line[:80]
    letters = re.findall(r"[\u4e00-\u9fffA-Za-z]", start)
    garbled = len(letters) * 2 < len(start.replace(" ", "")) and len(re.findall(r"[\u4e00-\u9fff]", start)) < 5
    return bool(
        garbled or _FURNITURE.search(line) or _GENERIC.search(line) or _NUMBER_LINE.match(line.replace(" ", ""))
    )


def _squeezed(spread: re.Match[str]) -> str:
    return spread.group().replace(" ", "")


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("《》", "（）", "()", "〔〕", "“”"))


def _joined(text: str) -> str:
    """Lines made one: Chinese ones without a blank between, others with one."""
    text = re.sub(r"[^\S\n]+", " ", _NEWSPAPER_NOTE.sub("", text)).strip()
    text = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef“”])\s*\n\s*|\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef“”])", "", text)
    return re.sub(r"\s*\n\s*", " ", text)


def _is_english(line: str) -> bool:
    return not re.search(r"[\u4e00-\u9fff]", line) and len(re.findall(r"[A-Za-z]", line)) > 10


def _english_title(line: str) -> bool:
    words = line.split()
    return 3 <= len(words) <= 70 and not re.search(r"[.;]\s+[A-Z].*[.;]\s", line) and not is_labelled(line)


def _from_file_name(excerpt: Excerpt) -> tuple[str, Place | None]:
    """The file's name without dates and numbers of databases; the first short line where the name says nothing."""
    name = PurePosixPath(excerpt.document.source.document.split("!")[-1])
    stem = re.sub(r"\((?:FBM-)?CLI[^)]*\)|\(\d{4}-\d{2}-\d{2}\)|\.{3,}", "", name.stem)
    stem = re.sub(r"_+", " ", stem).strip()
    if not _HASH.fullmatch(name.stem) and stem:
        return stem, None
    for line in excerpt.head[:12]:
        if 3 <= len(line.text) <= 60 and not _is_furniture(line.text) and not re.search(r"[，。；：]", line.text):
            return line.text, line
    return name.name, None

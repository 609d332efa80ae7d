"""Labelled values: 发布机构：…, [发文字号] …, Valid until: …, as boxes of web pages and briefs have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from ingest.dates import DATE
from ingest.excerpt import Excerpt, Place

_LABELS = {
    "title": "标题|信息名称|文件名称|名称|政策名称|Title",
    "issuer": "发布机构|发文机关|发文机构|发布机关|制发机关|制定机关|制定机构|发文单位|发布单位|编写单位|编制单位|印发机关|印发单位"
    "|Issuer|Issued by|Prepared by|Issuing (?:body|authority|agency)",
    "number": "发文字号|发布文号|文件编号|文件字号|文件号|发文号|文号|Document (?:number|No\\.?)|Reference",
    "issued": "发布日期|发布时间|公开日期|公开时间|印发日期|公布日期|发文日期|发文时间|发布于|日期|时间"
    "|Published(?: on)?|Publication date|Date of issue|Issued on|Release date",
    "written": "成文日期|成文时间|编写日期|编制日期|生成日期|Date written|Written on|Date",
    "from": "实施日期|生效日期|施行日期|实施时间|生效时间|执行日期|Effective (?:date|from)|In force from|Valid from",
    "until": "有效期至|有效期截至|失效日期|失效时间|废止日期|废止时间|终止日期|截止有效期|Valid until|Expires(?: on)?|Expiry date|In force until",
    "region": "适用地区|所属地区|地区|适用区域|Region",
    "status": "文件有效性|文件状态|时效性|有效性|效力状态|效力|状态|时效|是否有效|Status|Validity",
    "joint": "联合发文单位|联合发文机关|联合发文机构|联合发布机构|联合发布单位",
    "industry": "所属行业|行业领域|行业|Industry|Industries",
    "sources": "来源文件|依据文件|Source documents?",
    "other": "索引号|信息索引|主题分类|主题词|分类|公开方式|来源|信息来源|文章来源|作者|关键词|内容概览|在线链接地址|浏览次数|浏览量|点击数|点击量|阅读|字体|字号|公开类型|分享|备案登记号"
    "|登记号|统一编号|内容概述|法定主动公开分类|公开类别|公开形式|责任编辑|编辑|Source|Author|Contact|Views",
}
_FIELDS = {f"f{number}": field for number, field in enumerate(_LABELS)}
_GROUPS = "|".join(f"(?P<f{number}>{words})" for number, words in enumerate(_LABELS.values()))
_WEAK = "日期|时间|来源|名称|标题|作者|状态|效力|时效|地区|分类|编辑|字体|字号|阅读|分享|文号"
_LABEL = re.compile(
    rf"(?:(?<![\u4e00-\u9fffA-Za-z])|(?<=[\u4e00-\u9fff])(?!{_WEAK}|[A-Za-z]))[【\[]?\s*(?:{_GROUPS})\s*(?:[】\]]\s*[：:]?|[：:])\s*",
    re.IGNORECASE,
)
# 文 号：, 时 效 性：, as pages space short labels out to the width of long ones
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[文日时状来地名标作字效][ \u3000]+[号期间态源区称题者力]|[时有索][ \u3000]+[效引][ \u3000]+[性号])(?=\s*[：:])"
)
_LONGEST_BELOW = 16
_SIGN = re.compile(r"[：:】\]]|\S  \S")
_CELL = re.compile(rf"(?:{_GROUPS})[：:]?", re.IGNORECASE)


def labelled(excerpt: Excerpt) -> dict[str, Place]:
    """The first value of each label that the opening, a box at the top or the last lines hold."""
    return labels_in((*excerpt.head[:40], *excerpt.tail[-8:]))


def labels_in(lines: Sequence[Place]) -> dict[str, Place]:
    """The first value of each label in some lines; outside a text (they start before it), so do their values."""
    found: dict[str, Place] = {}
    for line, below in zip_longest(lines, lines[1:]):
        if len(line.text) > 400 or not _SIGN.search(line.text):
            continue
        values = [*_in_line(line), *_in_row(line)]
        if values and not values[-1][1].text and below and _may_be_below(values[-1][0], below.text):
            values.append((values[-1][0], below))
        for field, place in values:
            if place.text and field != "other" and _fits(field, place.text):
                found.setdefault(field, place)
    return found


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label."""
    return _LABEL.match(line) is not None


def _may_be_below(field: str, value: str) -> bool:
    """Whether the line below a label that has nothing behind it is its value, and not the next label or the title."""
    return _LABEL.match(value) is None and len(value) <= (_LONGEST_BELOW if field in ("status", "region") else 200)


def _fits(field: str, value: str) -> bool:
    """Whether a value is of its label's sort."""
    if field in ("issued", "written", "from", "until"):
        return DATE.match(re.sub(r"(?<=-)\s", "", value)) is not None
    if field == "number":
        return re.search(r"\d", value) is not None and len(value) <= 40
    if field == "status":
        # a form to search by status offers several
        return not re.search(r"不限|全部", value) and len(value) <= 200
    return field == "sources" or len(value) <= 200


def _in_line(line: Place) -> Iterator[tuple[str, Place]]:
    """The labels of a line, each with what follows it up to the next."""
    # the blanks inside 文 号 are moved behind the sign so that offsets stay
    text = _SPACED.sub(lambda m: re.sub(r"\s", "", m.group()).ljust(len(m.group()), "\u2060"), line.text)
    text = re.sub(r"(\u2060+)\s*([：:])", lambda m: m.group(2).ljust(len(m.group()), "\u2060"), text)
    labels = list(_LABEL.finditer(text))
    if not labels or labels[0].start() > 40:
        return
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        end = following.start() if following else len(text)
        value = text[label.end() : end].strip(" \u3000\t;；|\u2060")
        at = text.find(value, label.end()) if value else label.end()
        yield _FIELDS[label.lastgroup or "f0"], _part(line, value, at)


def _in_row(line: Place) -> Iterator[tuple[str, Place]]:
    """The labels that are whole cells of a table's row, each with the next cell."""
    cells = [(cell.group(), cell.start()) for cell in re.finditer(r"\S+(?: \S+)*", line.text)]
    for (label, _), (value, at) in pairwise(cells):
        found = _CELL.fullmatch(label)
        if found and not _CELL.fullmatch(value):
            yield _FIELDS[found.lastgroup or "f0"], _part(line, value, at)


def _part(line: Place, value: str, at: int) -> Place:
    """A part of a line, which lies outside the text where the line does."""
    return Place(value, -1, -1) if line.start < 0 else Place(value, line.start + at, line.start + at + len(value))

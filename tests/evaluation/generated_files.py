"""Made-up policy documents as Word documents, web pages and workbooks."""

from __future__ import annotations

import html
import re
from pathlib import Path

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from openpyxl.styles import Alignment

from tests.evaluation.generated_policy import Cell, Part, Policy, Table

_CENTRED = {"issuer", "number", "title"}


def write_docx(policy: Policy, path: Path, way: str) -> None:
    """Write a document for Word, with a running header.

    Its headings are `styled`, or but `plain` paragraphs in bold type, or `numbered` by Word itself.
    """
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = policy.running
    file.sections[0].footer.paragraphs[0].text = "1"
    lists = _WordLists(file, policy) if way == "numbered" else None
    before: Part | None = None
    for part in policy.parts:
        run_in = before if before and before.run_in and way != "styled" else None
        before = part
        if part.run_in and way != "styled":
            continue
        if part.table:
            _docx_table(file, part.table)
        elif lists and (run_in or part.mark):
            lists.number(file.add_paragraph(part.text.removeprefix(part.mark)), run_in or part)
        elif way == "styled" and part.kind in ("heading", "title"):
            file.add_heading(part.text, part.level)
        else:
            paragraph = file.add_paragraph()
            run = paragraph.add_run((run_in.text + "　" if run_in else "") + part.text)
            if part.kind in ("heading", "title"):
                run.bold = True
                run.font.size = Pt({0: 20, 1: 15, 2: 13}.get(part.level, 11))
            if part.kind in _CENTRED:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    file.save(str(path))


class _WordLists:
    """The lists by which Word itself numbers the headings of a document."""

    def __init__(self, file: docx.document.Document, policy: Policy) -> None:
        self._numbering = file.part.numbering_part.element
        marks: dict[int, str] = {}
        for part in policy.parts:
            if part.mark:
                marks.setdefault(part.level, part.mark)
        # Articles go on counting from chapter to chapter, so that they are a list of their own.
        self._apart = any(part.mark.startswith(("第", "Article")) and part.level == 2 for part in policy.parts)
        self._lists = {1: self._list(901, [marks[level] for level in sorted(marks) if level == 1 or not self._apart])}
        if self._apart:
            self._lists[2] = self._list(902, [marks[2]])

    def _list(self, number: int, marks: list[str]) -> int:
        """Add a list whose levels are marked like these first headings."""
        levels = ""
        for level, mark in enumerate(marks):
            nested = re.fullmatch(r"1\.1 ", mark) is not None
            text = (
                f"%1.%{level + 1} "
                if nested
                else re.sub(r"\d+|[一二三四五六七八九十]+", f"%{level + 1}", mark, count=1)
            )
            way = "decimal" if re.search(r"\d", mark) else "chineseCountingThousand"
            levels += (
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{way}"/><w:suff w:val="nothing"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
            )
        self._numbering.insert(
            0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>')
        )
        num = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        self._numbering.append(parse_xml(num))
        return number

    def number(self, paragraph: docx.text.paragraph.Paragraph, heading: Part) -> None:
        """Let Word number a paragraph like a heading."""
        apart = self._apart and heading.level == 2
        place = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        place.get_or_add_ilvl().val = 0 if apart else heading.level - 1
        place.get_or_add_numId().val = self._lists[2 if apart else 1]


def _docx_table(file: docx.document.Document, table: Table) -> None:
    """A table with its caption and its unit line above; its header is marked as such where it has two lines."""
    file.add_paragraph(table.caption).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if table.unit:
        file.add_paragraph(table.unit).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    grid = file.add_table(len(table.grid), len(table.grid[0]), "Table Grid")
    places = [list(row.cells) for row in grid.rows]
    for cell in table.cells:
        first = places[cell.row][cell.column]
        if cell.rows > 1 or cell.columns > 1:
            first = first.merge(places[cell.row + cell.rows - 1][cell.column + cell.columns - 1])
        first.text = cell.text
    if table.header_rows > 1:
        for row in grid.rows[: table.header_rows]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def write_html(policy: Policy, path: Path, encoding: str, has_head: bool) -> None:
    """Write a web page with navigation around the text; `has_head` tables say what their header is, others do not."""
    body = "\n".join(_html_part(part, has_head) for part in _with_run_in(policy.parts))
    path.write_bytes(
        _PAGE.format(
            language=policy.language, encoding=encoding, title=policy.title, body=body, **_AROUND[policy.language]
        ).encode(encoding)
    )


def _with_run_in(parts: tuple[Part, ...]) -> list[Part]:
    """The parts with each run-in heading on the line of its paragraph."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].run_in:
            joined[-1] = Part(part.kind, f"{joined[-1].text}　{part.text}", part.path)
        else:
            joined.append(part)
    return joined


def _html_part(part: Part, has_head: bool) -> str:
    text = html.escape(part.text)
    if part.table:
        return _html_table(part.table, has_head)
    if part.kind == "title":
        return f"<h1>{text}</h1>"
    if part.kind == "heading" and not part.text.startswith(("一", "第", "（")):
        return f"<h{part.level + 1}>{text}</h{part.level + 1}>"
    inner = f"<strong>{text}</strong>" if part.kind == "heading" else text
    return f'<p style="text-align:center">{inner}</p>' if part.kind in _CENTRED else f"<p>{inner}</p>"


def _html_table(table: Table, has_head: bool) -> str:
    rows = []
    for row in range(len(table.grid)):
        tag = "th" if has_head and row < table.header_rows else "td"
        cells = [_html_cell(cell, tag) for cell in table.cells if cell.row == row]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    unit = f'<p style="text-align:right">{html.escape(table.unit)}</p>' if table.unit else ""
    if has_head and not unit:
        head, body = "".join(rows[: table.header_rows]), "".join(rows[table.header_rows :])
        caption = f"<caption>{html.escape(table.caption)}</caption>"
        return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>"
    return (
        f'<p style="text-align:center">{html.escape(table.caption)}</p>{unit}<table border="1">{"".join(rows)}</table>'
    )


def _html_cell(cell: Cell, tag: str) -> str:
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    return f"<{tag}{spans}><p>{html.escape(cell.text)}</p></{tag}>"


def write_xlsx(policy: Policy, path: Path) -> None:
    """Write the tables as a workbook, a sheet each: caption and unit line over the whole width, cells merged."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, table in enumerate(policy.tables, start=1):
        sheet = book.create_sheet(f"{number}-{policy.language}")
        width = len(table.grid[0])
        for text in filter(None, (table.caption, table.unit)):
            sheet.append([text])
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)
            sheet.cell(sheet.max_row, 1).alignment = Alignment(horizontal="center")
        top = sheet.max_row + 1
        for cell in table.cells:
            place = sheet.cell(top + cell.row, 1 + cell.column)
            place.value, place.number_format = _value(cell.text)
            if cell.rows > 1 or cell.columns > 1:
                last = {"end_row": place.row + cell.rows - 1, "end_column": place.column + cell.columns - 1}
                sheet.merge_cells(start_row=place.row, start_column=place.column, **last)
    book.save(path)


def _value(text: str) -> tuple[str | float | None, str]:
    """A cell's value and the format in which a spreadsheet shows it as the text."""
    digits = text.replace(",", "").rstrip("%")
    if not digits.replace(".", "", 1).isdecimal():
        return text or None, "General"
    decimals = len(digits.partition(".")[2])
    places = "0" + ("." + "0" * decimals if decimals else "")
    if text.endswith("%"):
        return float(digits) / 100, places + "%"
    return float(digits) if decimals else int(digits), ("#,##" if "," in text else "") + places


_AROUND = {
    "zh": {
        "site": "政务公开", "home": "首页", "links": ("新闻中心", "办事服务", "互动交流", "政策文件库"),
        "related": "相关链接", "more": ("某项政策的解读", "关于召开会议的通知", "领导活动报道"),
        "foot": "版权所有：某级人民政府 网站标识码：0000000000 网站地图",
    },
    "en": {
        "site": "Publications", "home": "Home", "links": ("News", "Services", "Contact us", "All documents"),
        "related": "Related content", "more": ("An explainer", "Minutes of a meeting", "Press release"),
        "foot": "All Rights Reserved. Privacy policy and cookies",
    },
}  # fmt: skip
_PAGE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="{encoding}"><title>{title}_{site}</title>
<style>body {{margin: 0}}</style><script>var page = 1;</script></head><body>
<div class="top"><a href="/">{home}</a> <a href="/a">{links[0]}</a> <a href="/b">{links[1]}</a></div>
<ul class="menu"><li><a href="/a">{links[0]}</a></li><li><a href="/b">{links[1]}</a></li><li><a href="/c">{links[2]}</a></li></ul>
<div class="crumbs"><a href="/">{home}</a> &gt; <a href="/d">{links[3]}</a></div>
<div class="content" id="zoom">
{body}
</div>
<div class="related"><h3>{related}</h3><ul><li><a href="/1">{more[0]}</a></li><li><a href="/2">{more[1]}</a></li><li><a href="/3">{more[2]}</a></li></ul></div>
<div class="footer"><p>{foot}</p></div></body></html>"""

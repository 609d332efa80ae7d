"""The targets in tables: a row is an indicator, a column is a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.document import Block, BlockKind, PolicyDocument
from ingest.horizons import end_of_plan, term_of, year_of
from ingest.scopes import scope_of
from vectorstore.commitments import Target
from vectorstore.record import DocumentRecord

_GAP = re.compile(r"\s\|\s|\s{2,}")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年?|[“\"](?P<plan>[一二三四五六七八九十]{1,3})五[”\"]末?")
_NAMES = re.compile(r"指标|项目|名称|内容|类别|[Ii]ndicator")
_AIM = re.compile(r"目标|规划|预期|计划|[Tt]arget|[Gg]oal")
_KNOWN = re.compile(r"基期|现状|实际|完成|基数|初步|预计|[Bb]aseline")
_UNIT = re.compile(r"单位|[Uu]nit")
_VALUE = re.compile(
    r"[\[〔【［]?\s*(?P<before>[≥≤><＞＜约超达不低于高过]{0,4}|年均增长|增长|累计)\s*(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\s?[-—－~～]\s?\d+(?:\.\d+)?)?)\s*(?P<unit>%|％|[\u4e00-\u9fff/]{0,6}?)\s*[\]〕】］]?\s*(?P<after>以上|以下|以内|左右)?\s*(?:[\[〔［(（][^\])）］]*[\]〕］)）])?"
)
_BRACKETED = re.compile(r"[（(](?P<unit>[^（）()]{1,14})[）)]\s*$")
_NUMBERED = re.compile(r"\d{1,2}[.．、]?|[（(]?\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、?")


def table_targets_of(document: PolicyDocument, record: DocumentRecord) -> Iterator[Target]:
    """The targets of the tables whose header names years or aims; a row with another number of cells is left out."""
    for kind, run in groupby(document.blocks, key=lambda block: block.kind):
        if kind is BlockKind.ROW:
            yield from _of_table(document, list(run), record)


def _cells(text: str, block: Block) -> list[str]:
    return [cell.strip() for cell in _GAP.split(text[block.start : block.end]) if cell.strip()]


def _of_table(document: PolicyDocument, rows: Sequence[Block], record: DocumentRecord) -> Iterator[Target]:
    written = year_of(record)
    columns: dict[int, int | None] = {}
    known: int | None = None
    names = unit = 0
    width = 0
    for block in rows:
        cells = _cells(document.text, block)
        found = _header(cells, written, term_of(record.title))
        if found is not None:
            columns, known = found
            width = len(cells)
            names = next(index for index, cell in enumerate(cells) if _NAMES.search(cell))
            unit = next((index for index, cell in enumerate(cells) if _UNIT.search(cell)), -1)
        elif columns and len(cells) == width:
            for column, year in columns.items():
                yield from _target(document, block, cells, (names, unit, column, known), year, record)


def _header(
    cells: Sequence[str], written: int | None, term: int | None
) -> tuple[dict[int, int | None], int | None] | None:
    """The columns of aims with their years, and the column of what was known; None where the row is no header."""
    if len(cells) < 2 or not any(_NAMES.search(cell) for cell in cells):
        return None
    columns: dict[int, int | None] = {}
    known = None
    for index, cell in enumerate(cells):
        if len(cell) > 30 or _UNIT.search(cell):
            continue
        named = _YEAR.search(cell)
        year = None if not named else int(named["year"]) if named["year"] else end_of_plan(named["plan"])
        if _KNOWN.search(cell) or (year and written and year < written):
            known = index
        elif year or (_AIM.search(cell) and not _NAMES.search(cell)):
            columns[index] = year or term
    return (columns, known) if columns else None


def _target(
    document: PolicyDocument,
    block: Block,
    cells: Sequence[str],
    places: tuple[int, int, int, int | None],
    year: int | None,
    record: DocumentRecord,
) -> Iterator[Target]:
    names, units, column, known = places
    value = _VALUE.fullmatch(cells[column])
    name = cells[names]
    if not value or _NUMBERED.fullmatch(name):
        return
    bracketed = _BRACKETED.search(name)
    unit = value["unit"] or (cells[units] if units >= 0 else "") or (bracketed["unit"] if bracketed else "")
    words = [word for word in (value["before"], value["after"]) if word]
    start, end = block.start, block.end
    indicator = name[: bracketed.start()].strip() if bracketed else name
    yield Target(
        indicator=indicator,
        value=re.sub(r"\s", "", value["value"]),
        quote=document.text[start:end],
        start=start,
        end=end,
        comparator="/".join(words) or None,
        unit=unit or None,
        baseline=cells[known] if known is not None else None,
        year=year,
        scope=scope_of(indicator),
        region=record.region,
        page=record.page_at(start),
    )

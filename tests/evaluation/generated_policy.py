"""Policy documents made up by seeded chance: what a reader should find in a file is known to the letter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tests.evaluation.generated_words import WORDS, Words

LEFT = "\0left"  # the place belongs to the cell on its left
ABOVE = "\0above"  # the place belongs to the cell above it


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, its first row and column, and how many of each it spans."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """A table: its grid row by row, of which the first few name the columns; LEFT and ABOVE stand in merged places."""

    caption: str
    unit: str
    header_rows: int
    grid: tuple[tuple[str, ...], ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in reading order."""
        return tuple(
            Cell(text, row, column, self._span(row, column, ABOVE), self._span(row, column, LEFT))
            for row, texts in enumerate(self.grid)
            for column, text in enumerate(texts)
            if text not in (LEFT, ABOVE)
        )

    def _span(self, row: int, column: int, sign: str) -> int:
        """How many places from a cell on, rightwards or downwards, belong to it."""
        line = self.grid[row][column + 1 :] if sign == LEFT else [texts[column] for texts in self.grid[row + 1 :]]
        return 1 + next((count for count, text in enumerate(line) if text != sign), len(line))

    def text_at(self, row: int, column: int) -> str:
        """The text that holds for a place, merged or not."""
        while self.grid[row][column] == LEFT:
            column -= 1
        while self.grid[row][column] == ABOVE:
            row -= 1
        return self.grid[row][column]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document in reading order; `path` are the headings that it stands under, outermost first.

    `kind` is issuer, number, title, heading, paragraph, item, table or signature; `level` counts headings from 1;
    `run_in` headings stand on the line of the paragraph behind them. `mark` is the sign that a heading begins with.
    """

    kind: str
    text: str
    path: tuple[str, ...] = ()
    level: int = 0
    run_in: bool = False
    mark: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A document: its name, language (`zh` or `en`), running header, and parts."""

    name: str
    language: str
    running: str
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """The title."""
        return next(part.text for part in self.parts if part.kind == "title")

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in order."""
        return tuple(part.table for part in self.parts if part.table)


def make_policy(seed: int, language: str, sections: int = 5) -> Policy:
    """A document of about so many sections, two of three of which hold a table; the same seed gives the same."""
    return _Maker(random.Random(f"{language}{seed}"), WORDS[language]).policy(  # noqa: S311 - repeatable, not secret
        f"{language}-{seed}", language, seed, sections
    )


class _Maker:
    """Fills the patterns of one language."""

    def __init__(self, rng: random.Random, words: Words) -> None:
        self._rng = rng
        self._words = words
        self._region = rng.choice(words.regions)
        self._industry = rng.choice(words.industries)
        self._tables = 0
        self._headings = rng.sample(words.headings, len(words.headings))

    def policy(self, name: str, language: str, seed: int, sections: int) -> Policy:
        """The whole document."""
        words = self._words
        title = self._filled(words.titles[seed % len(words.titles)])
        parts = [
            Part("issuer", self._filled(words.issuer)),
            Part("number", self._filled(words.number)),
            Part("title", title),
            *(Part("paragraph", self._paragraph(2)) for _ in range(2)),
        ]
        scheme = words.schemes[seed % len(words.schemes)]
        article = 0
        for section in range(1, sections + 1):
            for part in self._section(scheme, section, article):
                article += part.level == 2 and part.kind == "heading"
                parts.append(part)
        parts += [Part("signature", text) for text in (self._filled(words.issuer_short), self._filled(words.date))]
        # The signature stands in the last section, as far as a reader can tell.
        parts = [Part(p.kind, p.text, parts[-3].path) if p.kind == "signature" else p for p in parts]
        return Policy(name, language, title, tuple(parts))

    def _section(self, scheme: tuple[str, ...], number: int, article: int) -> Iterator[Part]:
        """A section with its subsections, lists and tables."""
        rng, words = self._rng, self._words
        mark = scheme[0].format(self._numeral(scheme[0], number))
        heading = mark + self._headings.pop()
        yield Part("heading", heading, (heading,), 1, mark=mark)
        run_in = "条" in scheme[1]
        counts_on = run_in or scheme[1].startswith("Article")
        if not run_in and rng.random() < 0.5:
            yield Part("paragraph", self._paragraph(3), (heading,))
        for sub in range(1, rng.randint(2, 3) + 1):
            mark = scheme[1].format(self._numeral(scheme[1], article + sub if counts_on else sub), number)
            text = mark if run_in else mark + self._filled(rng.choice(words.subheadings))
            path = (heading, text)
            yield Part("heading", text, path, 2, run_in, mark)
            yield Part("paragraph", self._paragraph(rng.randint(2, 4)), path)
            for point in range(1, rng.randint(2, 3) + 1 if len(scheme) > 2 else 1):
                mark = scheme[2].format(point)
                text = mark + self._filled(rng.choice(words.subheadings))
                yield Part("heading", text, (*path[:2], text), 3, mark=mark)
                path = (*path[:2], text)
                yield Part("paragraph", self._paragraph(2), path)
            if rng.random() < 0.4:
                for item in range(1, rng.randint(3, 4) + 1):
                    yield Part("item", words.item.format(item) + self._sentence(), path)
            if rng.random() < 0.5:
                yield Part("paragraph", self._paragraph(rng.randint(1, 5)), path)
            if sub == 1 and number % 3 != 2:
                yield self._table(path)
                yield Part("paragraph", self._paragraph(2), path)

    def _numeral(self, pattern: str, number: int) -> str:
        return str(number) if pattern.isascii() else _CHINESE[number]

    def _paragraph(self, sentences: int) -> str:
        return self._words.glue.join(self._sentence() for _ in range(sentences))

    def _sentence(self) -> str:
        return self._filled(self._rng.choice(self._words.sentences))

    def _filled(self, pattern: str) -> str:
        rng, words = self._rng, self._words
        return pattern.format(
            region=self._region,
            industry=self._industry,
            other=rng.choice(words.industries),
            place=rng.choice(words.places),
            body=rng.choice(words.bodies),
            thing=rng.choice(words.things),
            action=rng.choice(words.actions),
            year=rng.randint(2024, 2035),
            month=rng.randint(1, 12),
            day=rng.randint(1, 28),
            n=rng.randint(2, 980),
            m=f"{rng.randint(2, 480) / 10:.1f}",
            big=f"{rng.randint(1000, 98000):,}",
            count=rng.randint(11, 99),
        )

    def _table(self, path: tuple[str, ...]) -> Part:
        """One of the four sorts of table, in turn."""
        make = (self._grouped, self._long, self._plain, self._duties)[self._tables % 4]
        self._tables += 1
        table = make(self._words.caption.format(self._tables))
        return Part("table", table.caption, path, table=table)

    def _plain(self, caption: str) -> Table:
        """One header row, every cell filled but a few."""
        header, rng = self._words.plain_header, self._rng
        rows = [
            (str(n), self._filled(self._words.indicator), rng.choice(self._words.units), *self._figures(2, 0.1))
            for n in range(1, rng.randint(5, 8))
        ]
        return Table(caption + self._caption(0), "", 1, (header, *rows))

    def _grouped(self, caption: str) -> Table:
        """Rows in groups that share a merged cell, long cells that wrap, some of them empty."""
        rows = []
        for group in self._rng.sample(self._words.groups, 3):
            for place in range(self._rng.randint(2, 4)):
                condition = self._filled(self._rng.choice(self._words.conditions))
                rows.append(
                    (ABOVE if place else group, condition, f"{self._rng.randint(5, 50)}%", *self._figures(1, 0.25))
                )
        return Table(caption + self._caption(1), self._words.unit_lines[0], 1, (self._words.grouped_header, *rows))

    def _long(self, caption: str) -> Table:
        """A header of two lines, and so many rows that a page cannot hold them."""
        rng, words = self._rng, self._words
        first = (words.long_header[0], words.long_header[1], LEFT, words.long_header[2], LEFT)
        second = (ABOVE, *words.long_header[3:5], *words.long_header[3:5])
        rows = [
            (words.row_name.format(place=rng.choice(words.places), n=n), *self._figures(4, 0.12))
            for n in range(11, rng.randint(40, 60))
        ]
        return Table(caption + self._caption(2), words.unit_lines[1], 2, (first, second, *rows))

    def _duties(self, caption: str) -> Table:
        """Long texts that wrap in their cells, and rows that are one cell over the whole width."""
        header, rng = self._words.duties_header, self._rng
        rows: list[tuple[str, ...]] = []
        for count, group in enumerate(rng.sample(self._words.groups, 2), start=1):
            rows.append((self._words.group_row.format(_CHINESE[count], count) + group, *(LEFT,) * (len(header) - 1)))
            rows += [
                (str(len(rows)), self._sentence(), rng.choice(self._words.bodies), self._filled(self._words.deadline))
                for _ in range(rng.randint(2, 4))
            ]
        return Table(caption + self._caption(3), "", 1, (header, *rows))

    def _caption(self, sort: int) -> str:
        return self._filled(self._words.captions[sort])

    def _figures(self, count: int, empty: float) -> tuple[str, ...]:
        """Figures as tables have them; each is left out with such a probability."""
        rng = self._rng
        ways = (
            f"{rng.randint(10, 990)}",
            f"{rng.randint(10, 990) / 10:.1f}",
            f"{rng.randint(1000, 99000):,}",
            f"{rng.randint(11, 399) / 10:.1f}%",
        )
        return tuple("" if rng.random() < empty else rng.choice(ways) for _ in range(count))


_CHINESE = (
    "",
    *"一二三四五六七八九十",
    *(f"十{c}" for c in "一二三四五六七八九"),
    "二十",
    *(f"二十{c}" for c in "一二三四五六七八九"),
)

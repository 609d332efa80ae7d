"""A region, and a way of writing it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A division of China, a zone in one, or a place abroad; `level` is central, provincial, municipal or county.

    `code` is that of GB/T 2260 (a zone's with a suffix), of ISO 3166 abroad, or the initials of a union of countries.
    """

    code: str
    name: str
    level: str
    parent: str | None
    aliases: tuple[str, ...] = ()
    english: str = ""

    @property
    def division_code(self) -> str:
        """The six digits of GB/T 2260, the region's own or those of the division a zone lies in; abroad the code."""
        return self.code[:6]

    @property
    def is_abroad(self) -> bool:
        """Whether it is another country, a part of one, or a union of countries."""
        return not self.code[0].isdigit()

    @property
    def is_zone(self) -> bool:
        """Whether it lies in a division of China and has no code of its own."""
        return len(self.code) > len("100000")

    def called(self, language: str) -> str:
        """The name in a language; the official one where there is no English one."""
        return (self.english if language == "en" else "") or self.name

    def label(self, language: str) -> str:
        """The name, for a reader of English with the English one."""
        named_apart = self.english and self.english != self.name
        return f"{self.name} ({self.english})" if language == "en" and named_apart else self.name


@dataclass(frozen=True, slots=True)
class Surface:
    """One way of writing regions: all of `codes` for a group, else whichever of them the context tells.

    `weak` counts only right after what holds the region; `rarely` are regions of the same name that are meant only
    beside what holds them (Suzhou in Anhui). `attached` are the names of what must follow a comma behind (Thailand, of
    Chiang Mai). `cased` counts only as it is written here (EU, not eu). `pinyin` is a county's name in letters, which may
    be a word or a person's name: it counts where what holds it, or its rank, stands beside it, or nothing of a name does.
    """

    text: str
    codes: tuple[str, ...]
    group: bool = False
    weak: bool = False
    rarely: tuple[str, ...] = ()
    not_after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    cased: bool = False
    attached: tuple[str, ...] = ()
    pinyin: bool = False

"""Other countries and their divisions (ISO 3166), and the ways they are written.

Codes, names and what lies in what come from the package `pycountry`, Chinese names from its translations. What it lacks
or has wrong stands in `places_abroad.csv`: common names, unions of countries, and the neighbours that turn a name into
part of another word. Divisions that the table does not list count only beside their country (Chiang Mai, Thailand),
for many are called like other things: Central, Victoria, Nord. `not` holds names of the package that are not to be
found; a name with `=` before it counts only as it is written there.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vectorstore.region import Region, Surface

_CSV = Path(__file__).with_name("places_abroad.csv")
# what GB/T 2260 has has its codes there
_CHINA = frozenset({"CN", "HK", "MO", "TW"})
_CHINESE = re.compile("[\u4e00-\u9fff]")
_RANK = re.compile("(?<=..)(?:特别市|广域市|[州省府县邦都道])$")
_SHORT_NAME, _SHORTEST_ATTACHED = 3, 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """A country or division as the package has it: its names, official ones among them, in English and in Chinese."""

    code: str
    level: str
    parent: str | None
    english: tuple[str, ...]
    chinese: tuple[str, ...]


def places_abroad() -> tuple[dict[str, Region], list[Surface]]:
    """The regions by code, and every way of writing them; one text may come several times."""
    rows = _rows()
    regions: dict[str, Region] = {}
    surfaces: list[Surface] = []
    for entry in (*_unions(rows), *_entries()):
        row = rows.get(entry.code, {})
        regions[entry.code] = _region(entry, row)
        surfaces += _listed(entry.code, row)
        surfaces += _attached(entry, regions[entry.code[:2]], row) if entry.parent else _of_package(entry, row)
    return regions, surfaces


def _rows() -> dict[str, dict[str, str]]:
    with _CSV.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def _unions(rows: dict[str, dict[str, str]]) -> Iterator[_Entry]:
    """The unions of countries, which only the table has: ISO 3166-1 merely reserves EU."""
    return (_Entry(code, "central", None, (), ()) for code, row in rows.items() if row["name"] and not _in_iso(code))


def _in_iso(code: str) -> bool:
    import pycountry

    country, _, division = code.partition("-")
    return bool(division) or pycountry.countries.get(alpha_2=country) is not None


def _entries() -> Iterator[_Entry]:
    """The countries, then their divisions, those in others last."""
    import pycountry

    translated = _translations("iso3166-1")
    for country in pycountry.countries:
        if country.alpha_2 not in _CHINA:
            names = [getattr(country, field, "") for field in ("common_name", "name", "official_name")]
            yield _Entry(country.alpha_2, "central", None, _english(names), _chinese(names, translated))
    translated = _translations("iso3166-2")
    for division in sorted(pycountry.subdivisions, key=lambda division: bool(division.parent_code)):
        if division.country_code not in _CHINA:
            level = "municipal" if division.parent_code else "provincial"
            above = division.parent_code or division.country_code
            yield _Entry(division.code, level, above, _english([division.name]), _chinese([division.name], translated))


def _translations(domain: str) -> Callable[[str], str]:
    """The Chinese of a name in the package, or the name itself."""
    import gettext

    import pycountry

    return gettext.translation(domain, pycountry.LOCALES_DIR, languages=["zh_CN"]).gettext


def _english(names: list[str]) -> tuple[str, ...]:
    """Names as a text has them: no [second names], nothing put behind a comma (Bolivia, Plurinational State of)."""
    plain = (re.split(r"\s*[\[(,]", name)[0].strip() for name in names)
    return tuple(dict.fromkeys(name for name in plain if name))


def _chinese(names: list[str], translated: Callable[[str], str]) -> tuple[str, ...]:
    found = (translated(name) for name in names if name)
    return tuple(dict.fromkeys(name for name in found if _CHINESE.match(name) and " " not in name))


def _region(entry: _Entry, row: dict[str, str]) -> Region:
    listed = [name.lstrip("=") for name in _list(row.get("english"))]
    english = (*listed, *entry.english)
    name = row.get("name") or next(iter(entry.chinese), english[0])
    aliases = tuple(dict.fromkeys((*_list(row.get("short")), *english)))
    return Region(entry.code, name, entry.level, row.get("parent") or entry.parent, aliases, english[0])


def _listed(code: str, row: dict[str, str]) -> Iterator[Surface]:
    """The names that the table gives, which count wherever they stand."""
    for text in dict.fromkeys((row.get("name", ""), *_list(row.get("short")))):
        if text:
            yield _chinese_surface(text, code, row)
    for name in _list(row.get("english")):
        text = name.lstrip("=")
        cased = name.startswith("=") or text.isupper()
        if text == "US":
            # it is as often a currency, or a heading's "CONTACT US"
            after, before = re.compile("(?<![Tt]he )$"), re.compile(r"\$|D\b| dollar")
            yield Surface(text, (code,), not_after=after, not_before=before, cased=cased)
        else:
            yield Surface(text, (code,), cased=cased)


def _of_package(entry: _Entry, row: dict[str, str]) -> Iterator[Surface]:
    """The package's names of a country; the English ones only where the table gives none."""
    for name in entry.chinese:
        if name not in _list(row.get("not")):
            yield _chinese_surface(name, entry.code, row)
    if not row.get("english"):
        yield from (Surface(name, (entry.code,)) for name in entry.english)


def _attached(entry: _Entry, country: Region, row: dict[str, str]) -> Iterator[Surface]:
    """The package's names of a division, which count only beside its country."""
    rejected = _list(row.get("not"))
    for name in entry.chinese:
        for text in {name, _RANK.sub("", name)} - set(rejected):
            if len(text) > 1:
                yield Surface(text, (entry.code,), weak=True)
    holders = tuple(name.lower() for name in (country.english, *country.aliases) if not _CHINESE.match(name))
    for name in entry.english:
        for text in {name, _without_accents(name)}:
            if len(text) >= _SHORTEST_ATTACHED and text[0].isupper():
                yield Surface(text, (entry.code,), weak=True, attached=holders)


def _without_accents(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _chinese_surface(text: str, code: str, row: dict[str, str]) -> Surface:
    """A Chinese name, a short one with what must stand neither right before nor right behind it."""
    guarded = row if len(text) <= _SHORT_NAME else {}
    after, before = guarded.get("not_after"), guarded.get("not_before")
    return Surface(
        text,
        (code,),
        not_after=re.compile(f"(?:{after})$") if after else None,
        not_before=re.compile(f"(?:{before})") if before else None,
    )


def _list(cell: str | None) -> list[str]:
    return [part for part in (cell or "").split("|") if part]

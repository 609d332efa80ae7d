"""What reading found, scored against labels made by hand: fields one by one, and targets as a whole."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.evaluation.figures import Figure

Object = dict[str, Any]
LABELS = Path(__file__).parent / "reading_labels"
GOALS = {
    "title": None,
    "issuers": 0.97,
    "document_number": 0.99,
    "region": 0.98,
    "region_code": 0.98,
    "level": 0.98,
    "kind": 0.95,
    "written_on": 0.99,
    "issued_on": 0.99,
    "in_force_from": 0.99,
    "in_force_until": 0.99,
    "validity": 0.97,
    "superseded_by": None,
}
SETS = ("industries", "instruments")
_TARGET_KEYS = ("value", "unit", "year")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_ENDED = {"repealed", "superseded", "expired"}
_MARKS = re.compile(r"[\s《》〈〉“”\"'‘’〔〕\[\]【】（）()]")


def load(name: str) -> dict[str, Object]:
    """The labels of a file, by document."""
    lines = (LABELS / name).read_text(encoding="utf-8").splitlines()
    return {row["document"]: row for row in map(json.loads, lines)}


def field_figures(half: str, found: dict[str, Object]) -> Iterator[Figure]:
    """The share of labelled documents whose field is right: strictly, and with the alternatives a fair reader accepts.

    `found` holds the objects of `python -m ingest report --json`, by document.
    """
    labels = load(f"fields-{half}.jsonl")
    for field, goal in GOALS.items():
        pairs = [(found.get(name, {}).get(field), _accepted(label, field)) for name, label in labels.items()]
        strict = sum(_fold(value) == _fold(wanted[0]) for value, wanted in pairs) / len(pairs)
        fair = sum(any(_fold(value) == _fold(way) for way in wanted) for value, wanted in pairs) / len(pairs)
        yield Figure(f"{half}: {field}, strict", round(strict, 3))
        yield Figure(f"{half}: {field}, alternatives accepted", round(fair, 3), "", f">= {goal}" if goal else None)
    ended = sum(
        label["validity"] in _ENDED and found.get(name, {}).get("validity") == "in_force"
        for name, label in labels.items()
    )
    yield Figure(f"{half}: ended documents shown as in force", ended, "", "= 0")
    second = load("second.jsonl")
    for field in SETS:
        yield Figure(f"{half}: {field}, micro-F1, strict", round(_set_f1(labels, found, field, fair=False), 3))
        fair = _set_f1(labels, found, field, fair=True)
        yield Figure(f"{half}: {field}, micro-F1, alternatives accepted", round(fair, 3), "", ">= 0.8")
        agreed = _set_f1(labels, second, field, fair=True)
        yield Figure(f"{half}: {field}, a second labelling against the first", round(agreed, 3))


def commitment_figures(half: str, found: dict[str, Object], texts: dict[str, str]) -> Iterator[Figure]:
    """How well targets (value, unit and year together) and support (their figures) are found.

    Where a label names a scope, only what stands in it counts; `texts` holds the stored texts, by document. What a
    labeller called doubtful counts neither for nor against.
    """
    labels = load(f"commitments-{half}.jsonl")
    for kind, same, told, goal in (
        ("targets", _same_target, "value, unit and year together", ">= 0.92"),
        ("support", _same_support, "the same clause and figure", None),
    ):
        right = extra = missed = 0
        for name, label in labels.items():
            inside = _scope(label.get("scope"), texts.get(name, ""))
            wanted = [item for item in label[kind] if not item.get("doubtful")]
            neutral = [item for item in label[kind] if item.get("doubtful")]
            neutral += [{"quote": quote} for quote in label.get(f"borderline_{kind}", [])]
            for item in found.get(name, {}).get(kind, []):
                if _bare(item["quote"]) not in inside:
                    continue
                hit = next((other for other in wanted if same(item, other)), None)
                if hit is not None:
                    wanted.remove(hit)
                    right += 1
                elif not any(_overlap(item, other) for other in neutral):
                    extra += 1
            missed += len(wanted)
        precision, recall = right / max(1, right + extra), right / max(1, right + missed)
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        yield Figure(f"{half}: {kind}, precision", round(precision, 3))
        yield Figure(f"{half}: {kind}, recall", round(recall, 3))
        yield Figure(f"{half}: {kind} ({told}), F1", round(f1, 3), "", goal)


def _accepted(label: Object, field: str) -> list[Any]:
    """The right values of a field: the label, then the alternatives."""
    others = label.get("also_accept", {}).get(field, [])
    others = _listed(others)
    if field in ("issuers", *SETS):
        others = [other if isinstance(other, list) else [other] if other else [] for other in others]
    return [label.get(field), *others]


def _fold(value: Any) -> Any:
    """A value as it is compared: without white space, width and marks; a list without its order; nothing is None."""
    if isinstance(value, list):
        return tuple(sorted(str(_fold(part)) for part in value)) or None
    if isinstance(value, str):
        return re.sub(r"[–—−-]+", "-", _MARKS.sub("", unicodedata.normalize("NFKC", value)).lower()) or None
    return value


def _set_f1(labels: dict[str, Object], found: dict[str, Object], field: str, *, fair: bool) -> float:
    """Micro-averaged F1 of a field that holds a set; with `fair`, the alternative nearest to what was found counts."""
    right = extra = missed = 0
    for name, label in labels.items():
        given = {str(_fold(part)) for part in found.get(name, {}).get(field) or ()}
        ways = [{str(_fold(part)) for part in way or ()} for way in _accepted(label, field)]
        wanted = min(ways, key=lambda way: len(way ^ given)) if fair else ways[0]
        right, extra, missed = right + len(given & wanted), extra + len(given - wanted), missed + len(wanted - given)
    return 2 * right / (2 * right + extra + missed) if right + extra + missed else 1.0


def _bare(text: str) -> str:
    """A text without white space, by which quotes are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _scope(scope: Object | None, text: str) -> str:
    """The stretch of a text that was labelled."""
    bare = _bare(text)
    if not scope:
        return bare
    start = max(0, bare.find(_bare(scope["from"])))
    end = bare.find(_bare(scope["to"]), start)
    return bare[start : end + len(_bare(scope["to"]))] if end >= 0 else bare[start:]


def _same_target(item: Object, label: Object) -> bool:
    """Whether value, unit and year are those of a label, or what a fair reader accepts of each."""
    others = label.get("also_accept") or {}
    ways = [{_plain(way) for way in (label.get(key), *_listed(others.get(key, [])))} for key in _TARGET_KEYS]
    return all(_plain(item.get(key)) in way for key, way in zip(_TARGET_KEYS, ways, strict=True))


def _same_support(item: Object, label: Object) -> bool:
    """Whether a measure is told in the clause of a label, with one of its figures."""
    figures = [set(_FIGURE.findall(f"{each.get('rate') or ''} {each.get('cap') or ''}")) for each in (item, label)]
    return _overlap(item, label) and bool(figures[0] & figures[1])


def _overlap(item: Object, label: Object) -> bool:
    one, other = _bare(item["quote"]), _bare(label["quote"])
    return one in other or other in one


def _plain(value: Any) -> str:
    return _bare(str(value or "")).replace(",", "")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

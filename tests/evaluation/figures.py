"""Figures: what was measured, beside the goal; printed as a table and written to `reports/`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `goal` reads like `>= 0.65`, and is None where the value is only told."""

    figure: str
    value: float | str | None
    unit: str = ""
    goal: str | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met; None where there is none, or nothing was measured."""
        if self.goal is None or not isinstance(self.value, int | float):
            return None
        sign, bound = self.goal.split()
        return {">=": self.value >= float(bound), "<=": self.value <= float(bound), "=": self.value == float(bound)}[
            sign
        ]


def print_figures(figures: list[Figure]) -> None:
    """Print the figures as a table."""
    width = max(len(figure.figure) for figure in figures)
    for figure in figures:
        value = f"{figure.value:,.4g}" if isinstance(figure.value, float) else str(figure.value)
        verdict = {True: "holds", False: "MISSED", None: ""}[figure.holds]
        print(f"{figure.figure:<{width}}  {value:>12} {figure.unit:<12} {figure.goal or '':<10} {verdict}")


def write_figures(figures: list[Figure], path: Path) -> None:
    """Write the figures as JSON."""
    path.parent.mkdir(exist_ok=True)
    rows = [asdict(figure) | {"holds": figure.holds} for figure in figures]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")

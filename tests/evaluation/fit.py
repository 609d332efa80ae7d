"""`python -m tests.evaluation.fit`: the weights of bot/features.py and bot/signs.py, fitted on the development questions and our own.

Works on the library that `make evaluate` keeps. Prints the weights as they are in the code beside the fitted ones, and how
well such weights do on the questions that were left out in fitting them; writes both to `reports/fit.json`. It changes
no code: who takes the fitted weights over runs `make evaluate` after it.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import bot.features
import bot.signs
from errors import RegionwiseError
from settings import Settings
from tests.evaluation.figures import Figure, print_figures, write_figures
from tests.evaluation.fit_sentences import sentence_figures
from tests.evaluation.fit_signs import sign_figures
from tests.evaluation.library_questions import tuned_questions
from vectorstore.library import Library
from vectorstore.question_file import read_lines

PROJECT = Path(__file__).parents[2]


def main() -> int:
    """Fit both; return 2 where there is nothing to fit on."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.fit", description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared", help="the folder of real documents")
    parser.add_argument(
        "--data", type=Path, default=PROJECT / "data" / "evaluation" / "library", help="the library's folder"
    )
    arguments = parser.parse_args()
    tool = arguments.shared / "tools" / "score.py"
    if not tool.is_file():
        print(f"There is nothing to fit on: {tool} is not there. Name its folder with --shared.")
        return 2
    if not (arguments.data / "catalogue.sqlite").is_file():
        print(f"There is no library in {arguments.data}: run `make evaluate` first, or name another with --data.")
        return 2
    figures: list[Figure] = []
    try:
        questions = [*read_lines(arguments.shared / "questions" / "dev.jsonl"), *tuned_questions()]
        with contextlib.closing(Library.open(Settings(data=arguments.data), _say)) as library:
            for name, measure, in_code in (
                ("sentences", sentence_figures, bot.features.WEIGHTS),
                ("signs", sign_figures, {"base": bot.signs.BASE, **bot.signs.WEIGHTS}),
            ):
                _say(f"fitting: {name} …")
                fitted, told = measure(library, questions, _scorer(tool))
                _print_weights(name, in_code, fitted)
                print_figures(told)
                figures += [*_weight_figures(name, in_code, fitted), *told]
    except RegionwiseError as error:
        print(error)
        return 1
    write_figures(figures, PROJECT / "reports" / "fit.json")
    return 0


def _scorer(path: Path) -> ModuleType:
    """The question set's own tool, which says what is right."""
    spec = importlib.util.spec_from_file_location("question_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _print_weights(name: str, in_code: Mapping[str, float], fitted: Mapping[str, float]) -> None:
    print(f"\n{name:<18} {'in the code':>12} {'fitted':>8}")
    for mark, value in in_code.items():
        print(f"{mark:<18} {value:>12.2f} {fitted[mark]:>8.2f}")


def _weight_figures(name: str, in_code: Mapping[str, float], fitted: Mapping[str, float]) -> list[Figure]:
    return [
        figure
        for mark, value in in_code.items()
        for figure in (
            Figure(f"{name}: {mark}, in the code", value),
            Figure(f"{name}: {mark}, fitted", round(fitted[mark], 4)),
        )
    ]


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

"""The product's commands, run as a person runs them, on a library folder of the evaluation's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO


def run_command(name: str, data: Path, *arguments: str, stdout: IO[str]) -> None:
    """Run `python -m NAME ARGUMENTS` on a library; raises CalledProcessError where it fails."""
    environment = os.environ | {"REGIONWISE_DATA": str(data)}
    subprocess.run([sys.executable, "-m", name, *arguments], check=True, env=environment, stdout=stdout)

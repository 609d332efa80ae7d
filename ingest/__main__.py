"""`python -m ingest PATH…` fills the library."""

import sys

from ingest.command import parse, run
from vectorstore.command import run_command

if __name__ == "__main__":
    sys.exit(run_command("ingest", sys.argv[1:], run, parse))

"""`python -m vectorstore "query"` searches the library."""

import sys

from vectorstore.command import run_command
from vectorstore.command_line import parse, run

if __name__ == "__main__":
    sys.exit(run_command("vectorstore", sys.argv[1:], run, parse))

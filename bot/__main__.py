"""`python -m bot "question"` answers from the library."""

import sys

from bot.command import parse, run
from vectorstore.command import run_command

if __name__ == "__main__":
    sys.exit(run_command("bot", sys.argv[1:], run, parse))

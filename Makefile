# Two commands do everything on a fresh machine with Python 3.11 or newer: make run, make test.

# The first Python that is new enough; name another with make PYTHON=...
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
RECORDS := out/projects.jsonl

.PHONY: run test clean

run: $(VENV)/.run
	$(BIN)/kaigong extract corpora/samples -o $(RECORDS)
	@echo
	@$(BIN)/kaigong show $(RECORDS)
	@echo
	@echo "Records: $(RECORDS), one JSON a line. Why each value: $(BIN)/kaigong explain corpora/samples"

test: $(VENV)/.test
	$(BIN)/pytest

$(VENV)/.run: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@ $(VENV)/.run

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "kaigong needs Python 3.11 or newer; name it with make PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) out build dist *.egg-info

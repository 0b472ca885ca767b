# On a fresh machine with Python >= 3.11 and make, each target installs what it needs into .venv.
PYTHON ?= python3
BIN := .venv/bin
RAW ?= raw
OUT ?= clean

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
TOO_OLD := Jingwen needs Python 3.11 or newer, and $(PYTHON) is older or not there. Say which to use: make PYTHON=python3.12 demo

.PHONY: demo test lint bench docs clean-output

# A folder that was moved or copied has commands in .venv/bin that begin with its old path: .venv is made anew (unless it is a link).
MADE_IN := $(shell test -L .venv || cat .venv/.installed 2>/dev/null)
ifneq ($(MADE_IN),)
ifneq ($(MADE_IN),$(CURDIR))
.PHONY: .venv/.installed
CLEAR := --clear
endif
endif

.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(TOO_OLD)" >&2; exit 1; }
	@echo "Installing Jingwen and Prefect into .venv (once, some minutes) ..."
	$(PYTHON) -m venv $(CLEAR) .venv
	$(INSTALL) .
	@echo "$(CURDIR)" > $@

.venv/.tests: .venv/.installed
	@echo "Installing what the tests need into .venv (once, several minutes) ..."
	$(INSTALL) '.[test,lint]'
	@touch $@

demo: .venv/.installed
	$(BIN)/jingwen flow run $(RAW) $(OUT)
	@echo
	@echo "Look at $(OUT)/ (one JSON file a document) and $(OUT)/_jingwen/summary.json."
	@echo "The same without Prefect:  $(BIN)/jingwen clean $(RAW) -o $(OUT)"
	@echo "Why something was removed: $(BIN)/jingwen explain $(RAW)/paywall.txt"

test: .venv/.tests
	$(BIN)/python -m pytest -n auto

lint: .venv/.tests
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/.tests
	$(BIN)/python -m tests.benchmarks

docs: .venv/.tests
	$(BIN)/mkdocs build --strict

clean-output:
	find $(OUT) -mindepth 1 ! -name .gitkeep -delete

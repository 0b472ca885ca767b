# On a fresh machine with Python >= 3.11 and make, each target installs what it needs into .venv.
PYTHON ?= python3
BIN := .venv/bin
RAW ?= raw
OUT ?= clean

.PHONY: demo test lint bench docs clean-output

.venv/.installed: pyproject.toml constraints.txt
	@echo "Installing Jingwen and Prefect into .venv (once, some minutes) ..."
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/.tests: .venv/.installed
	@echo "Installing what the tests need into .venv (once, several minutes) ..."
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test,lint]'
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

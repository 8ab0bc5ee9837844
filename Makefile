# Everything needs only Python 3.11 or later, git and make; the environment is made in .venv from the locked versions.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.ready

.PHONY: setup compiled demo test lint types accuracy bench lock clean

setup: compiled

compiled: $(STAMP)
	$(BIN)/python -m tests.compiled

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(None if sys.version_info >= (3, 11) else 'viendan needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(BIN)/python -c "import pathlib; pathlib.Path('$(STAMP)').touch()"

demo: setup
	$(BIN)/python -m tests.demo

test: setup lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile
	$(BIN)/python -m tests.accuracy

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP)
	$(BIN)/mypy

accuracy: setup
	$(BIN)/python -m tests.accuracy --misses

bench: setup
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_build
	$(BIN)/python -m tests.planted
	$(BIN)/python -m tests.load

# Needs uv (https://docs.astral.sh/uv/) on the path; run after changing a dependency.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev --no-emit-package viendan --upgrade pyproject.toml -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes -c requirements-dev.lock --no-emit-package viendan pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) demo ingest/compiled

# `make demo` and `make test` need git, make and python3 >= 3.11; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help demo test lint types layers unit format rule docs reference coverage mutants faults fuzz clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv/stamp: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "wikilint needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: .venv/stamp ## Run wikilint on the damaged page that the project was created for
	$(BIN)/wikilint check --exit-zero fixtures/seeds/

test: lint types layers unit ## Everything that has to pass: ruff, mypy, the layer contract, pytest

lint: .venv/stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/stamp
	$(BIN)/mypy

layers: .venv/stamp
	$(BIN)/lint-imports

unit: .venv/stamp
	$(BIN)/python -m pytest -n auto -q

format: .venv/stamp ## Let ruff fix what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

rule: .venv/stamp ## Begin a new rule: make rule NAME=links/doubled-scheme
	$(BIN)/python -m wikilint.scaffold rules/wikilint_rules fixtures $(NAME)

docs: .venv/stamp ## Build the documentation into site/; a link that leads nowhere fails
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	$(BIN)/python docs/pages.py build/pages
	$(BIN)/zensical build --strict

reference: .venv/stamp ## Write docs/reference.md from the docstrings
	$(BIN)/python docs/reference.py

coverage: .venv/stamp ## Which branches the tests reach, as a table of what they miss
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run --branch --parallel-mode --source=lint/wikilint,rules/wikilint_rules -m pytest -q -p no:xdist
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --skip-covered --show-missing

mutants: .venv/stamp ## Whether the tests notice small changes of the code that may lose bytes: make mutants SAMPLE=100
	$(BIN)/python -m benchmarks.mutants $(if $(SAMPLE),--sample $(SAMPLE)) $(GROUPS)

faults: .venv/stamp ## Every fault at every call, and kills at random: make faults KILLS=10000
	.ci/tools
	WIKILINT_ALL_FAULTS=1 WIKILINT_KILLS=$(or $(KILLS),2000) $(BIN)/python -m pytest -q -rs tests/faults

fuzz: .venv/stamp ## Look for inputs that break a promise: make fuzz MINUTES=10
	$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris
	$(BIN)/python -m benchmarks.fuzz --minutes $(or $(MINUTES),12)

screens: .venv/stamp ## Make the pictures of the documentation anew
	$(BIN)/python docs/screens/make.py

clean: ## Remove .venv and every cache
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist site

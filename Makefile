# `make` alone lists what there is. Everything runs in VENV, which the first target to need it builds.
#   make test PYTHON=python3.13 VENV=.venv313     another Python, beside the first
#   make run ARGS="10-team.yaml team.db"          your own registries

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?= --demo
JOBS   ?= auto

PY    := $(VENV)/bin/python
STAMP := $(VENV)/.installed
CODE  := core tui tests sample-registries $(wildcard benchmarks)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test check format docs pictures bench clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: $(STAMP) ## open the app on the sample registries, or on ARGS
	@$(VENV)/bin/profiledeck $(ARGS)

test: $(STAMP) ## run every test, hold the core's coverage, then make check
	$(PY) -m pytest tests/core -n $(JOBS) --maxprocesses 4 --cov
	$(PY) -m pytest tests/app tests/snapshots -n $(JOBS) --maxprocesses 4
	@$(MAKE) --no-print-directory check

check: $(STAMP) ## lint, format, types, import contracts
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy $(CODE)
	$(VENV)/bin/lint-imports --no-logo

format: $(STAMP) ## mend what ruff can mend
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

docs: $(STAMP) ## write the pages of docs that are made from code
	$(PY) -c 'from engineprofiles.problems.page import problems_page; print(problems_page(), end="")' > docs/problems.md

pictures: $(STAMP) ## take the pictures of tests/snapshots again; look at each before you commit it
	$(PY) -m pytest tests/snapshots --snapshot-update

bench: $(STAMP) ## measure speed
	$(PY) benchmarks/run.py

clean: ## remove VENV and everything that was built or cached
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* snapshot_report.html
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find core tui tests $(wildcard benchmarks) -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "profiledeck needs Python 3.11 or later; name one with: make PYTHON=python3.12 ...")'
	@test -x $(VENV)/bin/pip || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) ..."
	@$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

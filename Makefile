# make plan    solve the reference case and print the Monday screen
# make test    the whole suite
# make check   format, lint, types, import contracts
# make bench   measures the engine beside others into benchmarks/: hours; see docs/engine.md
# make docs    the pages that are generated
# make site    docs/ as a site, in site/

PYTHON ?= python3
# Modules are compiled when first used: a third less on disk.
INSTALL := .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
    -c constraints.txt

.PHONY: plan test check bench docs site

plan: .venv/.planner
	.venv/bin/fillfinish solve scenarios/le-trait --seconds 60

test: .venv/.developer
	.venv/bin/pytest -n 2

check: .venv/.developer
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: .venv/.bench
	.venv/bin/python -m benchmarks $(BENCH)

docs: .venv/.planner
	.venv/bin/fillfinish schema --markdown > docs/data.md
	.venv/bin/python -m planner.command_page > docs/commands.md
	.venv/bin/python -m models.milp.document > docs/model.md
	.venv/bin/python -m scenarios.derive

site: .venv/.developer
	.venv/bin/mkdocs build --strict

# The stamps: an environment lasts until the project or its pins change.

.venv/.planner: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else \
	    "fillfinish needs Python 3.11 or newer: make PYTHON=python3.11")'
	@echo "Creating .venv (a minute or two)"
	@$(PYTHON) -m venv --clear .venv
	@$(INSTALL) -e '.[excel]'
	@touch $@

.venv/.bench: .venv/.planner
	@echo "Adding what the bench compares with"
	@$(INSTALL) -e '.[bench]'
	@touch $@

.venv/.developer: .venv/.planner
	@echo "Adding the tools for development"
	@$(INSTALL) -e '.[dev]'
	@touch $@

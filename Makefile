# The one door. `make` alone lists what there is; each target sets up what it needs.
.DEFAULT_GOAL := help
.PHONY: help setup demo check fix docs data
BIN := .venv/bin
READY := .venv/.ready
# Spark weighs 450 MB, so only those who develop get it, and only where there is a Java to run it.
SPARK := $(if $(shell command -v java),.venv/.spark)
# The first Python that is new enough; `true` because make drops what a shell said that ended with "not found".
PYTHON ?= $(firstword $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p; done; true))
BUILD_DOCS = $(BIN)/sphinx-build -q -W --keep-going -E -b html docs docs/_build/html

help:
	@awk -F ': .*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

setup: $(READY) $(SPARK) ## make .venv and install yalu and its tools, pinned; done once

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "yalu needs Python 3.11 or newer. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv. On Debian: apt-get install $(notdir $(PYTHON))-venv" >&2; exit 1; }
	@echo "Setting up .venv; this is done once and takes about a minute."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/.spark: $(READY)
	@echo "Java is here: installing Spark for the tests that need it; 450 MB, done once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[spark]'
	@touch $@

demo: $(READY) ## the main job: does China follow through? Prints the page and says where it is
	@$(BIN)/yalu assess CHN --out out/china
	@for page in out/china/*.html; do echo "The page: file://$(CURDIR)/$$page"; done

check: $(READY) $(SPARK) ## everything that must hold before a change goes in
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/deptry src
	$(BIN)/python -m yalu.app.data --check
	$(BUILD_DOCS)
	$(BIN)/pytest --cov
	@$(BIN)/coverage report --include='src/yalu/measures/*,src/yalu/screen/*' --fail-under=100

fix: $(READY) ## put format and fixable lint in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(READY) ## refresh the help blocks and build the documentation
	$(BIN)/python docs/_fill.py
	$(BUILD_DOCS)
	@echo "The documentation: file://$(CURDIR)/docs/_build/html/index.html"

data: $(READY) ## write what is derived from the data again
	$(BIN)/python -m yalu.app.data

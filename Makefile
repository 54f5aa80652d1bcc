# The commands of oco-intake. `make demo` and `make test` install what is missing.
# Run from a clean clone on Debian 12 or Ubuntu, as root or with sudo.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PACKAGES := $(shell sed 's/\#.*//' deploy/apt-packages.txt 2>/dev/null)

DEMO_ARGS ?=
TEST_ARGS ?=
BENCH_ARGS ?=
FUZZ_ARGS ?=

# A test run starts hundreds of processes. Without kept bytecode each would compile all modules.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo test soak lint run bench fuzz vocabulary clean

help:  ## Show the commands.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(VENV)/.installed  ## Install system packages, the virtual environment and the locked dependencies.

# Which packages are missing is asked of dpkg, so that a machine that has them needs no network.
$(VENV)/.installed: deploy/apt-packages.txt requirements-dev.lock pyproject.toml
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  echo "postfix postfix/main_mailer_type select No configuration" | $(SUDO) debconf-set-selections; \
	  $(SUDO) apt-get update -qq; \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
	@echo "installing the locked Python packages into $(VENV), which takes half a minute"
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## Show everything on real servers; DEMO_ARGS=--exit ends by itself.
	@$(BIN)/python -m deploy.demo $(DEMO_ARGS)

# The types are checked while the tests run: one process, beside many that wait for servers.
# In a new clone one process reads all tests first: five at once would each rewrite each `assert`.
test: setup  ## Run the whole test suite, real servers included.
	@$(MAKE) --no-print-directory lint & lint=$$!; \
	[ -e $(VENV)/.read ] || { $(BIN)/python -m pytest -n 0 -qq --collect-only >/dev/null 2>&1 && touch $(VENV)/.read; } || true; \
	status=0; \
	$(BIN)/python -m pytest $(TEST_ARGS) || status=$$?; \
	wait $$lint || status=$$?; \
	exit $$status

soak: setup  ## Run the tests that take minutes each: every kind of death, a deadline day, the benchmarks.
	@$(BIN)/python -m pytest -m soak $(TEST_ARGS)

lint: setup  ## Check style, types and the one direction of imports.
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports >/dev/null || $(BIN)/lint-imports

run: setup  ## Run the daemon on intake.toml.
	@$(BIN)/intake run

bench: setup  ## Print the figures: speed beside a peer in the same run.
	@$(BIN)/python -m deploy.bench $(BENCH_ARGS)

fuzz: setup $(VENV)/.fuzz-installed  ## Feed spoiled mails to the extractor and keep what breaks it; FUZZ_ARGS="--seconds 600".
	@$(BIN)/python -m deploy.fuzz $(FUZZ_ARGS)

$(VENV)/.fuzz-installed: requirements-fuzz.lock $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	@touch $@

vocabulary: setup $(VENV)/.learn-installed  ## Learn anew from the sample papers which words make which kind of document likely.
	@$(BIN)/python -m deploy.vocabulary

$(VENV)/.learn-installed: requirements-learn.lock $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-learn.lock
	@touch $@

clean:  ## Remove the virtual environment and caches.
	@rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

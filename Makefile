# Every target sets up what it needs. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv/bin
STAMP := .venv/setup.stamp
HOST ?= 127.0.0.1
PORT ?= 8000
# More words for pytest, for example: make test ARGS="-k sandbox"
ARGS ?=

.PHONY: help setup demo serve test programs test-cuda wheels-cuda lint bench

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv with everything pinned in constraints.txt and the grader command
	@echo "==> ready: $(VENV)/grader"

$(STAMP): pyproject.toml constraints.txt .ci/setup .ci/apt-install
	@.ci/setup
	@touch $@

demo: $(STAMP) ## grade a right and a wrong program and show both results
	@$(VENV)/python -m grader.demo

serve: $(STAMP) ## run the service on HOST and PORT (127.0.0.1, 8000) until interrupted
	@$(VENV)/grader serve --host $(HOST) --port $(PORT)

test: $(STAMP) ## run all tests, on real servers and a real browser (installed with apt-get if missing)
	@.ci/system-packages
	@echo "==> running the tests, one process for each processor"
	@$(VENV)/python -m pytest -n logical --maxprocesses 8 --dist worksteal $(ARGS)

test-cuda: ## run what needs an NVIDIA GPU, with the torch and pytest of PYTHON (python3); needs no network
	@.ci/test-cuda $(ARGS)

wheels-cuda: $(STAMP) ## fetch what test-cuda needs beside torch, for a GPU machine without network
	@.ci/wheels-cuda

programs: $(STAMP) ## try every program of tests/programs and every proof (half an hour), and print a table
	@$(VENV)/python -m tests.judging $(ARGS)

lint: $(STAMP) ## check style, format and types
	@echo "==> ruff check"
	@$(VENV)/ruff check .
	@echo "==> ruff format"
	@$(VENV)/ruff format --check .
	@echo "==> mypy --strict"
	@$(VENV)/mypy

bench: $(STAMP) ## measure grading beside a fresh interpreter in the same run
	@$(VENV)/python -m benchmarks

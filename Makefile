# `make help` lists the targets. Python 3.11 or newer, make and a package registry are all that is assumed.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
PY := .venv/bin/python
MANAGE := $(PY) manage.py

# Output appears at once, also in a file.
export PYTHONUNBUFFERED := 1

# Two q's: only faults are shown. Each lock file is copied into .venv once it is installed, so that the next
# run only has to compare.
# Nothing is compiled beforehand: most of the modules are never used, and Python compiles the others as it meets them.
PIP_INSTALL := $(PY) -m pip install -qq --no-compile --disable-pip-version-check --require-hashes

.PHONY: help
help: ## This list
	@echo "Gevinst – targets:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

# --- Running the system ---

.PHONY: run
run: .installed .env ## Install, load the plan and the demo, and serve at http://127.0.0.1:8000 (PORT=… for another)
	@$(MANAGE) prepare_trial
	@exec $(MANAGE) serve 127.0.0.1:$(PORT)

.env:
	@umask 077 && { \
		echo "# Settings of this copy, read when Gevinst starts; the README lists them all. Keep it secret."; \
		$(PY) -c "import secrets; print('SECRET_KEY=' + secrets.token_urlsafe(50))"; \
		echo "DEBUG=1"; \
	} > .env.new && mv .env.new .env

# --- Checking the code ---

.PHONY: test lint unit postgres browser
test: .installed-dev .env ## Every check: linters, types, tests on SQLite and PostgreSQL, browser tests
	@$(PY) -m tests.everything

lint: .installed-dev ## Linters and type checks only
	@$(PY) -m tests.everything lint types

unit: .installed-dev ## Tests on SQLite, without the browser
	@$(PY) -m tests.everything unit

postgres: .installed-dev ## The tests that use a database, on a real PostgreSQL server started for the purpose
	@$(PY) -m tests.everything postgres

browser: .installed-dev ## Tests in Chromium (installed by apt when that is possible)
	@$(PY) -m tests.everything browser

.PHONY: format
format: .installed-dev ## Let ruff put the code in order
	@$(PY) -m ruff check --fix --quiet .; $(PY) -m ruff format .

# --- Speed ---

# A database of its own, so that nothing else is touched; set BENCHMARK_DATABASE_URL for PostgreSQL.
BENCHMARK_DATABASE_URL ?= sqlite:///var/benchmark.sqlite3
BENCHMARK := DEBUG=1 LOG_LEVEL=ERROR DATABASE_URL=$(BENCHMARK_DATABASE_URL) $(PY) -W ignore manage.py

.PHONY: benchmark
benchmark: .installed .env ## Measure the region page with ten years of months, then with two million rows
	@mkdir -p var && rm -f var/benchmark.sqlite3*
	@$(BENCHMARK) migrate --verbosity 0 && $(BENCHMARK) load_plan >/dev/null
	@$(BENCHMARK) seed_load --scope --months 120 && $(BENCHMARK) measure_pages
	@$(BENCHMARK) seed_load --remove
	@echo "Making two million rows (a few minutes) …"
	@$(BENCHMARK) seed_load --scope --organisations 225 --months 120 --corrections 1 && $(BENCHMARK) measure_pages

# --- Upkeep ---

.PHONY: messages
messages: .installed ## Find new texts for the translations in locale/, and compile what is translated
	@DEBUG=1 SECRET_KEY=messages $(MANAGE) collect_translations
	@DEBUG=1 SECRET_KEY=messages $(MANAGE) compile_translations

# The header is left out since it would hold the command line, and with it addresses of this machine.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

.PHONY: lock
lock: $(PY) ## Choose the newest versions that fit and lock them (UPGRADE=1), or only add what is new
	@$(PY) -m venv .venv/lock && .venv/lock/bin/python -m pip install -qq --disable-pip-version-check uv
	@.venv/lock/bin/$(LOCK) $(if $(UPGRADE),--upgrade) requirements.in --output-file requirements.txt
	@.venv/lock/bin/$(LOCK) $(if $(UPGRADE),--upgrade) requirements-dev.in --output-file requirements-dev.txt

.PHONY: clean
clean: ## Remove the environment and all caches; the database, .env and your own files stay
	rm -rf .venv staticfiles .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete 2>/dev/null || true

# --- The environment ---

.PHONY: .installed .installed-dev
.installed: $(PY)
	@cmp -s requirements.txt .venv/requirements.txt || { \
		echo "Installing what the system needs (a minute or so) …" && \
		$(PIP_INSTALL) -r requirements.txt && cp requirements.txt .venv/requirements.txt; }

.installed-dev: $(PY)
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
		echo "Installing what the system and its tests need (a minute or two) …" && \
		$(PIP_INSTALL) -r requirements-dev.txt && cp requirements-dev.txt .venv/requirements-dev.txt && \
		cp requirements.txt .venv/requirements.txt; }

$(PY):
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3; do \
		"$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -m venv --clear .venv && exit 0; \
	done; \
	echo "Python 3.11 or newer with its venv module is needed and was not found; install it (on Debian:" \
		"apt-get install python3 python3-venv), or run make with PYTHON=/path/to/python."; exit 1

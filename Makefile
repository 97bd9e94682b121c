# Tsunagari: two commands on a fresh machine are `make demo` and `make test`; the rest is for those who stay.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(or $(shell python3 tools/which_python.py),python3)
PORT ?= 8000
YEAR ?= 2009
BIN := .venv/bin
READY := .venv/ready
VENDOR := tsunagari/web/static/vendor
INSTALL = $(if $(shell command -v uv 2>/dev/null),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

.PHONY: help demo run test test-full lint fix check bench bench-search bench-eligibility plan-new plan-check docs screenshots pins clean

help:  ## show this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | while IFS=$$'\t' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

# ── for everyone ──────────────────────────────────────────────────────────────────────────────────
demo: $(READY)/base $(VENDOR)/.ready  ## set everything up and serve the demo (FY2009) on this machine
	@exec $(BIN)/tsunagari demo --port $(PORT)

run: $(READY)/base $(VENDOR)/.ready  ## serve with your own settings and database, without the demo
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@exec $(BIN)/tsunagari serve --port $(PORT)

test: $(READY)/dev $(VENDOR)/.ready  ## run every lane: lint, SQLite, PostgreSQL, faults, Spark, browser
	@$(BIN)/python tools/run_tests.py

test-full: $(READY)/dev $(VENDOR)/.ready  ## the long form: more examples, slow tests, fifty kills; prints what was counted
	@$(BIN)/python tools/run_tests.py --full

# ── while writing ─────────────────────────────────────────────────────────────────────────────────
lint: $(READY)/dev  ## style, types, the house's floors, templates
	@$(BIN)/python tools/run_tests.py --only lint

fix: $(READY)/dev  ## mend what a machine can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet .

check: $(READY)/dev  ## what a commit owes: lint, the plan, Django's own checks, the quick tests
	@$(BIN)/python tools/run_tests.py --only lint
	@$(BIN)/tsunagari plan check
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0
	@$(BIN)/python -m pytest -q -n 2 -m "not browser and not database and not slow and not spark"

bench: $(READY)/dev  ## measure; each bench prints JSON, docs/performance.md is written anew (some: tools/run_benches.py NAME …)
	@$(BIN)/python tools/run_benches.py

bench-search: $(READY)/dev  ## relevance on the judged queries beside plain BM25: nDCG@10, recall@10, agreement
	@$(BIN)/python -m bench.relevance.run

bench-eligibility: $(READY)/dev  ## every firm of the country beside openfisca-core and Polars; prints JSON
	@$(INSTALL) --group bench
	@$(BIN)/python bench/eligibility.py

docs: $(READY)/dev  ## write docs/reference/ anew from the code and the plan
	@$(BIN)/python tools/make_docs.py

screenshots: $(READY)/dev $(VENDOR)/.ready  ## photograph every page at both widths and make the contact sheet
	@$(BIN)/python tools/screenshots.py

# ── the plan ──────────────────────────────────────────────────────────────────────────────────────
plan-new: $(READY)/base  ## start a programme: make plan-new YEAR=2010 TIER=national KEY=n-my-programme
	@$(BIN)/python tools/new_programme.py "$(YEAR)" "$(TIER)" "$(KEY)"

plan-check: $(READY)/base  ## check a year's plan and its examples: make plan-check YEAR=2010
	@$(BIN)/tsunagari plan check --year $(YEAR)

# ── dependencies ──────────────────────────────────────────────────────────────────────────────────
pins:  ## resolve the dependencies anew and write the hash-pinned files (needs uv)
	@uv lock --quiet --upgrade
	@uv export --quiet --no-emit-project --no-header --no-default-groups --group build --output-file requirements.txt
	@uv export --quiet --no-emit-project --no-header --no-default-groups --group dev --output-file requirements-dev.txt
	@rm -f uv.lock  # it would record the registry's address

clean:  ## forget the environment and the copied assets; your data under var/ stays
	@rm -rf .venv node_modules $(VENDOR) tsunagari/web/fonts staticfiles

# ── what the targets stand on: each file is made once, and again when what it is made from changes ─
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 …")'
	@echo "· a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

$(READY)/base: requirements.txt pyproject.toml | $(BIN)/python
	@echo "· the base dependencies (hash-pinned)"
	@$(INSTALL) --no-deps --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@mkdir -p $(READY) && touch $@

$(READY)/dev: requirements-dev.txt $(READY)/base
	@echo "· the developers' dependencies (hash-pinned)"
	@$(INSTALL) --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

node_modules/ready: package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "npm is needed (Node 18 or newer). On Debian: apt-get install nodejs npm" >&2; exit 1; }
	@echo "· the design tokens and the font"
	@npm ci --ignore-scripts --loglevel=error >/dev/null
	@touch $@

$(VENDOR)/.ready: node_modules/ready tools/vendor_assets.py
	@$(PYTHON) tools/vendor_assets.py
	@touch $@

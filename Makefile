# Everything here needs Python 3.11 or newer and make. `make` alone lists the commands.
PYTHON ?= python3
PORT ?= 8000
JOBS ?= auto
BIN := .venv/bin
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/newsroom
REDIS_TEST_URL ?= redis://127.0.0.1:6379/9
PYTEST := $(BIN)/python -m pytest -q --color=no -p no:cacheprovider

.DEFAULT_GOAL := help
.PHONY: help environment catalogues port run test test-postgres test-browser pictures looks vnu lighthouse check bench messages

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

environment: ## Create .venv with the pinned packages; does nothing when they are there
	@$(PYTHON) deploy/environment.py

catalogues: environment
	@$(BIN)/python deploy/catalogues.py

port:
	@$(PYTHON) deploy/port.py $(PORT)

run: export PUBLIC_BASE_URL ?= http://127.0.0.1:$(PORT)
run: port catalogues ## Serve the site on 127.0.0.1 (PORT=8000); an empty database gets the demo stories
	@echo "Preparing the database ..."
	@$(BIN)/python deploy/prepare.py
	@echo
	@echo "  Site          http://127.0.0.1:$(PORT)/        English  http://127.0.0.1:$(PORT)/en/"
	@echo "  Newsroom      http://127.0.0.1:$(PORT)/admin/  Press    http://127.0.0.1:$(PORT)/press/"
	@echo "  Stop with Ctrl-C."
	@echo
	@exec $(BIN)/python deploy/serve.py 127.0.0.1:$(PORT)

test: catalogues ## Run the suite on SQLite
	@env -u DATABASE_URL -u REDIS_URL $(PYTEST) -n $(JOBS) -m "not browser and not postgres and not vnu"

test-postgres: catalogues ## Run the suite on PostgreSQL and Redis (POSTGRES_URL=, REDIS_TEST_URL=)
	@$(BIN)/python deploy/services.py $(POSTGRES_URL) $(REDIS_TEST_URL)
	@DATABASE_URL=$(POSTGRES_URL) REDIS_URL=$(REDIS_TEST_URL) $(PYTEST) -n $(JOBS) -m "not browser and not vnu"

test-browser: catalogues ## Run the journeys in Chromium (CHROMIUM=/usr/bin/chromium)
	@$(BIN)/python deploy/chromium.py
	@env -u DATABASE_URL -u REDIS_URL $(PYTEST) -n $(JOBS) --reruns 1 --only-rerun TargetClosedError -m browser

vnu: catalogues ## Check the HTML of every public page (needs Java; fetches the checker once with npm, or VNU_JAR=)
	@$(BIN)/python deploy/vnu.py

looks: catalogues ## Take pictures of every public page at each width, theme and language; LOOKS_BASELINE= compares
	@$(BIN)/python deploy/chromium.py
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/python deploy/looks.py

lighthouse: catalogues ## Measure five main pages of a running site with Lighthouse (LIGHTHOUSE_URL=http://127.0.0.1:8000)
	@$(BIN)/python deploy/chromium.py
	@$(BIN)/python deploy/lighthouse.py

pictures: catalogues ## Make the pictures of the guides anew, from the journeys
	@$(BIN)/python deploy/chromium.py
	@env -u DATABASE_URL -u REDIS_URL $(BIN)/python deploy/pictures.py

check: catalogues ## Lint, format, types, migrations, catalogues, deployment settings, packages
	@$(BIN)/python deploy/check.py

bench: catalogues ## Measure pages, press files and the number check on the database of make run; BENCH_KITS= how many kits, IMPORT_CORPUS= a folder of Word files, IMPORT_FACTS= their facts; the search in databases of its own, BENCH_STORIES= among how many
	@$(BIN)/python deploy/bench.py
	@$(BIN)/python deploy/bench_press.py
	@POSTGRES_URL=$(POSTGRES_URL) $(BIN)/python deploy/bench_search.py
	@$(BIN)/python deploy/bench_numbers.py

messages: environment ## Collect the texts of the interface into locale/ (needs gettext)
	@$(BIN)/python manage.py makemessages --locale vi --no-location --no-obsolete --ignore .venv --ignore tests --ignore var

# Two commands: `make run` starts the program, `make test` checks everything. Both make what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test test-quick bench proofs pictures clean

run: $(VENV)/.run assets/c_fetched/.tried
	@$(BIN)/strategiemonitor serve

test: $(VENV)/.test assets/c_fetched/.tried
	@$(BIN)/ruff check dashboard tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -n 2

test-quick: $(VENV)/.test
	@echo "Quick run: the type check and the tests that need PostgreSQL or a browser are left out."
	@$(BIN)/ruff check dashboard tests
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -n 2 -m "not postgres and not browser"

# The promises about speed beside a bare Dash and an echo: make bench SIZES="S M L" ROUNDS=9 BROWSER=no KEEP=folder
SIZES ?= S M
ROUNDS ?= 5
BROWSER ?= yes
bench: $(VENV)/.test assets/c_fetched/.tried
	@$(BIN)/python -m tests.bench --sizes $(SIZES) --rounds $(ROUNDS) --browser $(BROWSER) $(if $(KEEP),--keep $(KEEP))

# What is guaranteed, shown on SQLite and PostgreSQL: make proofs ONLY="writers kills backups tabs"
ONLY ?= writers kills backups tabs
proofs: $(VENV)/.test
	@$(BIN)/python -m tests.proofs --only $(ONLY)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (on Debian: apt install python3-venv)."; exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing (only the first time, and after changes) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-test.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need (only the first time, and after changes) ..."
	@$(PIP) install --require-hashes -r requirements-test.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

# The smaller chart bundle is worth having, never needed: without it the bundle inside the plotly package is served.
assets/c_fetched/.tried: dashboard/web/fetch_bundle.py | $(VENV)/bin/python
	@$(BIN)/python dashboard/web/fetch_bundle.py assets/c_fetched || true
	@mkdir -p assets/c_fetched && touch $@

clean:
	rm -rf $(VENV) assets/c_fetched

pictures: $(VENV)/.test
	@$(BIN)/python -m tests.browser.take_pictures

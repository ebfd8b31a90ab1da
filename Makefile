# `make run` and `make test` are all a newcomer needs; `make check` before a commit.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run test soak lint check bench house lock clean

run: $(VENV)/runs
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo --if-empty
	@$(BIN)/flask serve

# On two cores two workers halve the wait; a file's tests stay together, so its module fixtures are made once.
test: $(VENV)/tests
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not soak"

# The long proofs: every move by every role, who finds which draft, processes killed, stories in a browser.
soak: $(VENV)/tests
	$(BIN)/python -m pytest -n 2 --dist loadfile -m soak

lint: $(VENV)/tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: lint test

bench: $(VENV)/tests
	$(BIN)/python -m tests.bench

# Writes templates/word/house.docx anew, after a change to the house style.
house: $(VENV)/runs
	$(BIN)/python -m tracker.documents.house_style

# A stamp newer than its lock says that it is installed, so that a second run starts at once.
$(VENV)/runs: requirements.txt | $(BIN)/pip
	@echo "Installing what the program needs (once; a minute or two) ..."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/tests: requirements-dev.txt | $(BIN)/pip
	@echo "Installing what the tests need (once; a minute or two) ..."
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/runs

# pip, because a venv that could not be made whole leaves a python behind but no pip.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed.")'
	$(PYTHON) -m venv $(VENV)

# Both locks from the pins in pyproject.toml, with the hashes of the public index and no address in them.
COMPILE := env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: $(VENV)/tests
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

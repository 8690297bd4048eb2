# make site        builds the site from seeds/ into site/
# make test        checks style and types and runs every test
# make check-web   checks every page with the Nu HTML checker, one of each kind with axe, and search in Firefox
# All do the set-up themselves on a Debian or Ubuntu with Python 3.11 or later; see README.md for other systems.

PYTHON ?= python3
VENV := .venv
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable
APT := apt-get install -y --no-install-recommends
WEB := tests/browser
VNU := $(WEB)/node_modules/vnu-jar/build/dist/vnu.jar

export DEBIAN_FRONTEND = noninteractive
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: site test check-web browser java firefox clean

site: $(VENV)/.ready-site
	$(VENV)/bin/python build.py $(ARGS)

test: $(VENV)/.ready-test browser
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/python -m pytest -q -n auto --cov --cov-report=term $(ARGS)

check-web: $(VENV)/.ready-test browser $(VNU) java firefox
	$(VENV)/bin/python -m pytest -q -n auto $(WEB)/check_html.py $(WEB)/check_access.py $(WEB)/check_search_firefox.py $(ARGS)

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "meetingsite needs Python 3.11 or later as '$(PYTHON)'; say make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        apt-get update && $(APT) python3-venv && $(PYTHON) -m venv --clear $(VENV); \
	    else \
	        echo "Please install the package python3-venv." >&2; rm -rf $(VENV); exit 1; \
	    fi; }

$(VENV)/.ready-site: pyproject.toml | $(VENV)/bin/pip
	$(VENV)/bin/python -m pip install -q --use-pep517 -e .
	@touch $@

$(VENV)/.ready-test: pyproject.toml | $(VENV)/bin/pip
	$(VENV)/bin/python -m pip install -q --use-pep517 -e ".[test,dev]"
	@touch $@ $(VENV)/.ready-site

# Without a browser the tests fail; they are never skipped.
browser:
	@works() { for name in $(BROWSERS); do "$$name" --version >/dev/null 2>&1 && return 0; done; return 1; }; \
	fonts() { fc-list :lang=zh 2>/dev/null | grep -q .; }; \
	if ! works || ! fonts; then \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        apt-get update && { works || $(APT) chromium; } && { fonts || $(APT) fontconfig fonts-noto-cjk; }; \
	    fi; \
	    works || { echo "No browser: the tests need Chromium, Chrome or Edge (as root, make installs chromium)." >&2; exit 1; }; \
	fi

# The versions stand in package.json; no lock file, since it would hold the addresses of a registry.
$(VNU): $(WEB)/package.json
	@command -v npm >/dev/null || { \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update && $(APT) nodejs npm; fi; \
	    command -v npm >/dev/null || { echo "Please install Node.js with npm." >&2; exit 1; }; }
	npm install --prefix $(WEB) --no-package-lock --ignore-scripts --no-audit --no-fund
	@test -f $@ && touch $@

# Without Java 17 the check fails; it is never skipped.
java: $(VNU)
	@works() { java -jar $(VNU) --version >/dev/null 2>&1; }; \
	if ! works && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update && { $(APT) openjdk-17-jre-headless || $(APT) default-jre-headless; }; \
	fi; \
	works || { echo "The Nu HTML checker does not run: please install Java 17 or later." >&2; exit 1; }

# Without Firefox the check fails; it is never skipped.
firefox:
	@works() { firefox-esr --version >/dev/null 2>&1 || firefox --version >/dev/null 2>&1; }; \
	if ! works && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update && { $(APT) firefox-esr || $(APT) firefox; }; \
	fi; \
	works || { echo "No Firefox: the search is checked in it too (as root, make installs firefox-esr)." >&2; exit 1; }

clean:
	rm -rf $(WEB)/node_modules $(VENV) dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

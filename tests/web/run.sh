#!/usr/bin/env bash
# Tests of the class page: what needs no browser, then the page in a Chromium, against a room that does what a test wants and
# against the real program. Fetches what it needs into tests/web/node_modules; a Chromium is that of $CHROMIUM, one that is
# installed, Playwright's, or the distribution's; the program is that of $SEODANG, or built. Without Node nothing is tested,
# without a Chromium the first half, and the last line says so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v node >/dev/null || [ "$(node -p 'parseInt(process.versions.node) >= 20')" != true ]; then
    echo "skipped: the class page was not tested, there is no Node 20 or newer"
    exit 0
fi
npm ci --silent --no-audit --no-fund

node --test unit.test.mjs

installed() {
    local name
    for name in chromium-headless-shell chromium chromium-browser google-chrome; do
        command -v "$name" && return 0
    done
    return 1
}

CHROMIUM="${CHROMIUM:-$(installed || true)}"
if [ -z "$CHROMIUM" ] && ! timeout 300 npx playwright-core install chromium-headless-shell >/dev/null 2>&1; then
    (apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium-headless-shell fonts-noto-cjk) >/dev/null 2>&1 || true
    if ! CHROMIUM="$(installed)"; then
        echo "skipped: the class page was not opened, no Chromium could be installed"
        exit 0
    fi
fi
export CHROMIUM
node --test page.test.mjs

if [ -z "${SEODANG:-}" ]; then
    cargo build --locked --quiet
    target="$(cargo metadata --locked --no-deps --format-version 1 | node -p 'JSON.parse(fs.readFileSync(0, "utf8")).target_directory')"
    SEODANG="$target/debug/seodang"
fi
export SEODANG
node --test class.test.mjs

#!/usr/bin/env bash
# Whether the tools that integrators use agree with the server: linters, a fuzzer, client
# generators, a browser on another origin, a cache in front, and the programs in `examples/`.
#
#   tests/contract/run.sh           # all that the machine has the tools for
#   tests/contract/run.sh --more    # two further generators as well
#
# Needs Node 20 or newer, Python 3.11 or newer and curl; the browser and the cache are tried where
# they are installed. On a bare Debian machine one line brings everything:
#
#   apt-get install -y curl nodejs npm python3-venv chromium nginx-light
#
# What npm and PyPI have is pinned (`package-lock.json`, `requirements.txt`) and kept in
# `target/contract`. `QBANK` names the program to test; without it, cargo builds one. The fuzzer
# tries the same cases in every run; `SEED` and `EXAMPLES` (an operation) have it try others.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

more=false
[ "${1:-}" = --more ] && more=true
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true DO_NOT_TRACK=1
export PYTHONDONTWRITEBYTECODE=1 NODE_NO_WARNINGS=1

# Copies what npm needs into the cache and installs it, unless that was done: `install_npm FROM TO`.
install_npm() {
  mkdir -p "$2"
  if cmp --silent "$1/package-lock.json" "$2/installed"; then return; fi
  cp "$1/package.json" "$1/package-lock.json" "$1/.npmrc" "$2"
  (cd "$2" && npm ci --silent)
  cp "$1/package-lock.json" "$2/installed"
}

install_python() {
  if cmp --silent "$contract/requirements.txt" "$cache/venv/installed"; then return; fi
  python3 -m venv --clear "$cache/venv"
  "$cache/venv/bin/pip" install --quiet --disable-pip-version-check \
    --requirement "$contract/requirements.txt"
  cp "$contract/requirements.txt" "$cache/venv/installed"
}

# Prints nothing but the faults of a command: `quietly COMMAND...`.
quietly() {
  "$@" >"$scratch/quiet.log" 2>&1 || { cat "$scratch/quiet.log" >&2; return 1; }
}

# Lints a document; a warning is a fault: `lint FILE`.
lint() {
  quietly "$bin/spectral" lint --ruleset "$contract/spectral.yaml" --fail-severity=hint "$1"
  quietly "$bin/redocly" lint --config "$contract/redocly.yaml" --format=json "$1"
  grep --quiet '"totals":{"errors":0,"warnings":0,"ignored":0}' <(tr -d ' \n' <"$scratch/quiet.log") ||
    { cat "$scratch/quiet.log" >&2; return 1; }
  quietly "$cache/venv/bin/openapi-spec-validator" "$1"
  echo "$(head -1 "$1"): Spectral, Redocly and openapi-spec-validator find nothing"
}

check_document() {
  say "The document, as 3.1 and, converted, as 3.0"
  "$QBANK" openapi >"$work/openapi.yaml"
  "$bin/openapi-down-convert" --allOf --input "$work/openapi.yaml" --output "$work/openapi-3.0.yaml"
  lint "$work/openapi.yaml"
  lint "$work/openapi-3.0.yaml"
}

fuzz() {
  say "Schemathesis: all checks, all phases"
  serve fuzz
  (cd "$scratch" && SCHEMATHESIS_HOOKS=$contract/fuzz.py "$cache/venv/bin/schemathesis" \
    --config-file "$contract/schemathesis.toml" run "$base/openapi.json" --checks all --mode all \
    --phases examples,coverage,fuzzing,stateful --max-examples "${EXAMPLES:-200}" \
    --seed "${SEED:-1}") >"$cache/schemathesis.log" 2>&1 ||
    { cut -c1-2000 "$cache/schemathesis.log" >&2; return 1; }
  grep -E '^ .*(Examples|Coverage|Fuzzing|Stateful) |generated|^Seed' "$cache/schemathesis.log"
  echo "failures: 0"
}

strict_typescript=(--strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes
  --noImplicitReturns --noUnusedLocals --target es2022)

try_typescript() {
  say "openapi-typescript and openapi-fetch"
  quietly "$bin/openapi-typescript" "$work/openapi.yaml" --output "$work/qbank.ts"
  cp "$contract/clients/smoke.ts" "$work"
  (cd "$work" && "$bin/tsc" "${strict_typescript[@]}" --module nodenext --types node --outDir out smoke.ts)
  node "$work/out/smoke.js" "$base"
}

try_python() {
  say "openapi-python-client"
  mkdir -p "$work/python"
  (cd "$work/python" && PATH=$cache/venv/bin:$PATH quietly openapi-python-client generate \
    --path ../openapi.yaml --output-path qbank_client --meta none --fail-on-warning --overwrite \
    --config "$contract/clients/python.yaml")
  cp "$contract/clients/smoke.py" "$contract/clients/mypy.ini" "$work/python"
  (cd "$work/python" && "$cache/venv/bin/mypy" --cache-dir "$scratch/mypy" smoke.py qbank_client)
  (cd "$work/python" && "$cache/venv/bin/python" smoke.py "$base")
}

try_more() {
  say "Two further generators: hey-api and orval"
  install_npm "$contract/more" "$cache/more"
  rm -rf "$cache/more/work" && cp -r "$contract/more" "$cache/more/work"
  cp "$work/openapi.yaml" "$cache/more/work"
  "$contract/more/run.sh" "$cache/more" "$base"
}

try_examples() {
  say "The programs in examples/"
  "$contract/examples.sh" "$base"
  mkdir -p "$work/page"
  cp "$root"/examples/page/* "$work/page"
  cp "$work/qbank.ts" "$work/page/qbank.d.ts"
  (cd "$work/page" && "$bin/tsc")
  echo "page: compiled"
}

try_browser() {
  say "A browser on another origin, and the documentation"
  local chromium
  if ! chromium=$(command -v chromium); then
    echo "left out: there is no chromium (apt-get install chromium)"
    return
  fi
  local open=$base
  serve limited --rate-limit 3/1m
  cp "$contract"/browser/* "$work"
  node "$work/browser.mjs" "$chromium" "$open" "$base" "$cache"
  base=$open
}

try_cache() {
  say "nginx as a cache in front"
  if ! command -v nginx >/dev/null && [ ! -x /usr/sbin/nginx ]; then
    echo "left out: there is no nginx (apt-get install nginx-light)"
    return
  fi
  "$contract/proxy.sh"
}

find_qbank
install_npm "$contract" "$cache/npm"
install_python
bin=$cache/npm/node_modules/.bin
# Beside `node_modules`, where programs find what they import.
work=$cache/npm/work
rm -rf "$work" && mkdir -p "$work"
echo '{"type": "module"}' >"$work/package.json"
check_document
fuzz
serve clients
try_typescript
try_python
if $more; then try_more; fi
try_examples
try_browser
try_cache
say "The contract holds ($SECONDS s)"

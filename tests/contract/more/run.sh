#!/usr/bin/env bash
# Two further generators: generates a client, compiles it strictly, and runs a program over it.
# Called by `../run.sh --more`: `run.sh FOLDER SERVER`; the folder has `node_modules` and `work`.
set -euo pipefail

bin=$1/node_modules/.bin
cd "$1/work"
"$bin/openapi-ts" --input openapi.yaml --output hey --client @hey-api/client-fetch --silent --no-log-file
"$bin/orval" --input openapi.yaml --output orval.ts --client fetch --mode single >orval.log 2>&1 ||
  { cat orval.log >&2; exit 1; }
# Both leave the extensions of files to whoever bundles them, as CommonJS does.
"$bin/tsc" --strict --target es2022 --module commonjs --esModuleInterop --types node --lib es2022,dom,dom.iterable \
  --outDir out try-hey.ts try-orval.ts
echo '{"type": "commonjs"}' >out/package.json
node out/try-hey.js "$2"
node out/try-orval.js "$2"

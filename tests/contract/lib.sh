# For the scripts beside it: a server of our own, and the end of it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
contract=$root/tests/contract
cache=${CARGO_TARGET_DIR:-$root/target}/contract
scratch=$(mktemp -d)
started=()

# Ends what was started here, and nothing else.
finish() {
  local process
  for process in "${started[@]}"; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$scratch"
}
trap finish EXIT
set -E
trap 'echo "$0: line $LINENO: \`$BASH_COMMAND\` failed" >&2' ERR
# Some of what is looked for has characters outside ASCII.
export LC_ALL=C.UTF-8

say() { printf '== %s\n' "$*"; }

# The program to test: `QBANK`, or what cargo builds.
find_qbank() {
  if [ -z "${QBANK:-}" ]; then
    (cd "$root" && cargo build --quiet --locked)
    QBANK=${CARGO_TARGET_DIR:-$root/target}/debug/qbank
  fi
  export QBANK
}

# A port that nobody listens on.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Waits until an address answers: `await URL PROCESS`.
await() {
  local tries
  for tries in $(seq 100); do
    if curl --silent --fail --output /dev/null "$1"; then return; fi
    kill -0 "$2" 2>/dev/null || break
    sleep 0.1
  done
  echo "nothing answers at $1 (after $tries tries)" >&2
  return 1
}

# Serves a bank of its own: `serve NAME [FLAG...]` sets `base`. NAME is the file of the database.
serve() {
  local name=$1 port
  shift
  port=$(free_port)
  base=http://127.0.0.1:$port
  (cd "$scratch" && exec "$QBANK" serve --listen "127.0.0.1:$port" \
    --database-url "sqlite://$scratch/$name.db" "$@") >"$scratch/$name.log" 2>&1 &
  started+=($!)
  await "$base/readyz" $! || { cat "$scratch/$name.log" >&2; return 1; }
}

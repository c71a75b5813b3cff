#!/usr/bin/env bash
# Measures qbank beside bare axum and beside a plain axum + sqlx server, and prints a table.
#
#     bench/run.sh                 38, 10,000 and 100,000 questions: about ten minutes
#     bench/run.sh 1000000         other sizes
#     bench/run.sh --smoke         asserts answers of all three and measures nothing
#     bench/run.sh --bulk 100000   how fast a sync writes, beside SQLite by itself
#     bench/run.sh --growth 10000  memory over 200,000 mixed requests, all different
#     bench/run.sh --change 100000 how soon a changed question shows, and what that costs others
#     bench/run.sh --layers 10000  instructions that each layer takes for one question (needs valgrind)
#
# Server and load are pinned to a core each where there are two. Figures come from one run in which
# the servers take turns, so that whatever else the machine does falls on all of them. Needs wrk,
# curl and Rust; --change needs sqlite3 too. SECONDS_EACH (2) and ROUNDS (3) make it longer or shorter; QBANK names another binary.
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$bench")
target=${CARGO_TARGET_DIR:-$root/target}
banks=${BANKS:-$target/banks}
seconds=${SECONDS_EACH:-2} rounds=${ROUNDS:-3}
started=()
export QBANK_LOG=warn

finish() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
}
trap finish EXIT
trap 'echo "$0: line $LINENO: \`$BASH_COMMAND\` failed" >&2' ERR

on() { # on CORE COMMAND...
    local core=$1
    shift
    if [ "$(nproc)" -gt 1 ] && command -v taskset >/dev/null; then
        exec taskset -c "$core" "$@"
    fi
    exec "$@"
}

build() {
    [ -n "${QBANK:-}" ] || (cd "$root" && cargo build --quiet --release --locked)
    (cd "$bench" && CARGO_TARGET_DIR=$target/bench cargo build --quiet --release --locked)
    qbank=${QBANK:-$target/release/qbank}
    tools=$target/bench/release
}

# Makes the bank of a size, once, and the files of requests for it.
generate() {
    bank=$banks/$1
    if [ ! -e "$bank/done" ]; then
        rm -rf "$bank"
        mkdir -p "$bank"
        "$tools/generate" "$1" "$bank/bank.db" "$bank/requests" >"$bank/inserted"
        cp "$bank/bank.db" "$bank/plain.db"
        touch "$bank/done"
    fi
}

# start NAME PORT COMMAND...: starts a server and waits for its first answer; sets pid_NAME, start_NAME.
start() {
    local name=$1 port=$2 begin
    shift 2
    begin=$(date +%s%N)
    on 0 "$@" 2>"$bank/$name.log" &
    started+=($!)
    printf -v "pid_$name" %s "$!"
    printf -v "port_$name" %s "$port"
    until curl --silent --output /dev/null "http://127.0.0.1:$port/v1/questions?limit=1"; do
        kill -0 $! || { cat "$bank/$name.log" >&2; return 1; }
    done
    printf -v "start_$name" %s $((($(date +%s%N) - begin) / 1000000))
}

stop() {
    local pid=pid_$1
    kill "${!pid}"
    wait "${!pid}" 2>/dev/null || true
}

start_all() {
    local base=http://127.0.0.1:18411
    start ours 18411 "$qbank" serve --listen 127.0.0.1:18411 --database-url "sqlite://$bank/bank.db"
    until curl --silent --fail --output /dev/null "$base/readyz"; do sleep 0.1; done
    mkdir -p "$bank/bodies"
    body one "$(head -1 "$bank/requests/one.txt")"
    body page "/v1/questions"
    body random "/v1/random?count=5&seed=s"
    body search "$(head -1 "$bank/requests/search-new.txt")"
    memory_idle=$(memory ours)
    start bare 18412 "$tools/bare" 127.0.0.1:18412 "$bank/bodies"
    start plain 18413 "$tools/plain" 127.0.0.1:18413 "$bank/plain.db"
}

stop_all() {
    for name in ours bare plain; do stop $name; done
}

body() {
    curl --silent --fail --output "$bank/bodies/$1.json" "http://127.0.0.1:18411$2"
}

memory() {
    local pid=pid_$1
    awk '/VmRSS/ { printf "%d", $2 / 1024 }' "/proc/${!pid}/status"
}

# Ticks of the processor, of 10 ms each, that a server has had.
ticks() {
    local pid=pid_$1
    awk '{ print $14 + $15 }' "/proc/${!pid}/stat"
}

# load NAME FILE SECONDS: prints requests, microseconds, errors, p50, p99, ticks.
load() {
    local port=port_$1 before result
    before=$(ticks "$1")
    result=$( (on 1 wrk -t1 -c64 -d"$3s" -s "$bench/requests.lua" "http://127.0.0.1:${!port}" -- "$2") |
        sed -n 's/^RESULT //p')
    echo "$result $(($(ticks "$1") - before))"
}

# measure TITLE FILE [PLAIN FILE]: one row of the table; ours and bare take turns.
measure() {
    local title=$1 file=$bank/requests/$2.txt plain=$bank/requests/${3:-$2}.txt
    : >"$bank/results"
    for _ in $(seq "$rounds"); do
        for name in ours bare; do
            echo "$name $(load "$name" "$file" "$seconds")" >>"$bank/results"
        done
    done
    echo "plain $(load plain "$plain" "$seconds")" >>"$bank/results"
    awk -v title="$title" -v size="$size" -v growth="$banks/growth" '
        { requests[$1] += $2; time[$1] += $3; errors[$1] += $4; p50[$1] = $5; p99[$1] = $6; ticks[$1] += $7 }
        function cpu(name) { return requests[name] ? ticks[name] * 10000 / requests[name] : 0 }
        function ratio(name) { return cpu(name) ? sprintf("%.3g", cpu("bare") / cpu(name)) : "-" }
        END {
            printf "| %s | %.0f | %.1f | %.1f | **%s** | %d / %d | %.0f | %s |\n", title,
                requests["ours"] * 1e6 / time["ours"], cpu("ours"), cpu("bare"), ratio("ours"),
                p50["ours"], p99["ours"], cpu("plain"), ratio("plain")
            print title "|" size "|" cpu("ours") >>growth
            if (errors["ours"] + errors["bare"] > 0) {
                printf "%d answers of ours and %d of bare were no 200 (%s)\n", errors["ours"], errors["bare"], title > "/dev/stderr"
                exit 1
            }
        }' "$bank/results"
}

table() {
    generate "$1"
    start_all
    printf '\n### %s questions\n\n' "$1"
    echo '| operation | requests/s | CPU µs | bare CPU µs | bare/ours | p50 / p99 µs | plain CPU µs | bare/plain |'
    echo '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |'
    measure 'one question' one
    measure 'page of 20, first pages' page
    measure 'page of 20, anywhere' deep deep.plain
    measure 'category and difficulty' filter
    measure 'random 5, seeds all different' random
    measure 'search, queries all different' search-new
    measure 'search, seen before' search-seen
    printf '\nMemory (MiB): %d when ready, %d after all that; bare %d, plain %d. ' \
        "$memory_idle" "$(memory ours)" "$(memory bare)" "$(memory plain)"
    # shellcheck disable=SC2154 # set by `start`
    echo "First answer (ms): ours $start_ours, bare $start_bare, plain $start_plain. Inserting: $(cat "$bank/inserted")."
    stop_all
}

# How the cost of each operation grows with the bank: the exponent k of the best fit of CPU = a * size^k.
exponents() {
    printf '\n### How cost grows\n\n| operation | CPU ~ size^k, k = |\n| --- | ---: |\n'
    awk -F'|' '
        { if (!($1 in n)) order[++operations] = $1
          x = log($2); y = log($3); n[$1]++; sx[$1] += x; sy[$1] += y; sxx[$1] += x * x; sxy[$1] += x * y }
        END {
            for (at = 1; at <= operations; at++) {
                o = order[at]
                printf "| %s | %.2f |\n", o, (n[o] * sxy[o] - sx[o] * sy[o]) / (n[o] * sxx[o] - sx[o] ^ 2)
            }
        }' "$banks/growth"
}

machine() {
    printf 'Machine: %s, %s cores; %s. Load before: %s.\n' \
        "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -1)" "$(nproc)" "$(uname -sr)" "$(cut -d' ' -f1-3 /proc/loadavg)"
}

# same WHAT FOUND EXPECTED
same() {
    if [ "$2" != "$3" ]; then
        echo "$1: found '$2', expected '$3'" >&2
        return 1
    fi
}

total() {
    local port=port_$1
    curl --silent --fail "http://127.0.0.1:${!port}$2" | sed 's/.*"total":\([0-9]*\).*/\1/'
}

# What must hold of a table before it says anything: every request is answered, and alike.
smoke() {
    generate "$1"
    start_all
    for kind in one page deep filter random search-new search-seen; do
        head -200 "$bank/requests/$kind.txt" >"$bank/few.txt"
        read -r requests _ errors _ < <(load ours "$bank/few.txt" 1)
        same "errors of $kind among $requests" "$errors" 0
    done
    same 'questions of ours' "$(total ours /v1/questions)" "$1"
    same 'questions of the peer' "$(total plain /v1/questions)" "$1"
    while read -r path; do
        same "$path" "$(total ours "$path")" "$(total plain "$path")"
    done < <(head -20 "$bank/requests/filter.txt")
    same 'one question of bare' "$(curl --silent "http://127.0.0.1:18412/v1/questions/any")" "$(cat "$bank/bodies/one.json")"
    stop_all
    echo "$1 questions: every answer as it should be"
}

# Syncs the same rows that `generate` inserts; each into a database of its own, in turns.
bulk() {
    generate "$1"
    for _ in $(seq "$rounds"); do
        rm -rf "$bank/bulk"
        mkdir -p "$bank/bulk"
        echo "SQLite: $("$tools/generate" "$1" "$bank/bulk/sqlite.db" "$bank/bulk/requests")"
        echo "sync:   $(cd "$root" && cargo bench --quiet --locked --bench bulk -- "$bank/bank.db" "$bank/bulk" 2>/dev/null)"
    done
    rm -rf "$bank/bulk"
}

# Memory while requests of every kind come, none of which was there before.
growth() {
    generate "$1"
    start_all
    cd "$bank/requests"
    paste -d '\n' one.txt deep.txt random.txt search-new.txt | awk '/./ && !seen[$0]++ && ++sent <= 200000' >../mixed.txt
    echo '| requests so far | RSS, MiB |'
    echo '| ---: | ---: |'
    local sent=0 requests
    echo "| 0 | $(memory ours) |"
    while [ "$sent" -lt 200000 ]; do
        # A run begins where the last one ended.
        tail -n "+$((sent + 1))" ../mixed.txt >../rest.txt
        read -r requests _ < <(load ours "$bank/rest.txt" 5)
        sent=$((sent + requests))
        echo "| $sent | $(memory ours) |"
    done
    stop_all
}

# Instructions of a request by the functions it passes, those that they call included, outside of the
# kernel. Counted, not timed: the same on a busy machine. What is inlined counts for whoever calls it.
layers() {
    generate "$1"
    local counted=$bank/layers base=http://127.0.0.1:18411 requests
    local build=(env CARGO_PROFILE_RELEASE_STRIP=none CARGO_PROFILE_RELEASE_DEBUG=line-tables-only
        CARGO_PROFILE_RELEASE_LTO=off CARGO_TARGET_DIR="$target/layers")
    [ -n "${QBANK:-}" ] || (cd "$root" && "${build[@]}" cargo build --quiet --release --locked)
    on 0 valgrind --quiet --tool=callgrind --instr-atstart=no --callgrind-out-file="$counted" \
        "${QBANK:-$target/layers/release/qbank}" serve --listen 127.0.0.1:18411 \
        --database-url "sqlite://$bank/bank.db" 2>"$bank/layers.log" &
    started+=($!)
    # shellcheck disable=SC2034 # read by `load`
    local pid_layers=$! port_layers=18411
    until curl --silent --fail --output /dev/null "$base/readyz"; do sleep 0.5; done
    load layers "$bank/requests/one.txt" 3 >/dev/null
    callgrind_control --instr=on "$pid_layers" >/dev/null
    requests=$(load layers "$bank/requests/one.txt" 10 | cut -d' ' -f1)
    callgrind_control --instr=off "$pid_layers" >/dev/null
    stop layers
    echo '| function | instructions a request | share |'
    echo '| --- | ---: | ---: |'
    callgrind_annotate --inclusive=yes --threshold=99.9 --auto=no "$counted" | awk -v requests="$requests" '
        { gsub(",", "", $1); cost = $1 + 0 }
        /PROGRAM TOTALS/ { all = cost; printf "| all | %.0f | |\n", all / requests }
        match($0, /<?(qbank::(server|api)|axum::routing::Router<S>::call|tower_http)::/) && cost >= all / 1000 {
            name = substr($0, RSTART)
            gsub(/ as [^>]*>+|::{{.*| \[.*/, "", name)
            gsub(/<[A-Za-z_:]*>|[<>]/, "", name)
            if (name !~ /,/ && !seen[name]++) printf "| `%s` | %.0f | %.1f %% |\n", name, cost / requests, 100 * cost / all
        }'
}

# Changes questions by hand, one after the other, with and without load.
change() {
    generate "$1"
    cp "$bank/bank.db" "$bank/change.db"
    rm -f "$bank/change.db-wal" "$bank/change.db-shm"
    start ours 18411 "$qbank" serve --listen 127.0.0.1:18411 --database-url "sqlite://$bank/change.db"
    local base=http://127.0.0.1:18411 text id took
    echo "without changes: requests, µs, errors, p50, p99, ticks: $(load ours "$bank/requests/one.txt" 5)"
    load ours "$bank/requests/one.txt" 10 >"$bank/during" &
    local loading=$!
    for text in $(seq 20); do
        id=$(sed -n "$((text * 7))p" "$bank/requests/one.txt")
        sqlite3 "$bank/change.db" "UPDATE questions SET answer = 'change-$text' WHERE id = '${id##*/}'"
        took=$(date +%s%N)
        until curl --silent "$base$id" | grep -q "change-$text"; do :; done
        echo $((($(date +%s%N) - took) / 1000000))
        sleep 0.2
    done | sort -n | paste -sd ' ' | sed 's/^/a change shows after (ms): /'
    wait $loading
    echo "with changes:    requests, µs, errors, p50, p99, ticks: $(cat "$bank/during")"
    stop ours
}

build
if [ "${1:-}" = --smoke ]; then
    for size in 38 1000; do smoke "$size"; done
    exit
fi
case "${1:-}" in
    --bulk | --growth | --change | --layers)
        machine
        "${1#--}" "${2:-10000}"
        exit
        ;;
esac
machine
[ $# -gt 0 ] || set -- 38 10000 100000
mkdir -p "$banks"
: >"$banks/growth"
for size; do table "$size"; done
[ $# -lt 2 ] || exponents

#!/usr/bin/env bash
# nginx as a caching proxy in front: reads are hits, draws without a seed and errors are not kept,
# and a change of the bank shows once `max-age` is over.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

max_age=4

# What the cache did with a request: `HIT`, `MISS` ...: `state PATH [CURL_OPTION...]`.
state() {
  local path=$1
  shift
  curl --silent --output /dev/null --dump-header - "$@" "$proxy$path" |
    tr -d '\r' | sed -n 's/^x-cache: //Ip'
}

# `expect WANTED PATH [CURL_OPTION...]`
expect() {
  local wanted=$1 got
  shift
  got=$(state "$@")
  [ "$got" = "$wanted" ] || { echo "$*: the cache says $got, not $wanted" >&2; return 1; }
}

start_nginx() {
  local port nginx
  port=$(free_port)
  nginx=$(command -v nginx || echo /usr/sbin/nginx)
  mkdir "$scratch/nginx"
  sed "s#@FOLDER@#$scratch/nginx#; s#@PORT@#$port#; s#@SERVER@#${base##*:}#" \
    "$contract/nginx.conf.in" >"$scratch/nginx/nginx.conf"
  "$nginx" -p "$scratch/nginx" -e "$scratch/nginx/error.log" -c "$scratch/nginx/nginx.conf" &
  started+=($!)
  proxy=http://127.0.0.1:$port
  await "$proxy/livez" $! || { cat "$scratch/nginx/error.log" >&2; return 1; }
}

keeps_reads() {
  local path
  for path in '/v1/questions?limit=5' /v1/questions/orm-pitfalls /v1/categories /v1/tags \
    '/v1/search?q=index' '/v1/random?count=3&seed=monday' /v1/questions.csv /openapi.json /docs/; do
    expect MISS "$path"
    expect HIT "$path"
  done
  # One that asks by the tag is answered from the cache, too.
  local tag
  tag=$(curl --silent --head "$proxy/v1/tags" | tr -d '\r' | sed -n 's/^etag: //Ip')
  [ "$(curl --silent --output /dev/null --write-out '%{http_code}' \
    --header "If-None-Match: $tag" "$proxy/v1/tags")" = 304 ]
  # Each encoding is an answer of its own.
  expect MISS '/v1/questions?limit=5' --header 'Accept-Encoding: gzip'
  expect HIT '/v1/questions?limit=5' --header 'Accept-Encoding: gzip'
  cmp --silent <(curl --silent "$proxy/v1/questions?limit=5") \
    <(curl --silent --compressed --header 'Accept-Encoding: gzip' "$proxy/v1/questions?limit=5")
  echo "hits for reads, by encoding, and 304 from the cache"
}

keeps_nothing_else() {
  local path drawn
  for path in '/v1/random?count=3' /v1/random.txt '/v1/questions?categroy=api' \
    /v1/questions/no-such-question /v1/nowhere /livez /readyz /metrics; do
    expect MISS "$path"
    expect MISS "$path"
  done
  drawn=$(for _ in 1 2 3 4 5 6; do curl --silent "$proxy/v1/random?count=5" | md5sum; done | sort -u | wc -l)
  [ "$drawn" = 6 ]
  echo "no hit for draws without a seed, errors and health"
}

shows_changes() {
  local path=/v1/questions/orm-pitfalls tries
  expect_text 'mappers commonly cause' "$path"
  cp -r "$root/seed" "$scratch/seed"
  sed -i 's/object-relational mappers commonly cause/object-relational mappers bring about/' \
    "$scratch"/seed/*.toml
  (cd "$scratch" && "$QBANK" seed seed --database-url "sqlite://$scratch/cached.db") >/dev/null
  # Within two seconds in the server, and after `max-age` in the cache.
  for tries in $(seq 100); do
    if curl --silent "$proxy$path" | grep -q 'mappers bring about'; then
      expect HIT "$path"
      echo "a change shows after max-age ($((tries / 10)) s)"
      return
    fi
    sleep 0.1
  done
  echo "the change does not show" >&2
  return 1
}

# `expect_text TEXT PATH`
expect_text() { curl --silent "$proxy$2" | grep -q "$1" || { echo "$2 has no \"$1\"" >&2; return 1; }; }

revalidates() {
  local tries path=/v1/tags before
  before=$(state "$path")
  for tries in $(seq 60); do
    case $(state "$path") in
      REVALIDATED | EXPIRED | MISS) echo "too old, asked for again by its tag (first $before)"; return ;;
    esac
    sleep 0.1
  done
  return 1
}

find_qbank
serve cached --max-age "$max_age"
start_nginx
keeps_reads
keeps_nothing_else
revalidates
shows_changes

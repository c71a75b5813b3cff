#!/usr/bin/env bash
# Writes a paper for each of three candidates, and the key to it for the interviewer.
#
#   examples/papers.sh [SERVER] [FOLDER] [SEED]
#
# No candidate gets a question that an earlier one had, and every paper has the same mix, so they
# compare. The same seed gives the same papers again as long as the bank stays; the default is
# today's date. `paper-1.html` is for candidate 1 and prints well, `key-1.txt` has the answers.
set -euo pipefail

server=${1:-http://127.0.0.1:8080}
folder=${2:-.}
seed=${3:-$(date +%F)}
mkdir -p "$folder"

# Prints a draw for candidate $1 as a document $2, with what else is to be sent.
draw() {
  local sitting=$1 format=$2
  shift 2
  curl --silent --show-error --fail-with-body --get "$server/v1/random.$format" \
    --data-urlencode "seed=$seed" --data "sitting=$sitting" \
    --data 'mix=easy:1,medium:2,hard:1' "$@"
}

for candidate in 1 2 3; do
  draw "$candidate" html --data 'answers=none' --data-urlencode "title=Candidate $candidate" \
    >"$folder/paper-$candidate.html"
  draw "$candidate" txt --data-urlencode "title=Key for candidate $candidate" \
    >"$folder/key-$candidate.txt"
  echo "candidate $candidate: $folder/paper-$candidate.html, $folder/key-$candidate.txt"
done
echo "seed: $seed"

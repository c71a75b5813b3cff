#!/usr/bin/env bash
# Runs the programs in `examples/` that need no browser, and looks at what they wrote.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

base=$1

# The ids in the key of a candidate, in order.
ids() { grep -oP '^    \S+ · \w+ · \d+ min · \K\S+' "$scratch/papers/key-$1.txt"; }

papers() {
  "$root/examples/papers.sh" "$base" "$scratch/papers" monday >/dev/null
  local candidate all
  for candidate in 1 2 3; do
    [ "$(ids "$candidate" | wc -l)" = 4 ]
    [ "$(grep -c 'Answer:' "$scratch/papers/key-$candidate.txt")" = 4 ]
    if grep -qi 'answer:' "$scratch/papers/paper-$candidate.html"; then return 1; fi
    grep -q "<title>Candidate $candidate</title>" "$scratch/papers/paper-$candidate.html"
  done
  all=$( (ids 1; ids 2; ids 3) | sort -u | wc -l)
  [ "$all" = 12 ]
  echo "papers.sh: three papers of 4 questions with their keys, $all questions in all"
}

sync() {
  local file=$scratch/bank.json first again total
  total=$(curl -fsS "$base/v1/questions?limit=1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["total"])')
  first=$("$root/examples/sync_bank.py" "$base" "$file")
  again=$("$root/examples/sync_bank.py" "$base" "$file")
  grep -q "$total questions, $total new" <<<"$first"
  grep -q "$total questions, nothing new" <<<"$again"
  # What is not as in the bank is put right once the bank has changed.
  python3 - "$file" <<'PYTHON'
import json, sys
with open(sys.argv[1], encoding="utf-8") as text:
    copy = json.load(text)
copy["questions"]["left-long-ago"] = {"id": "left-long-ago", "updated_at": "2000-01-01T00:00:00Z"}
copy["etag"] = None
with open(sys.argv[1], "w", encoding="utf-8") as text:
    json.dump(copy, text)
PYTHON
  grep -q "$total questions, 0 new" <("$root/examples/sync_bank.py" "$base" "$file" 2>"$scratch/gone")
  grep -q '1 questions are gone' "$scratch/gone"
  echo "sync_bank.py: first $first; then $again; then a removed one noticed"
}

papers
sync

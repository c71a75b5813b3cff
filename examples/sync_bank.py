#!/usr/bin/env python3
"""Keeps a copy of the bank in a local file, asking for no more than what has changed.

    examples/sync_bank.py http://127.0.0.1:8080 bank.json

Run it as often as you like. When nothing has changed, it costs one request without a body (304).
Otherwise the questions that changed since the last run are fetched, a page at a time. Removed
questions are in no list, but the exact `total` tells that there are some; then all is fetched anew.
Needs nothing but Python 3.9 or newer.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Iterator

Question = dict[str, Any]


def get(address: str, etag: str | None = None) -> tuple[dict[str, Any] | None, str | None]:
    """The answer and its tag; no answer when it is still the one of that tag."""
    request = urllib.request.Request(address, headers={"If-None-Match": etag} if etag else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer), answer.headers["ETag"]
    except urllib.error.HTTPError as error:
        if error.code == 304:
            return None, etag
        # Every error is a problem document that says what is wrong and how to mend it.
        problem = json.load(error)
        raise SystemExit(f"{address}: {problem['detail']} (request {problem['request_id']})")


def questions(server: str, since: str | None) -> Iterator[Question]:
    """All questions, or those that changed at that time or later, from every page."""
    query = {"limit": "100", "sort": "updated_at"}
    if since:
        query["updated_since"] = since
    while True:
        page, _ = get(f"{server}/v1/questions?{urllib.parse.urlencode(query)}")
        assert page is not None
        yield from page["items"]
        if "next_cursor" not in page:
            return
        query["cursor"] = page["next_cursor"]


def merge(known: dict[str, Question], news: Iterator[Question]) -> int:
    """Takes the news over; says how many there are."""
    count = 0
    for question in news:
        count += known.get(question["id"]) != question
        known[question["id"]] = question
    return count


def sync(server: str, file: str) -> str:
    """Brings the file up to date; says what was done."""
    copy: dict[str, Any] = {"server": server, "questions": {}}
    if os.path.exists(file):
        with open(file, encoding="utf-8") as text:
            stored = json.load(text)
        if stored["server"] == server:
            copy = stored
    # Every list says the revision of the bank, so the tag of any list changes with every revision.
    first, etag = get(f"{server}/v1/questions?limit=1", copy.get("etag"))
    if first is None:
        return f"{len(copy['questions'])} questions, nothing new"
    known: dict[str, Question] = copy["questions"]
    count = merge(known, questions(server, copy.get("since")))
    # With all news taken over, the copy has everything that the bank has. If it has more, that is gone.
    if len(known) != first["total"]:
        before = len(known)
        known = {}
        merge(known, questions(server, None))
        print(f"{before - len(known)} questions are gone", file=sys.stderr)
    since = max((question["updated_at"] for question in known.values()), default=None)
    copy = {"server": server, "etag": etag, "since": since, "questions": known}
    # Whole or not at all: whoever reads the file meanwhile sees the one or the other.
    with open(f"{file}.new", "w", encoding="utf-8") as text:
        json.dump(copy, text, ensure_ascii=False, indent=1)
    os.replace(f"{file}.new", file)
    return f"{len(known)} questions, {count} new or changed"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: sync_bank.py SERVER FILE")
    print(sync(sys.argv[1].rstrip("/"), sys.argv[2]))

"""What the OpenAPI document cannot say, told to Schemathesis: which parameters exclude each other,
and what a cursor looks like that the server gave. Nothing else is excepted."""

import json
import urllib.parse
import urllib.request

import schemathesis

# Of each row one may stay.
APART = [("count", "mix", "minutes"), ("cursor", "offset")]
# The formats of documents that have a parameter.
PLACES = {"title": {"txt", "md", "html"}, "date": {"txt", "md", "html"}, "bom": {"csv"}}
# The most questions that the shares of a `mix` may add up to.
MOST = 100

_cursors: dict[str, str] = {}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Changes only what ought to be taken; what ought to be refused is sent as it is."""
    if not case.query or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    query = case.query
    for names in APART:
        given = [name for name in names if name in query]
        for name in given[1:]:
            del query[name]
    if "mix" in query or "minutes" in query:
        query.pop("balance", None)
    if "mix" in query:
        query["mix"] = together(query["mix"])
    extension = str((case.path_parameters or {}).get("format", "")).lower()
    for name, formats in PLACES.items():
        if name in query and extension not in formats:
            del query[name]
    if "cursor" in query:
        give_cursor(context, case, query)


def together(shares):
    """The shares of a `mix` that go together: each named once, and not too many in all."""
    kept, names, total = [], set(), 0
    for share in shares if isinstance(shares, list) else [shares]:
        name, _, count = str(share).rpartition(":")
        if name.lower() not in names and total + int(count) <= MOST:
            kept.append(share)
            names.add(name.lower())
            total += int(count)
    return kept


def give_cursor(context, case, query):
    """A cursor of the order asked for. The order of `ids` has none that fits any of them."""
    if "ids" in query and "sort" not in query:
        del query["cursor"]
        return
    search = {"limit": "1"}
    if "sort" in query:
        search["sort"] = query["sort"]
    if case.path == "/v1/search":
        search["q"] = "cache"
    address = f"{case.operation.base_url.rstrip('/')}{case.path}?{urllib.parse.urlencode(search)}"
    if address not in _cursors:
        with urllib.request.urlopen(address) as answer:
            _cursors[address] = json.load(answer)["next_cursor"]
    query["cursor"] = _cursors[address]

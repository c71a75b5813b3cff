// Lists, draws, searches and meets a problem through the client that orval made.

import assert from "node:assert/strict";
import { drawQuestions, getQuestion, listQuestions, searchQuestions } from "./orval";

async function main() {
  // The client asks by path alone, as in a page that the service itself has served.
  const ask = globalThis.fetch;
  globalThis.fetch = (path, options) => ask(new URL(String(path), process.argv[2]), options);

  const list = await listQuestions({ difficulty: ["easy", "hard"], limit: 5 });
  assert.ok(list.status === 200);
  assert.ok(list.data.items.every(({ difficulty }) => difficulty !== "medium"));
  assert.match(list.headers.get("etag") ?? "", /^W\//);
  const draw = await drawQuestions({ mix: ["easy:1", "hard:2"], seed: "monday" });
  assert.ok(draw.status === 200);
  assert.equal(draw.data.given, 3);
  const found = await searchQuestions({ q: "n+1 queries" });
  assert.ok(found.status === 200);
  assert.match(found.data.items[0]?.highlights.answer ?? "", /<mark>/);
  const unknown = await getQuestion("orm-pitfals");
  assert.ok(unknown.status === 404);
  assert.equal(unknown.data.errors?.[0]?.nearest, "orm-pitfalls");
  console.log("orval: every step as expected");
}

void main();

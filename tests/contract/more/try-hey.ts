// Lists, draws, searches and meets a problem through the client that hey-api made.

import assert from "node:assert/strict";
import { client } from "./hey/client.gen";
import { drawQuestions, getQuestion, getRandomDocument, listQuestions, searchQuestions } from "./hey";

async function main() {
  client.setConfig({ baseUrl: process.argv[2]! });

  const list = await listQuestions({ query: { difficulty: ["easy", "hard"], limit: 5 } });
  assert.ok(list.data);
  assert.ok(list.data.items.every(({ difficulty }) => difficulty !== "medium"));
  assert.ok(list.data.total > 5 && list.data.next_cursor);
  const more = await listQuestions({
    query: { difficulty: ["easy", "hard"], limit: 5, cursor: list.data.next_cursor },
  });
  assert.notEqual(more.data?.items[0]?.id, list.data.items[0]?.id);
  const draw = await drawQuestions({ query: { mix: ["easy:1", "hard:2"], seed: "monday" } });
  assert.equal(draw.data?.given, 3);
  const found = await searchQuestions({ query: { q: "n+1 queries" } });
  assert.match(found.data?.items[0]?.highlights.answer ?? "", /<mark>/);
  const unknown = await getQuestion({ path: { id: "orm-pitfals" } });
  assert.equal(unknown.response?.status, 404);
  assert.equal(unknown.error?.errors?.[0]?.nearest, "orm-pitfalls");
  const sheet = await getRandomDocument({ path: { format: "txt" }, query: { count: 2 } });
  assert.match(String(sheet.data), /^ ?2\. /m);
  console.log("hey-api: every step as expected");
}

void main();

// Everything that a front end asks for, through the client made of the document.

import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./qbank.js";

const baseUrl = process.argv[2];
assert.ok(baseUrl, "usage: smoke.js SERVER");
const client = createClient<paths>({ baseUrl });
type Question = components["schemas"]["Question"];

/** The data of an answer that is no problem. */
function taken<Data>(answer: { data?: Data; error?: unknown }): Data {
  assert.equal(answer.error, undefined);
  assert.ok(answer.data !== undefined);
  return answer.data;
}

// Every page of a list, by cursor.
const seen: Question[] = [];
let cursor: string | undefined;
do {
  const query = { limit: 10, sort: "-updated_at", ...(cursor && { cursor }) } as const;
  const page = taken(await client.GET("/v1/questions", { params: { query } }));
  seen.push(...page.items);
  cursor = page.next_cursor;
  if (cursor === undefined) assert.equal(seen.length, page.total);
} while (cursor !== undefined);
assert.equal(new Set(seen.map((question) => question.id)).size, seen.length);

// Filters with several values, and facets that add up.
const several = taken(
  await client.GET("/v1/questions", {
    params: { query: { difficulty: ["easy", "hard"], facets: true, limit: 100 } },
  }),
);
assert.ok(several.items.every(({ difficulty }) => difficulty === "easy" || difficulty === "hard"));
const counts = several.facets?.difficulty.map(({ count }) => count) ?? [];
assert.equal(counts.reduce((sum, count) => sum + count, 0), several.total);

// One question, and what is withheld from it.
const path = { id: seen[0]!.id };
const whole = taken(await client.GET("/v1/questions/{id}", { params: { path } }));
assert.equal(whole.id, path.id);
const bare = taken(
  await client.GET("/v1/questions/{id}", { params: { path, query: { answers: "none" } } }),
);
assert.equal(bare.answer, undefined);

// A problem is typed as well.
const unknown = await client.GET("/v1/questions/{id}", { params: { path: { id: "orm-pitfals" } } });
assert.equal(unknown.response.status, 404);
assert.equal(unknown.error?.errors?.[0]?.nearest, "orm-pitfalls");

// A draw, the next candidate's, and a search.
const query = { count: 5, seed: "monday" };
const draw = taken(await client.GET("/v1/random", { params: { query } }));
const next = taken(
  await client.GET("/v1/random", { params: { query: { ...query, sitting: 2 } } }),
);
assert.equal(draw.given, 5);
const drawn = new Set(draw.items.map(({ id }) => id));
assert.ok(next.items.every(({ id }) => !drawn.has(id)));
const found = taken(await client.GET("/v1/search", { params: { query: { q: "n+1 queries" } } }));
assert.ok(found.total > 0 && found.items[0]!.score > 0);
assert.match(found.items[0]!.highlights.answer ?? "", /<mark>/);

// Categories, tags, health, and a document.
const categories = taken(await client.GET("/v1/categories"));
const first = categories.items[0]!;
const category = await client.GET("/v1/categories/{id}", { params: { path: { id: first.id } } });
assert.deepEqual(taken(category), first);
assert.ok(taken(await client.GET("/v1/tags")).total > 10);
assert.equal(taken(await client.GET("/readyz")).status, "ready");
const sheet = await client.GET("/v1/random.{format}", {
  params: { path: { format: "txt" }, query: { count: 3, seed: "monday" } },
  parseAs: "text",
});
assert.match(taken(sheet), /^ ?3\. /m);
console.log("openapi-fetch: every step as expected");

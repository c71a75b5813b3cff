// A real browser: a page of another origin reads every answer and its headers, the example page
// works, and the documentation works without asking anybody else.
//
//   node browser.mjs CHROMIUM SERVER LIMITED_SERVER FOLDER_FOR_SCREENSHOTS

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";
import { chromium } from "playwright-core";

const [executablePath, server, limited, shots] = process.argv.slice(2);
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const types = { ".html": "text/html", ".js": "text/javascript" };

/** Serves the files of the example page, from an origin that is not the service's. */
async function otherOrigin() {
  const site = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const name = path === "/" ? "index.html" : basename(path);
    if (name === "blank.html") return response.setHeader("content-type", "text/html").end();
    const body = await readFile(join(import.meta.dirname, "page", name)).catch(() => null);
    const head = body === null ? [404] : [200, { "content-type": types[extname(name)] }];
    response.writeHead(...head).end(body ?? "");
  });
  await new Promise((ready) => site.listen(0, "127.0.0.1", ready));
  return [site, `http://127.0.0.1:${site.address().port}`];
}

/** Notes what the page asks for and what it complains of. */
async function watched(browser) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const [asked, faults] = [[], []];
  page.on("request", (request) => asked.push(new URL(request.url())));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { page, asked, faults };
}

/** What a script of the page sees of an answer. */
function read(page, address, headers = {}) {
  return page.evaluate(
    async ([address, headers]) => {
      const answer = await fetch(address, { headers, cache: "no-store" });
      const text = await answer.text();
      const names = ["etag", "link", "retry-after", "x-request-id", "ratelimit", "ratelimit-policy"];
      const seen = Object.fromEntries(names.map((name) => [name, answer.headers.get(name)]));
      return { status: answer.status, body: text && JSON.parse(text), ...seen };
    },
    [address, headers],
  );
}

async function readsAnswers(page) {
  const list = await read(page, `${server}/v1/questions?limit=5`);
  assert.equal(list.status, 200);
  assert.equal(list.body.items.length, 5);
  assert.ok(list.body.total > 5);
  assert.match(list.etag, /^W\/"[0-9a-f]{32}"$/);
  assert.match(list.link, /rel="next"/);
  const known = await read(page, `${server}/v1/questions?limit=5`, { "If-None-Match": list.etag });
  assert.equal(known.status, 304);
  assert.equal(known.etag, list.etag);
  const wrong = await read(page, `${server}/v1/questions?categroy=api`, { "X-Request-Id": "mine-1" });
  assert.equal(wrong.status, 400);
  assert.equal(wrong.body.errors[0].nearest, "category");
  assert.equal(wrong["x-request-id"], "mine-1");
  const missing = await read(page, `${server}/v1/questions/orm-pitfals`);
  assert.equal(missing.status, 404);
  assert.equal(missing.body.errors[0].nearest, "orm-pitfalls");
  let refused;
  for (let tries = 0; tries < 8 && refused?.status !== 429; tries++) {
    refused = await read(page, `${limited}/v1/tags`);
    assert.match(refused["ratelimit-policy"], /q=3;w=60/);
  }
  assert.equal(refused.status, 429);
  assert.ok(Number(refused["retry-after"]) > 0);
  assert.match(refused.ratelimit, /r=0/);
  for (const answer of [list, known, wrong, missing, refused]) assert.ok(answer["x-request-id"]);
  console.log("another origin reads total, Link, ETag, X-Request-Id, Retry-After: 200 304 400 404 429");
}

async function showsQuestions({ page, faults }, origin) {
  await page.goto(`${origin}/?server=${encodeURIComponent(server)}`);
  await page.locator("#list li").nth(4).waitFor();
  const first = await page.locator("#list").innerText();
  await page.click("#on");
  await page.waitForFunction((old) => document.querySelector("#list").innerText !== old, first);
  await page.click("#back");
  await page.waitForFunction((old) => document.querySelector("#list").innerText === old, first);
  await page.selectOption("[name=difficulty]", "hard");
  await page.waitForFunction(() =>
    [...document.querySelectorAll("#list li")].every((entry) => entry.innerText.endsWith("hard")),
  );
  await page.click("#list li:first-child a");
  await page.locator("#question h2").waitFor();
  assert.ok((await page.locator("#question").innerText()).length > 200);
  await page.screenshot({ path: join(shots, "page.png") });
  assert.deepEqual(faults, []);
  console.log("the example page lists, filters, turns pages and shows a question");
}

/** Opens an operation of the documentation and has it carried out as it stands. */
async function execute(page, id) {
  const block = page.locator(`.opblock[id$="-${id}"]`);
  await block.locator(".opblock-summary").click();
  await block.locator("button.execute").click();
  const status = block.locator(".live-responses-table .response td.response-col_status");
  await status.first().waitFor();
  return (await status.first().innerText()).trim();
}

async function documents({ page, asked, faults }) {
  await page.goto(`${server}/docs/`);
  await page.locator(".opblock").first().waitFor();
  await page.screenshot({ path: join(shots, "docs.png") });
  const document = await (await fetch(`${server}/openapi.json`)).json();
  const paths = Object.keys(document.paths);
  const shown = await page.locator(".opblock-summary-path").allInnerTexts();
  const plain = shown.map((path) => path.replaceAll("\u200b", ""));
  assert.deepEqual(plain.toSorted(), paths.toSorted());
  for (const id of ["list_questions", "draw_questions", "get_question", "search_questions"]) {
    assert.match(await execute(page, id), /^200/, id);
  }
  await page.locator('.opblock[id$="-draw_questions"] .live-responses-table').evaluate((table) =>
    table.scrollIntoView(),
  );
  await page.screenshot({ path: join(shots, "docs-answer.png") });
  const elsewhere = asked.filter((url) => url.protocol !== "data:" && url.origin !== server);
  assert.deepEqual(elsewhere.map(String), []);
  assert.deepEqual(faults, []);
  console.log(`the documentation shows ${paths.length} operations; "Execute" gives 200; nothing from elsewhere`);
}

const [site, origin] = await otherOrigin();
const browser = await chromium.launch({ executablePath, args: flags });
try {
  const blank = await watched(browser);
  await blank.page.goto(`${origin}/blank.html`);
  await readsAnswers(blank.page);
  await showsQuestions(await watched(browser), origin);
  await documents(await watched(browser));
} finally {
  await browser.close();
  site.close();
}

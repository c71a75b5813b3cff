// A page that lists questions by category and difficulty, turns pages, and shows a question with
// its answer. What a front end would begin with: no library, and every name checked against the
// OpenAPI document.
//
//   npx openapi-typescript http://127.0.0.1:8080/openapi.json -o qbank.d.ts
//   npx --package typescript@5 tsc
//   python3 -m http.server 8081     # then open http://127.0.0.1:8081/
//
// The page may come from anywhere: the service lets scripts of every origin read its answers. Where
// the service is elsewhere, say so in the page's address: `?server=https://questions.example.org`.

import type { components, operations } from "./qbank";

type Question = components["schemas"]["Question"];
type Problem = components["schemas"]["Problem"];
type Answer<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;
type Filter = NonNullable<operations["list_questions"]["parameters"]["query"]>;

const server = new URLSearchParams(location.search).get("server") ?? "http://127.0.0.1:8080";
const element = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;
const form = element<HTMLFormElement>("filter");
const back = element<HTMLButtonElement>("back");
const on = element<HTMLButtonElement>("on");

// The cursors of the pages before this one; a page knows only the next one's.
let before: (string | undefined)[] = [];
let here: string | undefined;
let next: string | undefined;

/** Asks the service. What is absent from `query` is not sent: an empty value would be refused. */
async function ask<Body>(path: string, query: Record<string, unknown> = {}): Promise<Body> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const answer = await fetch(`${server}${path}?${search}`);
  if (answer.ok) return answer.json();
  const problem: Problem = await answer.json();
  const faults = (problem.errors ?? []).map((error) => error.detail);
  throw new Error([problem.detail, ...faults].join(" "));
}

async function list() {
  const chosen = new FormData(form);
  const filter = {
    category: chosen.get("category") as unknown as string[],
    difficulty: chosen.get("difficulty") as unknown as Filter["difficulty"],
    limit: 5,
    cursor: here,
    answers: "none",
  } satisfies Filter;
  const page = await ask<Answer<"list_questions">>("/v1/questions", filter);
  next = page.next_cursor;
  element("total").textContent = `${page.total} questions`;
  element("list").replaceChildren(...page.items.map(entry));
  back.disabled = before.length === 0;
  on.disabled = next === undefined;
}

function entry(question: Question): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#${question.id}`;
  link.textContent = `${question.number}. ${question.question.split("\n")[0]}`;
  item.append(link, ` ${question.difficulty ?? ""}`);
  return item;
}

async function show() {
  const id = location.hash.slice(1);
  if (id === "") return;
  const path = `/v1/questions/${encodeURIComponent(id)}`;
  const question = await ask<Question>(path, { answers: "html" });
  // The service has rendered and sanitised it.
  element("question").innerHTML = `<h2>${question.question}</h2>${
    question.answer ?? "<p>The bank has no answer.</p>"
  }`;
}

async function categories() {
  const { items } = await ask<Answer<"list_categories">>("/v1/categories");
  const options = items.map(({ id, name, questions }) => new Option(`${name} (${questions})`, id));
  form.querySelector("[name=category]")?.append(...options);
}

function run(work: () => Promise<void>) {
  const fault = element("fault");
  fault.textContent = "";
  work().catch((error: Error) => (fault.textContent = error.message));
}

form.addEventListener("change", () => {
  [before, here] = [[], undefined];
  run(list);
});
on.addEventListener("click", () => {
  before.push(here);
  here = next;
  run(list);
});
back.addEventListener("click", () => {
  here = before.pop();
  run(list);
});
addEventListener("hashchange", () => run(show));
run(async () => {
  await categories();
  await list();
  await show();
});

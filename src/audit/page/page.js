// @ts-check
/** The script of the page of an audit: filters, groups to drill down by, and a list of which the rows in view are drawn. */
import { byId, element, field, prose, value } from "../../report/page/dom.js";
import { filters, pressed } from "../../report/page/filters.js";
import { themes } from "../../report/page/theme.js";
import { COUNT, data, fitting, grouped, isBlocking, isFresh, OUTCOMES, SEVERITIES, textOf } from "./data.js";
import { VirtualList } from "./list.js";

const PIECE = 50;
const MOST_OFFERED = 2000;
/** The filters whose value is in the page's address. */
const FIELDS = ["search", "stack", "rule", "team", "environment", "outcome", "fresh"];
/** @type {Readonly<Record<string, import("./data.js").Column>>} */
const GROUPS = { stacks: "stack", rules: "rule", teams: "team", environments: "environment" };

const tabs = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll(".tab")]);
const groupBody = byId("groups", HTMLTableSectionElement);
const more = byId("more", HTMLButtonElement);
const status = byId("status", HTMLElement);
const dialog = byId("details", HTMLDialogElement);
const stackById = new Map(data.stacks.map((stack) => [stack.id, stack]));
const list = new VirtualList(byId("findings", HTMLElement), row);

let tab = "stacks";
let shownGroups = PIECE;
/** @type {Int32Array} */
let found = new Int32Array(0);
/** For what changes a filter without the form. */
let changed = () => {};

start();

function start() {
  const stacks = data.stacks.map(({ id }) => id);
  byId("stacks", HTMLDataListElement).append(...stacks.slice(0, MOST_OFFERED).map((id) => new Option(labelOf(id), id)));
  for (const name of /** @type {const} */ (["rule", "team", "environment", "outcome"])) offer(name);
  changed = filters(FIELDS, update);
  for (const one of tabs)
    one.addEventListener("click", () => {
      tab = one.dataset["tab"] ?? "stacks";
      shownGroups = PIECE;
      drawGroups();
    });
  more.addEventListener("click", () => {
    shownGroups += PIECE;
    drawGroups();
  });
  byId("close", HTMLButtonElement).addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  themes();
  update();
}

/** @param {string} id */
function labelOf(id) {
  return stackById.get(id)?.label ?? id;
}

/** Offers the values of a column, with what they are called where they are empty. @param {"rule" | "team" | "environment" | "outcome"} column */
function offer(column) {
  const numbers = [...new Set(data.columns[column])];
  const names = numbers.map((number) => data.texts[number] ?? "").filter((name) => name !== "");
  names.sort((a, b) => (column === "outcome" ? OUTCOMES.indexOf(a) - OUTCOMES.indexOf(b) : a < b ? -1 : 1));
  const select = byId(column, HTMLSelectElement);
  select.append(new Option("any", ""), ...names.map((name) => new Option(name, name)));
}

function update() {
  found = fitting({
    words: value("search").toLowerCase().split(/\s+/).filter(Boolean),
    severities: pressed(),
    stack: value("stack").trim().toLowerCase(),
    rule: value("rule"),
    team: value("team"),
    environment: value("environment"),
    outcome: value("outcome"),
    fresh: value("fresh") === "new",
  });
  const all = `${COUNT.toLocaleString("en")} ${COUNT === 1 ? "finding" : "findings"}`;
  status.textContent = found.length === COUNT ? all : `${found.length.toLocaleString("en")} of ${all}`;
  list.show(found);
  shownGroups = PIECE;
  drawGroups();
}

/** The table of groups: a click on one filters by it, which is the way down. */
function drawGroups() {
  for (const one of tabs) one.setAttribute("aria-pressed", String(one.dataset["tab"] === tab));
  const isUnread = tab === "unread";
  byId("heads", HTMLTableRowElement).hidden = isUnread;
  if (isUnread) return drawUnread();
  const column = GROUPS[tab] ?? "stack";
  const groups = grouped(found, column);
  const rows = groups
    .slice(0, shownGroups)
    .map((group) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, groupName(column, group.name)),
        ...group.counts.map((count, i) => cell(count, SEVERITIES[i] ?? "")),
        cell(group.blocking, ""),
      ),
    );
  if (rows.length === 0) rows.push(element("tr", {}, element("td", { colspan: "6" }, "No open finding matches these filters.")));
  groupBody.replaceChildren(...rows);
  more.hidden = groups.length <= shownGroups;
  more.textContent = `Show more (${(groups.length - Math.min(shownGroups, groups.length)).toLocaleString("en")})`;
}

function drawUnread() {
  const unread = data.stacks.filter(({ reason, locked }) => reason !== "" || locked);
  const rows = unread
    .slice(0, shownGroups)
    .map((stack) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, stack.label),
        element(
          "td",
          { colspan: "5" },
          stack.reason === "" ? "locked: what was last written was evaluated" : `${stack.reason}: ${stack.message}`,
        ),
      ),
    );
  groupBody.replaceChildren(...rows);
  more.hidden = unread.length <= shownGroups;
}

/** @param {import("./data.js").Column} column @param {string} name */
function groupName(column, name) {
  if (name === "") return element("span", { class: "aside" }, "(none)");
  const text = column === "stack" ? labelOf(name) : name;
  const button = element("button", { type: "button", class: "drill" }, text);
  const title =
    column === "rule"
      ? (data.rules[name]?.title ?? "")
      : column === "stack"
        ? [stackById.get(name)?.team, name].filter(Boolean).join(" · ")
        : "";
  button.addEventListener("click", () => {
    field(column).value = name;
    if (column !== "stack") tab = "stacks";
    changed();
    if (column === "stack") byId("findings", HTMLElement).focus();
  });
  return title === "" ? button : element("span", {}, button, " ", element("span", { class: "aside" }, title));
}

/** @param {number} count @param {string} severity */
function cell(count, severity) {
  return element("td", count === 0 || severity === "" ? {} : { "data-severity": severity }, count === 0 ? "·" : count.toLocaleString("en"));
}

/** A finding in the list. @param {number} at */
function row(at) {
  const severity = textOf("severity", at);
  const outcome = textOf("outcome", at);
  const marks = [
    ...(outcome === "fail" ? [] : [outcome === "baseline" ? "in the baseline" : outcome]),
    ...(isBlocking(at) ? ["blocking"] : []),
    ...(isFresh(at) ? ["new"] : []),
  ];
  const button = element(
    "button",
    { type: "button", class: "row" },
    element("span", { class: "severity", "data-severity": severity }, severity),
    element(
      "span",
      { class: "line" },
      element("span", { class: "subject" }, textOf("subject", at)),
      ...marks.flatMap((word) => [" ", element("span", { class: "mark" }, word)]),
      " ",
      element("span", { class: "where" }, `${labelOf(textOf("stack", at))} · ${textOf("rule", at)}`),
    ),
    element("span", { class: "line text" }, textOf("message", at)),
  );
  button.addEventListener("click", () => open(at));
  return element("div", { class: "item", role: "listitem" }, button);
}

/** Everything about a finding. @param {number} at */
function open(at) {
  const rule = textOf("rule", at);
  const { title = rule, docs = "" } = data.rules[rule] ?? {};
  const stack = stackById.get(textOf("stack", at));
  /** @type {[string, string][]} */
  const facts = [
    ["Rule", rule],
    ["Severity", textOf("severity", at)],
    ["Outcome", textOf("outcome", at)],
    ["Resource", textOf("subject", at)],
    ["Property", textOf("path", at)],
    ["Stack", stack?.label ?? ""],
    ["Found in", textOf("stack", at)],
    ["Team", textOf("team", at)],
    ["Environment", textOf("environment", at)],
    ["Declared at", textOf("at", at)],
    ["Waiver", textOf("waiver", at)],
    ["Fingerprint", data.fingerprints[at] ?? ""],
  ];
  const rows = facts.filter(([, text]) => text !== "").flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]);
  byId("title", HTMLElement).textContent = title;
  byId("content", HTMLElement).replaceChildren(
    element("p", {}, textOf("message", at)),
    element("p", { class: "fix" }, element("b", {}, "Fix: "), ...prose(textOf("fix", at))),
    element("dl", {}, ...rows),
    ...(docs === "" ? [] : [element("a", { href: docs, target: "_blank", rel: "noreferrer noopener" }, `Read more about ${rule}`)]),
  );
  dialog.showModal();
}

// @ts-check
/**
 * The script of the HTML report. A long list is drawn in pieces: the first at once, the next as the reader reaches its end.
 */
import { data, haystack, rule, total } from "./data.js";
import { byId, element, value } from "./dom.js";
import { filters, pressed } from "./filters.js";
import { fill, item } from "./item.js";
import { themes } from "./theme.js";

/** @typedef {import("./data.js").Finding} Finding */
/** @typedef {{ name: string, findings: Finding[] }} Group */

const PIECE = 100;
const MOST_OFFERED = 1000;
/** @type {readonly string[]} */
const OUTCOMES = ["crash", "fail", "unknown", "waived", "exempted", "baseline"];
/** How a finding is related to a previewed change. @type {Readonly<Record<string, string>>} */
const CHANGES = { new: "new", "not new": "not new", changed: "brought or touched by the change", unchanged: "on an unchanged resource" };
/** @type {Readonly<Record<string, { label: string, of: (finding: Finding) => string }>>} */
const GROUPS = {
  rule: { label: "Rule", of: (finding) => finding.rule },
  resource: { label: "Resource", of: (finding) => (finding.stack === "" ? finding.subject : `${finding.subject} in ${finding.stack}`) },
  severity: { label: "Severity", of: (finding) => finding.severity },
  service: { label: "Service", of: (finding) => finding.service },
  stack: { label: "Stack", of: (finding) => finding.stack || "the stack" },
  none: { label: "Nothing", of: () => "" },
};
/** The filters whose value is in the page's address. */
const FIELDS = ["search", "outcome", "change", "service", "rule", "framework", "resource", "group"];

const main = byId("findings", HTMLElement);
const status = byId("status", HTMLElement);
const more = byId("more", HTMLButtonElement);
const fold = byId("fold", HTMLButtonElement);
const haystacks = new Map(data.findings.map((finding) => [finding, haystack(finding)]));

/** What is shown now: groups in order, how far they are drawn, and which are folded. */
/** @type {Group[]} */
let groups = [];
/** @type {Generator<void, void, void> | undefined} */
let drawing;
/** @type {Set<string>} */
const folded = new Set();
let groupedBy = "";

const observer =
  "IntersectionObserver" in window
    ? new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && drawMore(), { rootMargin: "600px" })
    : undefined;

start();

function start() {
  offer(
    "outcome",
    "any",
    counted((finding) => [finding.outcome], OUTCOMES),
  );
  const changes = counted((finding) => finding.changes ?? [], Object.keys(CHANGES));
  offer("change", "any", changes, (name) => CHANGES[name] ?? name);
  const label = byId("change", HTMLSelectElement).closest("label");
  if (label !== null) label.hidden = changes.length === 0;
  offer(
    "service",
    "any",
    counted((finding) => [finding.service]),
  );
  offer(
    "rule",
    "any",
    counted((finding) => [finding.rule]),
  );
  const frameworks = counted((finding) => [...new Set(rule(finding).controls.map((control) => control.split("/")[0] ?? ""))]);
  offer("framework", "any", frameworks, (name) => data.frameworks[name] ?? name);
  const several = new Set(data.findings.map((finding) => finding.stack)).size > 1;
  const choices = Object.entries(GROUPS).filter(([name]) => name !== "stack" || several);
  byId("group", HTMLSelectElement).append(...choices.map(([name, { label }]) => new Option(label, name)));
  const resources = [...new Set(data.findings.map((finding) => finding.subject))].sort().slice(0, MOST_OFFERED);
  byId("resources", HTMLDataListElement).append(...resources.map((name) => new Option(name)));
  filters(FIELDS, update, { usual: { group: "rule" }, onReset: () => setFolded(false) });
  fold.addEventListener("click", () => {
    setFolded(fold.getAttribute("aria-pressed") !== "true");
    draw();
  });
  more.addEventListener("click", drawMore);
  document.addEventListener("keydown", onKey);
  printing();
  themes();
  update();
}

/** @param {boolean} all */
function setFolded(all) {
  fold.setAttribute("aria-pressed", String(all));
  folded.clear();
  if (all) for (const group of groups) folded.add(group.name);
}

/** Finds what fits the filters, and draws it. */
function update() {
  const found = filtered();
  const by = GROUPS[value("group")] ?? GROUPS["none"];
  /** @type {Map<string, Finding[]>} */
  const map = new Map();
  for (const finding of found) {
    const name = by?.of(finding) ?? "";
    const list = map.get(name);
    if (list === undefined) map.set(name, [finding]);
    else list.push(finding);
  }
  // Findings come worst first, so the groups do too.
  groups = [...map].map(([name, findings]) => ({ name, findings }));
  if (groupedBy !== value("group") && value("group") !== "none") setFolded(fold.getAttribute("aria-pressed") === "true");
  groupedBy = value("group");
  fold.hidden = groupedBy === "none";
  const noun = (/** @type {number} */ count) => `${count.toLocaleString("en")} ${count === 1 ? "finding" : "findings"}`;
  const all = noun(total(data.findings));
  status.textContent = found.length === data.findings.length ? all : `${total(found).toLocaleString("en")} of ${all}`;
  draw();
}

function filtered() {
  const severities = pressed();
  const words = value("search").toLowerCase().split(/\s+/).filter(Boolean);
  const [outcome, change, service, ruleId, framework] = ["outcome", "change", "service", "rule", "framework"].map(value);
  const resource = value("resource").trim().toLowerCase();
  return data.findings.filter((finding) => {
    if (severities.length > 0 && !severities.includes(finding.severity)) return false;
    if (outcome !== "" && finding.outcome !== outcome) return false;
    if (change !== "" && !finding.changes?.includes(change ?? "")) return false;
    if (service !== "" && finding.service !== service) return false;
    if (ruleId !== "" && finding.rule !== ruleId) return false;
    if (framework !== "" && !rule(finding).controls.some((control) => control.startsWith(`${framework}/`))) return false;
    if (resource !== "" && !`${finding.subject}\n${finding.urn}`.toLowerCase().includes(resource)) return false;
    const text = haystacks.get(finding) ?? "";
    return words.every((word) => text.includes(word));
  });
}

function draw() {
  main.replaceChildren();
  drawing = pieces();
  drawMore();
}

function drawMore() {
  if (drawing === undefined) return;
  if (drawing.next().done) drawing = undefined;
  more.hidden = drawing === undefined;
  // The observer reports a button again only after it was out of view.
  observer?.unobserve(more);
  observer?.observe(more);
}

/** Draws everything, a piece at each step; a step is done only when there is more to draw. */
function* pieces() {
  if (groups.length === 0) {
    main.append(element("p", {}, "No finding matches these filters."));
    return;
  }
  let drawn = 0;
  for (const group of groups) {
    const list = element("ul", { class: "list" });
    const open = groupedBy === "none" || !folded.has(group.name);
    main.append(value("group") === "none" ? list : section(group, list, open));
    for (const finding of open ? group.findings : []) {
      if (drawn > 0 && drawn % PIECE === 0) yield;
      list.append(item(finding));
      drawn += 1;
    }
    if (!open) drawn += 1;
    if (!open && drawn % PIECE === 0) yield;
  }
}

/** @param {Group} group @param {HTMLElement} list @param {boolean} open */
function section(group, list, open) {
  const title = value("group") === "rule" ? `${group.name}: ${data.rules[group.name]?.title ?? ""}` : group.name;
  const button = element(
    "button",
    { type: "button", "aria-expanded": String(open) },
    element("span", {}, title),
    element("span", { class: "number" }, total(group.findings).toLocaleString("en")),
  );
  button.addEventListener("click", () => {
    const index = groups.indexOf(group);
    if (!folded.delete(group.name)) folded.add(group.name);
    draw();
    while (drawing !== undefined && main.querySelectorAll("section").length <= index) drawMore();
    const again = main.querySelectorAll("section")[index]?.querySelector("button");
    again?.focus();
  });
  return element("section", {}, element("h2", {}, button), list);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const writes = target.matches("input, select, textarea");
  if (event.key === "/" && !writes) {
    event.preventDefault();
    byId("search", HTMLInputElement).focus();
  }
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const inList = main.contains(target);
  if (!inList && target.id !== "search") return;
  const stops = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("summary, h2 button")]);
  const at = stops.indexOf(target);
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  if (event.key === "ArrowDown" && next >= stops.length - 1) drawMore();
  if (at < 0 && event.key === "ArrowUp") return;
  event.preventDefault();
  (stops[next] ?? (next < 0 ? byId("search", HTMLInputElement) : target)).focus();
}

/** Printing shows everything that matches the filters, opened. */
function printing() {
  addEventListener("beforeprint", () => {
    while (drawing !== undefined) drawMore();
    // The toggle event comes too late for printing, so its work is done here.
    const shown = groups.flatMap((group) => (groupedBy !== "none" && folded.has(group.name) ? [] : group.findings));
    for (const [i, details] of [...main.querySelectorAll("details")].entries()) {
      const finding = shown[i];
      details.open = true;
      if (finding !== undefined) fill(details, finding);
    }
  });
  // Drawing again costs less than closing thousands.
  addEventListener("afterprint", draw);
}

/**
 * How many findings each value has, most first, or in a given order.
 * @param {(finding: Finding) => readonly string[]} of
 * @param {readonly string[]} [order]
 * @returns {[string, number][]}
 */
function counted(of, order) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const finding of data.findings) for (const name of of(finding)) counts.set(name, (counts.get(name) ?? 0) + finding.count);
  const entries = [...counts];
  return order === undefined
    ? entries.sort(([a], [b]) => (a < b ? -1 : 1))
    : entries.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

/** @param {string} id @param {string} any @param {readonly [string, number][]} counts @param {(name: string) => string} [label] */
function offer(id, any, counts, label = (name) => name) {
  byId(id, HTMLSelectElement).append(new Option(any, ""), ...counts.map(([name, count]) => new Option(`${label(name)} (${count})`, name)));
}

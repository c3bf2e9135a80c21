// @ts-check
/** How a finding is drawn: a line, and more when it is opened. */
import { rule } from "./data.js";
import { element, prose, value } from "./dom.js";

/** @typedef {import("./data.js").Finding} Finding */

/** @param {Finding} finding */
export function item(finding) {
  const marks = [
    ...(finding.outcome === "fail" ? [] : [finding.outcome === "baseline" ? "in the baseline" : finding.outcome]),
    ...(finding.gates ? ["blocking"] : []),
    ...(finding.change === undefined ? [] : [finding.change]),
  ].flatMap((word) => [" ", element("span", { class: "mark" }, word)]);
  const where = [finding.stack, finding.at].filter(Boolean).join(" · ");
  const summary = element(
    "summary",
    {},
    element("span", { class: "severity", "data-severity": finding.severity }, finding.severity),
    element(
      "span",
      { class: "body" },
      element("span", { class: "subject" }, finding.subject),
      ...(value("group") === "rule" ? [] : [" ", element("span", { class: "aside" }, finding.rule)]),
      ...marks,
      ...(where === "" ? [] : [" ", element("span", { class: "where" }, where)]),
      element("span", { class: "message" }, finding.message),
    ),
  );
  const details = element("details", {}, summary);
  details.addEventListener("toggle", () => fill(details, finding));
  return element("li", {}, details);
}

/** What a finding states when it is opened. @param {HTMLElement} details @param {Finding} finding */
export function fill(details, finding) {
  if (details.childElementCount > 1) return;
  const { title, why, docs, controls } = rule(finding);
  /** @type {[string, string][]} */
  const rows = [
    ["Rule", finding.rule],
    ["Level", finding.level],
    ["Resource", finding.urn],
    ["Inside component", finding.component],
    ["Property", finding.path],
    ["Declared at", finding.at],
    ["Found in", finding.input],
    ["Also at", finding.places.join("\n")],
    ["Preview", finding.change ?? ""],
    ["Waiver", finding.waiver],
    ["Exception", finding.exception ?? ""],
    ["Frameworks", controls.map((control) => control.replace("/", " ").replace(/^\S+/, (name) => name.toUpperCase())).join(", ")],
    ["Fingerprint", finding.fingerprint],
  ];
  const list = rows
    .filter(([, text]) => text !== "")
    .flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, ...withCode(name, text))]);
  details.append(
    element(
      "div",
      { class: "more" },
      element("p", {}, `${title}.`),
      ...(why === undefined ? [] : [element("p", {}, why)]),
      element("p", { class: "fix" }, element("b", {}, "Fix: "), ...prose(finding.fix)),
      element("dl", {}, ...list),
      ...(docs === ""
        ? []
        : [element("a", { href: docs, target: "_blank", rel: "noreferrer noopener" }, `Read more about ${finding.rule}`)]),
    ),
  );
}

/** @param {string} name @param {string} text */
const withCode = (name, text) =>
  ["Frameworks", "Level", "Preview", "Waiver", "Exception"].includes(name) ? [text] : [element("code", {}, text)];

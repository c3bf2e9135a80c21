// @ts-check
/** Elements of the page. What is made here is text, never markup, so nothing in the data can become a part of the page. */

/** @param {string} id */
export function field(id) {
  const control = document.getElementById(id);
  if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) return control;
  throw new Error(`no field ${id}`);
}

/** @param {string} id */
export function value(id) {
  return field(id).value;
}

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`no ${kind.name} with the id ${id}`);
}

/** @param {string} name @param {Readonly<Record<string, string>>} attributes @param {...(Node | string)} children */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, text] of Object.entries(attributes)) made.setAttribute(key, text);
  made.append(...children);
  return made;
}

/** Words between backticks are code. @param {string} text */
export function prose(text) {
  return text.split("`").map((part, i) => (i % 2 === 0 ? part : element("code", {}, part)));
}

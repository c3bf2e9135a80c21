// @ts-check
/** The filters of a page: fields of its form, and tiles of severities that are pressed. They are in the address, so that a view can be shared. */
import { byId, field, value } from "./dom.js";

const tiles = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll(".tile")]);

/** The severities whose tiles are pressed. */
export const pressed = () => tiles.filter(isPressed).map((tile) => tile.dataset["severity"] ?? "");

/** @param {HTMLButtonElement} tile */
function isPressed(tile) {
  return tile.getAttribute("aria-pressed") === "true";
}

/**
 * Shows the filters as the address has them, and calls back when they change.
 * @param {readonly string[]} fields the ids of the fields
 * @param {() => void} update
 * @param {{ usual?: Readonly<Record<string, string>>, onReset?: () => void }} [given] the values that fields have in an address without them
 */
export function filters(fields, update, { usual = {}, onReset = () => undefined } = {}) {
  const changed = () => {
    writeAddress(fields, usual);
    update();
  };
  readAddress(fields, usual);
  const form = byId("filters", HTMLFormElement);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => {
    for (const tile of tiles) tile.setAttribute("aria-pressed", "false");
    onReset();
    setTimeout(changed);
  });
  for (const tile of tiles)
    tile.addEventListener("click", () => {
      tile.setAttribute("aria-pressed", String(!isPressed(tile)));
      changed();
    });
  addEventListener("hashchange", () => {
    readAddress(fields, usual);
    update();
  });
  return changed;
}

/** @param {readonly string[]} fields @param {Readonly<Record<string, string>>} usual */
function writeAddress(fields, usual) {
  const given = new URLSearchParams();
  for (const name of fields) if (value(name) !== "" && value(name) !== usual[name]) given.set(name, value(name));
  const severities = pressed();
  if (severities.length > 0) given.set("severity", severities.join(","));
  history.replaceState(null, "", `#${given}`);
}

/** @param {readonly string[]} fields @param {Readonly<Record<string, string>>} usual */
function readAddress(fields, usual) {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of fields) {
    const control = field(name);
    const wanted = given.get(name) ?? usual[name] ?? "";
    if (control instanceof HTMLInputElement || [...control.options].some((option) => option.value === wanted)) control.value = wanted;
  }
  const severities = (given.get("severity") ?? "").split(",");
  for (const tile of tiles) tile.setAttribute("aria-pressed", String(severities.includes(tile.dataset["severity"] ?? "")));
}

// @ts-check
/** A list of which only the rows in view are in the page. */
import { element } from "../../report/page/dom.js";

// Rows beyond the view on each side, so that scrolling shows no gap.
const BEYOND = 8;

/** Draws the rows of a list as they come into view. */
export class VirtualList {
  /** @type {Int32Array} */
  #items = new Int32Array(0);
  #height = 0;
  #from = -1;
  #to = -1;
  #spacer = element("div", { class: "spacer", role: "presentation" });

  /**
   * @param {HTMLElement} view the element that scrolls
   * @param {(item: number) => HTMLElement} row
   */
  constructor(view, row) {
    this.view = view;
    this.row = row;
    view.append(this.#spacer);
    view.addEventListener("scroll", () => this.#draw(), { passive: true });
    view.addEventListener("keydown", (event) => this.#onKey(event));
    addEventListener("resize", () => this.#measure());
  }

  /** @param {Int32Array} items */
  show(items) {
    this.#items = items;
    this.view.scrollTop = 0;
    this.#measure();
  }

  #measure() {
    this.#height =
      parseFloat(getComputedStyle(this.view).getPropertyValue("--row")) * parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.#spacer.style.height = `${this.#items.length * this.#height}px`;
    this.#from = -1;
    this.#draw();
  }

  #draw() {
    const first = Math.floor(this.view.scrollTop / this.#height);
    const most = Math.ceil(this.view.clientHeight / this.#height);
    const from = Math.max(0, first - BEYOND);
    const to = Math.min(this.#items.length, first + most + BEYOND);
    if (from === this.#from && to === this.#to) return;
    this.#from = from;
    this.#to = to;
    const focused = Number(/** @type {HTMLElement | null} */ (document.activeElement)?.dataset["at"] ?? -1);
    const rows = [];
    for (let at = from; at < to; at++) {
      const row = this.row(this.#items[at] ?? 0);
      row.style.top = `${at * this.#height}px`;
      row.setAttribute("aria-posinset", String(at + 1));
      row.setAttribute("aria-setsize", String(this.#items.length));
      const button = row.querySelector("button");
      if (button !== null) button.dataset["at"] = String(at);
      rows.push(row);
    }
    this.#spacer.replaceChildren(...rows);
    if (focused >= from && focused < to) this.#focus(focused);
  }

  /** @param {number} at */
  #focus(at) {
    /** @type {HTMLElement | null} */ (this.#spacer.querySelector(`[data-at="${at}"]`))?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const at = Number(/** @type {HTMLElement} */ (event.target).dataset["at"] ?? -1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const next = Math.min(this.#items.length - 1, Math.max(0, at + step));
    const [top, bottom] = [next * this.#height, (next + 1) * this.#height];
    if (top < this.view.scrollTop) this.view.scrollTop = top;
    else if (bottom > this.view.scrollTop + this.view.clientHeight) this.view.scrollTop = bottom - this.view.clientHeight;
    this.#draw();
    this.#focus(next);
  }
}

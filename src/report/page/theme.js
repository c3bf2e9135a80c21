// @ts-check
/** The button that changes the colors of a page. */
import { byId } from "./dom.js";

export function themes() {
  const button = byId("theme", HTMLButtonElement);
  const root = document.documentElement;
  const isDark = () => (root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const label = () => {
    button.textContent = isDark() ? "Light" : "Dark";
  };
  button.hidden = false;
  button.setAttribute("aria-description", "Changes the colors of the page");
  button.addEventListener("click", () => {
    root.dataset["theme"] = isDark() ? "light" : "dark";
    label();
  });
  label();
}

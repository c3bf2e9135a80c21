// What a reader does in a page, timed there: the functions run in the browser, so each is complete in itself.
/** Writes values into a field, one after the other; the milliseconds until each is drawn. @param {[id: string, values: readonly string[]]} given */
export async function change([id, values]) {
  const control = document.getElementById(id);
  const all = [];
  for (const value of values) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    all.push(performance.now() - start);
  }
  return all;
}

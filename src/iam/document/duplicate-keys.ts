const [quote, colon, backslash] = [34, 58, 92];
const [list, listEnd, map, mapEnd] = [91, 93, 123, 125];

/** Duplicate keys in one object of a JSON text: a parser keeps the last one, AWS refuses the document. */
export function duplicateKeys(json: string): string[] {
  const found: string[] = [];
  const open: (Set<string> | undefined)[] = [];
  for (let i = 0; i < json.length; i++) {
    const c = json.charCodeAt(i);
    if (c === map) open.push(new Set());
    else if (c === list) open.push(undefined);
    else if (c === mapEnd || c === listEnd) open.pop();
    else if (c === quote) {
      const end = endOfText(json, i);
      if (isColonNext(json, end)) {
        const key = json.slice(i + 1, end - 1);
        const keys = open.at(-1);
        if (keys?.has(key) === true) found.push(key);
        else keys?.add(key);
      }
      i = end - 1;
    }
  }
  return found;
}

/** The place behind the text that begins at a quote. */
function endOfText(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const c = json.charCodeAt(i);
    if (c === backslash) i++;
    else if (c === quote) return i + 1;
  }
  return json.length;
}

function isColonNext(json: string, at: number): boolean {
  let i = at;
  while (json.charCodeAt(i) <= 32) i++;
  return json.charCodeAt(i) === colon;
}

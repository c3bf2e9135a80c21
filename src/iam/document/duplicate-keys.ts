const parts = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g;

/** Duplicate keys in one object of a JSON text: a parser keeps the last one, AWS refuses the document. */
export function duplicateKeys(json: string): string[] {
  const found: string[] = [];
  const open: Set<string>[] = [];
  for (const [part, text, colon] of json.matchAll(parts)) {
    if (part === "{" || part === "[") open.push(new Set());
    else if (text === undefined) open.pop();
    else if (colon !== undefined) {
      const keys = open.at(-1);
      if (keys?.has(text) === true) found.push(text.slice(1, -1));
      keys?.add(text);
    }
  }
  return found;
}

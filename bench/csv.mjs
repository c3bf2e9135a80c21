/** A reader of CSV with quoted fields (RFC 4180), for the tools in this folder. */

/** The rows of a text as records by the names of its first line. */
export function parseCsv(text) {
  const [names = [], ...rows] = linesOf(text);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""])));
}

function linesOf(text) {
  const lines = [];
  let [line, field, isQuoted] = [[], "", false];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (isQuoted && c === '"' && text[i + 1] === '"') field += text[++i];
    else if (c === '"') isQuoted = !isQuoted;
    else if (c === "," && !isQuoted) [field] = ["", line.push(field)];
    else if ((c === "\n" || c === "\r") && !isQuoted) {
      if (field !== "" || line.length > 0) lines.push([...line, field]);
      [line, field] = [[], ""];
    } else field += c;
  }
  if (field !== "" || line.length > 0) lines.push([...line, field]);
  return lines;
}

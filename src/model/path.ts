const identifier = /^[A-Za-z_$][\w$-]*$/;

/** `join("a", "b")` is `a.b`; list positions become `[0]` and keys that are not plain word `["key.with.dots"]`. */
export function join(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!identifier.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Puts a relative path behind another one: `under("a[0]", "b.c")` is `a[0].b.c`. */
export function under(base: string, path: string): string {
  if (base === "" || path === "") return base + path;
  return path.startsWith("[") ? base + path : `${base}.${path}`;
}

/** The keys of a path, outermost first: `keys('a[0]["b.c"]')` is `["a", 0, "b.c"]`. */
export function keys(path: string): (string | number)[] {
  const out: (string | number)[] = [];
  const part = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[]+)/gy;
  for (let m = part.exec(path); m; m = part.exec(path)) {
    if (m[1] !== undefined) out.push(Number(m[1]));
    else if (m[2] !== undefined) out.push(JSON.parse(`"${m[2]}"`) as string);
    else out.push(m[3] ?? "");
    if (part.lastIndex >= path.length) break;
  }
  return out;
}

/** The first key of a path: the input that the engine knows the dependencies of. */
export function topKey(path: string): string {
  return String(keys(path)[0] ?? "");
}

/** True when `path` is `ancestor` or lies inside it. */
export function within(path: string, ancestor: string): boolean {
  if (ancestor === "" || path === ancestor) return true;
  if (!path.startsWith(ancestor)) return false;
  const next = path[ancestor.length];
  return next === "." || next === "[";
}

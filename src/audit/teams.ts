/** Teams by a tag: of the stack, and of each resource. */
import type { Stack } from "../model/stack.js";
import { isCredential } from "../secrets/texts/credential.js";
import { tagsOf } from "../views/taggable.js";

export interface Teams {
  readonly ofStack: string;
  /** The team of the resource with a URN: its own tag, else that of the stack. */
  readonly of: (urn: string) => string;
}
const nobody: Teams = { ofStack: "", of: () => "" };

/**
 * The teams of a stack by the tag `key`. A tag of the stack itself counts first, then the value that most of its resources have.
 * @param stackTags the content of the file of the stack's tags
 */
export function teamsIn(stack: Stack | undefined, key: string | undefined, stackTags: string | undefined): Teams {
  if (stack === undefined || key === undefined) return nobody;
  const own = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const resource of stack.resources) {
    const tag = tagsOf(resource, { stack })?.tags.find((one) => one.key === key);
    if (tag?.value === undefined || tag.secret || isCredential(tag.value, key)) continue;
    own.set(resource.urn, tag.value);
    counts.set(tag.value, (counts.get(tag.value) ?? 0) + 1);
  }
  const most = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? "";
  const ofStack = tagIn(stackTags, key) ?? most;
  return { ofStack, of: (urn) => own.get(urn) ?? ofStack };
}

/** The value of a tag in a file as Pulumi writes it: `{"version": 1, "tags": {…}}`. */
function tagIn(text: string | undefined, key: string): string | undefined {
  if (text === undefined) return undefined;
  try {
    const { tags } = JSON.parse(text) as { readonly tags?: unknown };
    const value =
      typeof tags === "object" && tags !== null && Object.hasOwn(tags, key) ? (tags as Record<string, unknown>)[key] : undefined;
    return typeof value === "string" && value !== "" && !isCredential(value, key) ? value : undefined;
  } catch {
    return undefined; // a broken file of tags hides no finding
  }
}

import { all, broken, open, pass, type Verdict } from "../model/verdict.js";
import { show } from "../text/show.js";
import type { Tag, Tagged } from "./taggable.js";

// Objects in S3 are the one thing that takes fewer tags than 50.
const fewer: ReadonlySet<string> = new Set(["BucketObject", "BucketObjectv2", "ObjectCopy"]);
const most = (type: string): number => (type.startsWith("aws:s3/") && fewer.has(type.slice(type.lastIndexOf(":") + 1)) ? 10 : 50);

const length = (text: string): number => [...text].length;
// A text has no more characters than code units, and those need no counting.
const isLonger = (text: string, limit: number): boolean => text.length > limit && length(text) > limit;
const isReserved = ({ key }: Tag): boolean => key.charAt(3) === ":" && /^aws:/i.test(key);
const named = (item: Tagged, tag: Tag): string => (item.hidden || tag.secret ? "one" : show(tag.key, "key", () => undefined));
const place = (item: Tagged, tag: Tag): string => (item.hidden ? item.input : tag.path);
const unknownRest = (item: Tagged): Verdict => (item.open.length > 0 ? open(...item.open) : pass);

/** The number of tags and the lengths that AWS takes. */
export function evaluateLimits(item: Tagged): Verdict {
  if (item.open.length === 0 && item.tags.length <= most(item.type) && item.tags.every(isShort)) return pass;
  const count = item.tags.filter((tag) => !isReserved(tag)).length;
  const limit = most(item.type);
  return all([
    count > limit ? broken(item.input, `has ${count} tags with the provider's default tags, expected at most ${limit}`) : pass,
    ...item.tags.map((tag) => evaluateLengths(item, tag)),
    unknownRest(item),
  ]);
}

const isShort = ({ key, value }: Tag): boolean => key !== "" && key.length <= 128 && value !== undefined && value.length <= 256;

function evaluateLengths(item: Tagged, tag: Tag): Verdict {
  if (tag.key === "") return broken(item.input, "has an empty key");
  if (isLonger(tag.key, 128))
    return broken(item.input, `has a key of ${length(tag.key)} characters (${named(item, tag)}), expected at most 128`);
  if (tag.value === undefined) return open(tag.path);
  return isLonger(tag.value, 256) ? broken(place(item, tag), `has ${length(tag.value)} characters, expected at most 256`) : pass;
}

const allowed = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;
// EC2 and what tags through it take any character.
const takesAny = /^aws:(ec2|ec2[a-z]+|ebs|vpc|autoscaling)\//;

/** The characters that AWS allows in keys and values. */
export function evaluateCharacters(item: Tagged): Verdict {
  if (takesAny.test(item.type) || (item.open.length === 0 && item.tags.every(isPlain))) return pass;
  return all([
    ...item.tags.map((tag) => {
      if (!allowed.test(tag.key)) return broken(item.input, `has a key with other characters than ${characters}: ${named(item, tag)}`);
      if (tag.value === undefined) return open(tag.path);
      return allowed.test(tag.value)
        ? pass
        : broken(
            place(item, tag),
            `has other characters than ${characters}: ${show(tag.value, tag.path, () => (tag.secret ? "[secret]" : undefined))}`,
          );
    }),
    unknownRest(item),
  ]);
}
// Most texts are of these, which need no table of all letters.
const plain = /^[\w .:/=+\-@]*$/;
const isPlain = ({ key, value }: Tag): boolean => plain.test(key) && value !== undefined && plain.test(value);
const characters = "letters, digits, spaces and _.:/=+-@";

/** Keys that AWS reserves. */
export function evaluateReserved(item: Tagged): Verdict {
  if (item.open.length === 0 && !item.tags.some(isReserved)) return pass;
  const reserved = item.tags.filter(isReserved);
  return all([...reserved.map((tag) => broken(item.hidden ? item.input : tag.keyPath, 'begins with "aws:"')), unknownRest(item)]);
}

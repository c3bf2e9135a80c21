import { atLeast } from "../../src/language/pattern.js";
import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("efs.FileSystem", {
  ...about,
  require: { encrypted: atLeast(1) }, // error: Type 'boolean' is not assignable to type 'number'
});

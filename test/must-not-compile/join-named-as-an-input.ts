import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("lambda.Function", {
  ...about,
  with: { role: "role -> iam.Role" },
  require: { role: { name: "admin" } }, // error: 'name' does not exist
});

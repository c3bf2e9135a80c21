import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("rds.ClusterInstance", {
  ...about,
  require: { engine: "aurora-mysq" }, // error: "aurora-mysq"
});

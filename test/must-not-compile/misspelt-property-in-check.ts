import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("ec2.SecurityGroup", {
  ...about,
  check: (group, { each }) => each(group, "ingress", (i) => i.portFrom === 22 && "is open"), // error: 'portFrom' does not exist
});

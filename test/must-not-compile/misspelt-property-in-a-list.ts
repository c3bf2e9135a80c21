import { some } from "../../src/language/pattern.js";
import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("ec2.SecurityGroup", {
  ...about,
  forbid: { ingress: some({ protocoll: "-1" }) }, // error: 'protocoll'
});

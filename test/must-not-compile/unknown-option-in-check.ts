import { rule } from "../../src/language/rule.js";

const about = { title: "Something holds", severity: "low", fix: "Set it.", docs: "https://docs.aws.amazon.com/" } as const;

export const wrong = rule("ec2.SecurityGroup", {
  ...about,
  options: { ports: [22] },
  check: (_, { options }) => options.port === 22 && "is open", // error: 'port'
});

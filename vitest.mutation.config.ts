import { defineConfig } from "vitest/config";

// What Stryker runs against each mutant: the tests of what it mutates, but for those that only measure or start the built command.
const tests: Readonly<Record<string, { readonly include: string[]; readonly exclude: string[] }>> = {
  iam: {
    include: ["test/iam/**/*.test.ts", "test/rules/iam/**/*.test.ts"],
    exclude: ["test/iam/{bench,lazy}.test.ts"],
  },
  secrets: {
    include: [
      "test/secrets/**/*.test.ts",
      "test/views/plaintext.test.ts",
      "test/rules/{secrets,style,ecs,batch,codebuild,apprunner,lambda}.test.ts",
    ],
    exclude: ["test/secrets/{backtracking,never-shown}.test.ts"],
  },
};

export default defineConfig({ test: { ...tests[process.env["MUTATE"] ?? "secrets"] } });

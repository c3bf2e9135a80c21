import { defineConfig } from "vitest/config";

// What Stryker runs against each mutant: the tests of what it mutates, but for those that only measure or draw lots.
export default defineConfig({
  test: {
    include: [
      "test/secrets/**/*.test.ts",
      "test/views/plaintext.test.ts",
      "test/rules/{secrets,style,ecs,batch,codebuild,apprunner,lambda}.test.ts",
    ],
    exclude: ["test/secrets/{backtracking,never-shown}.test.ts"],
  },
});

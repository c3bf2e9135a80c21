/** The pipelines that `init` writes: a preview, and the check of what it changes. They run the Stackwarden that the repository's lock file pins. */
export const pipelines = ["github", "gitlab"] as const;
export type Pipeline = (typeof pipelines)[number];

/** The file of a pipeline, from the repository's root. */
export const pipelineFile: Readonly<Record<Pipeline, string>> = {
  github: ".github/workflows/stackwarden.yml",
  gitlab: ".gitlab-ci.yml",
};

/**
 * The text of a pipeline.
 * @param folder the project's folder from the repository's root; "." for the root
 */
export const pipelineText = (pipeline: Pipeline, folder: string, stack: string): string =>
  (pipeline === "github" ? github : gitlab)(folder, stack);

const preview = (stack: string): string => `pulumi preview --stack ${stack} --json --show-sames > preview.json`;
const program = "node_modules/.bin/stackwarden";

const github = (folder: string, stack: string): string => `name: Stackwarden
on: pull_request
permissions:
  contents: read
jobs:
  policies:
    runs-on: ubuntu-latest
    defaults:
      run:
        working-directory: ${folder}
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
        with:
          node-version: 24
      - run: npm ci
      - uses: pulumi/actions@v6
      - run: ${preview(stack)}
        env:
          PULUMI_ACCESS_TOKEN: \${{ secrets.PULUMI_ACCESS_TOKEN }}
      # Never \`npx stackwarden\`: the name is not on the npm registry.
      - run: ${program} check preview.json --changed --format github
`;

const gitlab = (
  folder: string,
  stack: string,
): string => `# The image has Node.js; the job also needs the Pulumi CLI and the credentials of its backend.
policies:
  image: node:24
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - curl -fsSL https://get.pulumi.com | sh
    - export PATH="$HOME/.pulumi/bin:$PATH"
    - cd ${folder}
    - npm ci
    - ${preview(stack)}
    # Never \`npx stackwarden\`: the name is not on the npm registry.
    - ${program} check preview.json --changed --output gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: ${folder === "." ? "" : `${folder}/`}gl-code-quality-report.json
`;

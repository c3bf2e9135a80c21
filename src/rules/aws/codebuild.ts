import { absent, either, every, matches, noneOf } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { buildVariables } from "../../views/wrapped.js";
import { accessKeyNames } from "../helpers/access-keys.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";
import { list, text } from "../helpers/read.js";
import { secretFix } from "../helpers/secret-fix.js";

export const codebuild = {
  "codebuild-project-source-oauth": rule("codebuild.Project", {
    title: "CodeBuild projects must have no credential in the address of a source",
    severity: "high",
    controls: { fsbp: "CodeBuild.1", pci: ["1.2.8", "1.3.1"], hipaa: "164.308(a)(3)(i)" },
    equivalents: ["cdk-nag:CodeBuildProjectSourceRepoUrl"],
    fix: "Remove the credential from `location`, and connect by a `codebuild.SourceCredential` or a connection of CodeConnections.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html",
    why: "The address that Bitbucket shows for cloning has the name of the user in it; anywhere else what is before the @ is a token.",
    check: ({ source, secondarySources }, { at }) => {
      const hasCredential = (location: unknown): boolean => /^https?:\/\/(?![^/@:]+@bitbucket\.org\/)[^/@]+@/i.test(text(location));
      return [
        ...(hasCredential(source?.location) ? [at("source.location", "has a credential in it")] : []),
        ...list(secondarySources).flatMap((secondary, i) =>
          hasCredential(secondary?.location) ? [at(`secondarySources[${i}].location`, "has a credential in it")] : [],
        ),
      ];
    },
  }),
  "codebuild-webhook-anchored-filters": rule("codebuild.Webhook", {
    title: "CodeBuild webhooks must filter by actor or ref, with anchored patterns",
    severity: "high",
    fix: "Give each filter group an `ACTOR_ACCOUNT_ID`, `HEAD_REF` or `BASE_REF` filter whose `pattern` starts with ^ and ends with $.",
    why:
      "A pattern is found anywhere in the text, so an account id of five digits fits longer ones: " +
      "that let strangers run builds of public repositories.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html",
    when: { scopeConfiguration: absent },
    check: ({ filterGroups }, { at }) =>
      list(filterGroups).flatMap(({ filters }, i) => {
        const all = list(filters);
        const events = all.filter(({ type, pattern }) => text(type) === "EVENT" && /PULL_REQUEST/.test(text(pattern)));
        const guards = all.filter(({ type }) => /^(ACTOR_ACCOUNT_ID|HEAD_REF|BASE_REF)$/.test(text(type)));
        const actors = guards.filter(({ type }) => text(type) === "ACTOR_ACCOUNT_ID");
        const loose = actors.find(
          ({ pattern }) =>
            !text(pattern)
              .split("|")
              .every((part) => /^\(?\^.*\$\)?$/.test(part)),
        );
        if (loose !== undefined) return [at(`filterGroups[${i}]`, "has an ACTOR_ACCOUNT_ID pattern without ^ and $")];
        return events.length > 0 && guards.length === 0
          ? [at(`filterGroups[${i}]`, "builds every pull request: it has no actor and no ref filter")]
          : [];
      }),
  }),
  "codebuild-project-no-plaintext-credentials": rule("codebuild.Project", {
    title: "CodeBuild projects must not have AWS access keys as plaintext variables",
    severity: "high",
    controls: { fsbp: "CodeBuild.2", nist: ["IA-5(7)", "SA-3"], pci: ["8.3.2", "8.6.2"], soc2: "CC6.1" },
    equivalents: ["cdk-nag:CodeBuildProjectEnvVarAwsCred"],
    fix: "Remove the variables, and grant the permissions to the `serviceRole` of the project.",
    why: "The name decides, whatever the value is: builds get temporary credentials from the role of the project.",
    docs: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html",
    check: ({ environment }, { each }) =>
      environment !== undefined &&
      each(
        environment,
        "environmentVariables",
        ({ name, type }) => accessKeyNames.test(text(name)) && /^(PLAINTEXT)?$/i.test(text(type)) && `puts ${text(name)} in plaintext`,
      ),
  }),
  "codebuild-project-secret-by-reference": rule(buildVariables, {
    title: "CodeBuild projects must reference secrets instead of containing them",
    severity: "medium",
    fix: secretFix.codebuild,
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may read the project.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    check: () => "contains a secret, expected the name of a secret or parameter",
  }),
  "codebuild-project-not-privileged": rule("codebuild.Project", {
    title: "CodeBuild projects must not run in privileged mode",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "CodeBuild.5" },
    equivalents: ["CKV_AWS_316"],
    fix: "Remove `privilegedMode` from `environment`; build images with a tool that needs no Docker daemon.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/security.html",
    require: { environment: { privilegedMode: noneOf(true) } },
  }),
  "codebuild-project-logging": rule("codebuild.Project", {
    title: "CodeBuild projects must write logs",
    severity: "medium",
    controls: { fsbp: "CodeBuild.4", pci: ["10.2.1.1", "10.2.1.2"], soc2: "A1.2", iso27001: "A.8.4" },
    equivalents: ["CKV_AWS_314"],
    fix: 'Remove `status: "DISABLED"` from `logsConfig.cloudwatchLogs`, or enable `s3Logs`.',
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    require: { logsConfig: either({ cloudwatchLogs: { status: noneOf("DISABLED") } }, { s3Logs: { status: "ENABLED" } }) },
    message: "writes no logs, neither to CloudWatch nor to S3",
    at: "logsConfig",
  }),
  "codebuild-project-artifacts-encrypted": rule("codebuild.Project", {
    title: "CodeBuild projects must not switch off the encryption of artifacts",
    severity: "high",
    equivalents: ["CKV_AWS_78", "AVD-AWS-0018"],
    fix: "Remove `encryptionDisabled` from `artifacts` and `secondaryArtifacts`.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
    require: {
      artifacts: either({ type: "NO_ARTIFACTS" }, { encryptionDisabled: noneOf(true) }),
      secondaryArtifacts: every({ encryptionDisabled: noneOf(true) }),
    },
    message: "switches off the encryption of its artifacts",
    at: "artifacts",
  }),
  "codebuild-project-s3-logs-encrypted": rule("codebuild.Project", {
    title: "CodeBuild projects must not switch off the encryption of logs in S3",
    severity: "medium",
    controls: { fsbp: "CodeBuild.3", pci: ["3.5.1", "8.3.2"], iso27001: "A.8.15" },
    equivalents: ["CKV_AWS_311"],
    fix: "Remove `encryptionDisabled` from `logsConfig.s3Logs`.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
    require: { logsConfig: { s3Logs: { encryptionDisabled: noneOf(true) } } },
  }),
  "codebuild-project-not-public": rule("codebuild.Project", {
    title: "CodeBuild projects must not publish their builds",
    severity: "high",
    fix: 'Remove `projectVisibility`, or set it to "PRIVATE".',
    why: "Everyone on the internet can read the logs and artifacts of public builds.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html",
    require: { projectVisibility: noneOf("PUBLIC_READ") },
  }),
  "codebuild-project-customer-managed-key": rule("codebuild.Project", {
    ...keyAbout,
    title: "CodeBuild projects must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_147", "cdk-nag:CodeBuildProjectKMSEncryptedArtifacts", "AwsSolutions-CB4"],
    fix: "Set `encryptionKey` to the ARN of a `kms.Key`.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
    require: { encryptionKey: customerManagedKey },
  }),
  "codebuild-project-managed-image": rule("codebuild.Project", {
    title: "CodeBuild projects must use an image that AWS manages",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:CodeBuildProjectManagedImages", "AwsSolutions-CB5"],
    fix: 'Set `environment.image` to one of AWS, such as "aws/codebuild/amazonlinux-x86_64-standard:5.0".',
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html",
    require: { environment: { image: matches(/^aws\/codebuild\//, "an image that AWS manages") } },
  }),
  "codebuild-report-group-encrypted": rule("codebuild.ReportGroup", {
    title: "CodeBuild report groups must not switch off the encryption of exports",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "CodeBuild.7" },
    fix: "Remove `encryptionDisabled` from `exportConfig.s3Destination`.",
    docs: "https://docs.aws.amazon.com/codebuild/latest/userguide/test-report-group.html",
    require: { exportConfig: { s3Destination: { encryptionDisabled: noneOf(true) } } },
  }),
};

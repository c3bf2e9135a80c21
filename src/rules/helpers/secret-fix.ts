const stored = "Store the value in Secrets Manager or SSM";

/** The fix for a secret in a place where the service accepts a reference instead, by service. */
export const secretFix = {
  apprunner:
    `${stored} and put its ARN into \`runtimeEnvironmentSecrets\`, ` +
    "in place of the value in `runtimeEnvironmentVariables`; the `instanceRoleArn` needs permission to read it.",
  container:
    `${stored} and name its ARN in \`secrets: [{ name, valueFrom }]\` of the container, ` +
    "in place of the entry in `environment`; the `executionRoleArn` needs permission to read it.",
  codebuild: `${stored}; set the variable's \`type\` to "SECRETS_MANAGER" or "PARAMETER_STORE", and its \`value\` to the name of the secret or parameter.`,
  elasticbeanstalk:
    `${stored}, and set the \`namespace\` of the setting to "aws:elasticbeanstalk:application:environmentsecrets" ` +
    "and its `value` to the ARN of the secret or parameter.",
  lambda:
    "Put the ARN of the secret into the variable, and read the secret at run time, " +
    "with the Parameters and Secrets extension or the SDK; the role of the function needs permission to read it.",
  userData:
    "Store the secret in Secrets Manager or SSM, let the script read it when the instance starts, and allow the role of the instance to read it.",
} as const;

const places: readonly (readonly [path: RegExp, fix: string])[] = [
  [/^containerDefinitions\b.*\benvironment\b/, secretFix.container],
  [/^(container|ecs|node)Properties\b.*\benvironment\b/, secretFix.container],
  [/\bruntimeEnvironmentVariables\b/, secretFix.apprunner],
  [/^environment\.environmentVariables\b/, secretFix.codebuild],
  [/^environment\.variables\b/, secretFix.lambda],
  [/^userData\b/, secretFix.userData],
];

/** The fix for a secret at a path where wrapping it is not enough, because another rule requires a reference there. */
export const secretFixAt = (path: string): string | undefined => places.find(([pattern]) => pattern.test(path))?.[1];

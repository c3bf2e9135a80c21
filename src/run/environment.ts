const ofProviders = /^(?:AWS_|PULUMI_|GITHUB_TOKEN|GITLAB_|CI_JOB_TOKEN|ACTIONS_)/i;
const ofSecrets = /TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL|API_?KEY/i;
const isSecretName = (name: string): boolean => ofProviders.test(name) || ofSecrets.test(name);

/** The environment of a program: without credentials and tokens, unless `keep` is set, and with the endpoints of AWS closed. */
export function programEnvironment(env: Readonly<Record<string, string | undefined>>, keep: boolean): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => keep || !isSecretName(name)));
  if (keep) return { ...kept };
  return {
    ...kept,
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "us-east-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_MAX_ATTEMPTS: "1",
  };
}

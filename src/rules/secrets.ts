import { rule } from "../language/rule.js";
import { plaintextCopies } from "../views/copies.js";
import { plaintextArguments, plaintextConfiguration, plaintextCredentials, plaintextInputs, plaintextOutputs } from "../views/plaintext.js";
import { plaintextReturned } from "../views/returned.js";
import { readableParameters } from "../views/wrapped.js";
import { secretFixAt } from "./helpers/secret-fix.js";

const secretsPage = "https://www.pulumi.com/docs/iac/concepts/secrets/";
const asSecret = 'Give it as a Pulumi secret: `config.requireSecret("…")`, `pulumi.secret(…)`, or an output of the service that keeps it.';

const found = (path: string, message: string) => {
  const fix = secretFixAt(path);
  return fix === undefined ? message : { path: "", message, fix };
};

export const secrets = {
  "secrets-input-wrapped": rule(plaintextInputs, {
    title: "Inputs that are always secret must be Pulumi secrets",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"], pci: ["8.3.2", "8.6.2"] },
    equivalents: ["checkov:CKV_SECRET_6", "CKV_AWS_41"],
    fix: asSecret,
    why: "A plaintext value can be read in the state, in every preview and in the history of the stack.",
    docs: secretsPage,
    check: () => "is a plaintext value, expected a Pulumi secret",
    remediate: "wrap",
  }),
  "secrets-no-credential-in-input": rule(plaintextCredentials("form"), {
    title: "Inputs must not contain credentials in plaintext",
    severity: "critical",
    covers: ["ec2-user-data-no-access-key", "lambda-function-no-access-key-variables"],
    controls: { nist: ["SC-28", "IA-5(7)"], pci: ["8.3.2", "8.6.2"] },
    equivalents: [
      "CKV_AWS_45",
      "CKV_AWS_46",
      "AVD-AWS-0029",
      "AVD-AWS-0036",
      "AVD-AWS-0129",
      "checkov:CKV_SECRET_2",
      "checkov:CKV_SECRET_13",
    ],
    fix: `${asSecret} Then rotate it: the old value stays in the history of the program and of the stack.`,
    why: "Tokens, private keys, passwords in URLs, scripts and files: known by their form, wherever they stand.",
    docs: secretsPage,
    check: ({ description, path }) => found(path, `contains a credential in plaintext: ${description}`),
    remediate: "wrap",
  }),
  "secrets-no-secret-named-literal": rule(plaintextCredentials("name"), {
    title: "Inputs whose names suggest a secret must not be in plaintext",
    severity: "critical",
    covers: ["lambda-function-no-access-key-variables"],
    controls: { nist: ["SC-28", "IA-5(7)"], pci: ["8.3.2", "8.6.2"] },
    equivalents: ["CKV_AWS_45", "AVD-AWS-0036", "checkov:CKV_SECRET_6"],
    fix: asSecret,
    why: "A password in an environment variable is read by everyone who may describe the function or task.",
    docs: secretsPage,
    check: ({ description, path }) => found(path, `is ${description}`),
    remediate: "wrap",
  }),
  "secrets-no-plaintext-copy": rule(plaintextCopies, {
    title: "Secret values must not be repeated in plaintext elsewhere",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    fix: "Pass the secret on as an output, without `unsecret` and without a copy of the value; or give the workload the ARN of the secret.",
    why:
      "User data, tags, descriptions and outputs that repeat a secret value give it away, whatever they are called. " +
      "Values are compared, where they are known; what a generated password flows into stays open until it is.",
    docs: secretsPage,
    check: ({ origin }) => `contains a secret in plaintext: ${origin}`,
  }),
  "secrets-parameter-secure-string": rule(readableParameters, {
    title: "SSM parameters that hold a secret must be of type SecureString",
    severity: "high",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    fix: 'Set `type: "SecureString"`, with the secret in `value`.',
    why: "Pulumi encrypts a wrapped value in its state, but SSM keeps and shows a String as it is.",
    docs: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
    check: () => "contains a secret, but the type is not SecureString",
  }),
  "secrets-returned-credential-encrypted": rule(plaintextReturned, {
    title: "Credentials that AWS returns must not be in the state in plaintext",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    fix: "Set a `pgpKey` where the resource takes one, or name the output in `additionalSecretOutputs`; then replace the credential.",
    why: "AWS returns the secret of an access key once, and the state keeps it. A PGP key has AWS seal it first.",
    docs: secretsPage,
    check: () => "is in the state in plaintext",
  }),
  "secrets-stack-output-plaintext": rule(plaintextOutputs, {
    title: "Stack outputs must not contain secrets in plaintext",
    severity: "critical",
    controls: { nist: ["SC-28"] },
    fix: "Export it with `pulumi.secret(…)`, or export the ARN of the secret.",
    why: "Whoever may read the stack, and every stack that refers to it, reads its outputs.",
    docs: secretsPage,
    check: ({ description }) => `contains a secret in plaintext: ${description}`,
  }),
  "secrets-provider-argument-plaintext": rule(plaintextArguments, {
    title: "Provider arguments must not contain secrets in plaintext",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    equivalents: ["CKV_AWS_41"],
    fix: "Let the provider take its credentials from the environment or from a role, or give them as Pulumi secrets.",
    docs: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
    check: ({ description }) => `is a credential in plaintext${description === "" ? "" : `: ${description}`}`,
    remediate: "wrap",
  }),
  "secrets-config-plaintext": rule(plaintextConfiguration, {
    title: "Stack configuration must not contain secrets in plaintext",
    severity: "critical",
    controls: { nist: ["SC-28", "IA-5(7)"] },
    fix: "Rotate the secret, then store it with `pulumi config set --secret`: the old value stays in the file's git history.",
    docs: "https://www.pulumi.com/docs/iac/concepts/config/",
    check: ({ description }) => `is a secret in plaintext: ${description}`,
  }),
};

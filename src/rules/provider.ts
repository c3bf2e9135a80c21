import { rule } from "../language/rule.js";
import { isIn } from "../views/environments.js";
import { awsProviders, regions } from "../views/providers.js";
import { list, noTexts, text } from "./helpers/read.js";

const isTrue = (value: unknown): boolean => text(value) === "true";
const isLocal = (endpoint: string): boolean =>
  /^https?:\/\/(localhost|127\.\d|\[::1\]|0\.0\.0\.0|[\w.-]*localstack|host\.docker\.internal)/.test(endpoint);

export const provider = {
  "provider-explicit-and-pinned": rule(awsProviders, {
    title: "AWS providers must be pinned to an account and a region",
    severity: "medium",
    preset: "all",
    controls: { nist: ["AC-3", "CM-2"] },
    fix:
      "Create an `aws.Provider` with `region` and `allowedAccountIds`, and pass it to the resources; " +
      "or set `aws:region` and `aws:allowedAccountIds` in the stack's configuration.",
    why: "Without them the program deploys to the account that the shell's credentials happen to belong to.",
    docs: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
    check: ({ isDefault, region, allowedAccountIds }, { at }) => {
      const whose = isDefault ? "the default provider" : "the provider";
      return [
        ...(list(allowedAccountIds).length === 0 ? [at("allowedAccountIds", `is unset: ${whose} deploys to any account`)] : []),
        ...(text(region) === "" ? [at("region", `is unset: ${whose} deploys to the region of the shell`)] : []),
      ];
    },
  }),
  "provider-allowed-regions-per-resource": rule(regions, {
    title: "AWS resources must be in a region that the organization allows",
    severity: "high",
    preset: "all",
    controls: { nist: ["CM-2", "SA-9(5)"] },
    fix: "Remove `region`, or set a region that is allowed; or add this one to the option `regions` of the rule.",
    why:
      "Since version 7 of the provider each resource can have a `region` of its own, so a check of the provider alone is not enough. " +
      "Nothing is found until the option `regions` lists the allowed ones.",
    docs: "https://www.pulumi.com/registry/packages/aws/how-to-guides/7-0-migration/",
    options: { regions: noTexts },
    optionsSchema: { regions: { type: "array", items: { type: "string", minLength: 1 } } },
    check: ({ region }, { options, at }) =>
      options.regions.length > 0 &&
      !options.regions.includes(text(region)) &&
      at("region", `is "${text(region)}", which the configuration does not allow`),
  }),
  "provider-safe-endpoints": rule(awsProviders, {
    title: "AWS providers must validate TLS, credentials and endpoints",
    severity: "high",
    controls: { nist: ["SC-8", "SC-23"] },
    fix: "Remove `insecure`, `endpoints` and the `skip…` inputs, or list the environments that use an emulator in the option `except`.",
    why: "The rule leaves a provider alone if all of its endpoints are on this machine: that is an emulator.",
    docs: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
    options: { except: ["test"] },
    check: (config, { at, options, environments }) => {
      const endpoints = list(config.endpoints).flatMap((entry) => Object.entries(entry));
      const isEmulator = endpoints.length > 0 && endpoints.every(([, url]) => isLocal(text(url)));
      if (isEmulator || isIn(environments, options.except)) return undefined;
      const plain = endpoints.find(([, url]) => text(url).startsWith("http:"));
      const own = endpoints.find(
        ([, url]) => !/^(https:\/\/)?[\w.-]+\.(amazonaws\.com(\.cn)?|api\.aws|aws\.dev)(:\d+)?(\/|$)/.test(text(url)),
      );
      return [
        ...(isTrue(config.insecure) ? [at("insecure", "is true: the certificate of AWS is not checked")] : []),
        ...(isTrue(config.skipCredentialsValidation) ? [at("skipCredentialsValidation", "is true")] : []),
        ...(isTrue(config.skipRequestingAccountId) && list(config.allowedAccountIds).length > 0
          ? [at("skipRequestingAccountId", "is true: `allowedAccountIds` is not checked")]
          : []),
        ...(plain !== undefined ? [at("endpoints", `has an endpoint without TLS (${plain[0]})`)] : []),
        ...(plain === undefined && own !== undefined ? [at("endpoints", `has an endpoint that is not of AWS (${own[0]})`)] : []),
      ];
    },
  }),
};

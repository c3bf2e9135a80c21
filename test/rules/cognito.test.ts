import { cognito } from "../../src/rules/aws/cognito.js";
import { suite, unknown } from "../suite.js";

suite(cognito, {
  "cognito-identity-pool-no-guest-access": {
    good: { identityPoolName: "shop", allowUnauthenticatedIdentities: false },
    pass: [{ identityPoolName: "shop" }],
    fail: [{ identityPoolName: "shop", allowUnauthenticatedIdentities: true }],
    unknown: [{ allowUnauthenticatedIdentities: unknown }],
  },
  "cognito-user-pool-mfa": {
    good: { mfaConfiguration: "ON", softwareTokenMfaConfiguration: { enabled: true } },
    pass: [{ mfaConfiguration: "OPTIONAL" }],
    fail: [{ name: "shop" }, { mfaConfiguration: "OFF" }],
    unknown: [{ mfaConfiguration: unknown }],
  },
  "cognito-user-pool-password-policy": {
    good: {
      passwordPolicy: { minimumLength: 12, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true },
    },
    pass: [{}],
    fail: [
      { passwordPolicy: { minimumLength: 6, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true } },
      { passwordPolicy: { minimumLength: 12 } },
      {
        passwordPolicy: {
          ...{ minimumLength: 12, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true },
          temporaryPasswordValidityDays: 30,
        },
      },
    ],
    unknown: [{ passwordPolicy: unknown }],
  },
  "cognito-user-pool-threat-protection": {
    good: { userPoolTier: "PLUS", userPoolAddOns: { advancedSecurityMode: "ENFORCED" } },
    pass: [{ userPoolAddOns: { advancedSecurityMode: "ENFORCED" } }],
    fail: [{ name: "shop" }, { userPoolAddOns: { advancedSecurityMode: "AUDIT" } }],
    unknown: [{ userPoolAddOns: unknown }],
  },
  "cognito-user-pool-client-prevent-user-existence-errors": {
    pass: [{ preventUserExistenceErrors: "ENABLED" }],
    fail: [{ name: "web" }, { preventUserExistenceErrors: "LEGACY" }],
    unknown: [{ preventUserExistenceErrors: unknown }],
  },
  "cognito-user-pool-client-token-revocation": {
    good: { name: "web", enableTokenRevocation: true },
    pass: [{ name: "web" }],
    fail: [{ name: "web", enableTokenRevocation: false }],
    unknown: [{ enableTokenRevocation: unknown }],
  },
});

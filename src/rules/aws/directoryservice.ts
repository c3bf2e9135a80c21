import { rule } from "../../language/rule.js";

export const directoryservice = {
  "directoryservice-radius-strong-protocol": rule("directoryservice.RadiusSettings", {
    title: "Directory Service RADIUS settings must use MS-CHAPv2",
    severity: "medium",
    fix: 'Set `authenticationProtocol: "MS-CHAPv2"`.',
    docs: "https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_mfa.html",
    require: { authenticationProtocol: "MS-CHAPv2" },
  }),
};

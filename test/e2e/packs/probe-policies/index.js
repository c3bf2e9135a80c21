// The probe rules as policies of the SDK.
import { PolicyPack } from "@pulumi/policy";
import { policiesOf } from "../../../../dist/policies.js";
import { probeRules } from "../probe-rules.js";

new PolicyPack("probe-policies", { policies: policiesOf(probeRules) });

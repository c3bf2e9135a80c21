// One pack for a whole organisation: Stackwarden's rules with Acme's settings, and beside them a policy of Acme's own.
import { PolicyPack } from "@pulumi/policy";
import { policies } from "stackwarden/policies";

const stackwarden = policies({
  preset: "recommended",
  disable: ["s3-bucket-lifecycle"],
  config: {
    "tags-required": { enforcementLevel: "advisory", required: ["Project", "CostCentre"] },
    "s3-bucket-versioned": "mandatory",
  },
});

const approvedRegions = ["eu-central-1", "eu-west-1"];
const region = {
  name: "acme-approved-region",
  description: "Acme runs in Frankfurt and Ireland.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, reportViolation) => {
    if (type === "pulumi:providers:aws" && props.region !== undefined && !approvedRegions.includes(props.region))
      reportViolation(`region must be one of ${approvedRegions.join(", ")}, is ${props.region}`);
  },
};

new PolicyPack("acme", { policies: [...stackwarden, region] });

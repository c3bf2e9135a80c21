import type { ec2 } from "../../src/rules/aws/ec2.js";
import type { CasesOf } from "../../src/testing/suite.js";
import { res, unknown } from "../suite.js";

/** The cases of the rules on metadata and public addresses of instances. */
export const instanceCases: Pick<
  CasesOf<typeof ec2>,
  | "ec2-instance-imdsv2"
  | "ec2-launch-configuration-imdsv2"
  | "ec2-launch-template-imdsv2"
  | "ec2-launch-template-hop-limit"
  | "ec2-instance-no-public-ip"
  | "ec2-launch-template-no-public-ip"
  | "ec2-launch-configuration-no-public-ip"
> = {
  "ec2-instance-imdsv2": {
    pass: [
      [res("ec2.Instance", "i", {}), res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "required" })],
      [
        res("ec2.Instance", "i", { region: "eu-west-1" }),
        res("ec2.InstanceMetadataDefaults", "d", { region: "eu-west-1", httpTokens: "required" }),
      ],
      [
        res("ec2.Instance", "i", { metadataOptions: { httpEndpoint: "enabled" } }),
        res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "required" }),
      ],
      [res("ec2.Instance", "i", { launchTemplate: { id: "lt-1" } }), res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "optional" })],
      [res("ec2.Instance", "i", { metadataOptions: { httpTokens: "required" } })],
      [res("ec2.Instance", "i", { launchTemplate: { id: "lt-1" } })],
      [res("ec2.Instance", "i", { metadataOptions: { httpEndpoint: "disabled" } })],
    ],
    fail: [
      [res("ec2.Instance", "i", {})],
      [res("ec2.Instance", "i", { metadataOptions: {} })],
      [res("ec2.Instance", "i", { metadataOptions: { httpTokens: "optional" } })],
      [res("ec2.Instance", "i", {}), res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "no-preference" })],
      [res("ec2.Instance", "i", {}), res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "optional" })],
      [res("ec2.Instance", "i", {}), res("ec2.InstanceMetadataDefaults", "d", { httpEndpoint: "enabled" })],
      [
        res("ec2.Instance", "i", { metadataOptions: { httpTokens: "optional" } }),
        res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "required" }),
      ],
      [
        res("ec2.Instance", "i", { region: "eu-west-1" }),
        res("ec2.InstanceMetadataDefaults", "d", { region: "us-east-1", httpTokens: "required" }),
      ],
      [res("ec2.Instance", "i", { launchTemplate: { id: "lt-1" }, metadataOptions: { httpTokens: "optional" } })],
    ],
    unknown: [
      [res("ec2.Instance", "i", { metadataOptions: unknown })],
      [res("ec2.Instance", "i", { metadataOptions: { httpTokens: unknown } })],
      [res("ec2.Instance", "i", {}), res("ec2.InstanceMetadataDefaults", "d", { httpTokens: unknown })],
      [
        res("ec2.Instance", "i", { region: "eu-west-1" }),
        res("ec2.InstanceMetadataDefaults", "d", { region: unknown, httpTokens: "required" }),
      ],
    ],
  },
  "ec2-launch-configuration-imdsv2": {
    pass: [
      [res("ec2.LaunchConfiguration", "old", { metadataOptions: { httpTokens: "required" } })],
      [res("ec2.LaunchConfiguration", "old", { metadataOptions: { httpEndpoint: "disabled" } })],
      [res("ec2.LaunchConfiguration", "old", {}), res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "required" })],
    ],
    fail: [
      [res("ec2.LaunchConfiguration", "old", { imageId: "ami-1" })],
      [res("ec2.LaunchConfiguration", "old", { metadataOptions: { httpTokens: "optional" } })],
    ],
    unknown: [[res("ec2.LaunchConfiguration", "old", { metadataOptions: { httpTokens: unknown } })]],
  },
  "ec2-launch-template-imdsv2": {
    pass: [
      [res("ec2.LaunchTemplate", "t", {}), res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "required" })],
      [res("ec2.LaunchTemplate", "t", { metadataOptions: { httpTokens: "required" } })],
      [res("ec2.LaunchTemplate", "t", { metadataOptions: { httpEndpoint: "disabled" } })],
    ],
    fail: [
      [res("ec2.LaunchTemplate", "t", {})],
      [res("ec2.LaunchTemplate", "t", { metadataOptions: { httpTokens: "optional" } })],
      [res("ec2.LaunchTemplate", "t", {}), res("ec2.InstanceMetadataDefaults", "d", { httpTokens: "optional" })],
    ],
    unknown: [[res("ec2.LaunchTemplate", "t", { metadataOptions: { httpTokens: unknown } })]],
  },
  "ec2-launch-template-hop-limit": {
    pass: [{}, { metadataOptions: { httpPutResponseHopLimit: 1 } }],
    fail: [{ metadataOptions: { httpPutResponseHopLimit: 2 } }],
    unknown: [{ metadataOptions: { httpPutResponseHopLimit: unknown } }],
  },
  "ec2-instance-no-public-ip": {
    pass: [{}, { associatePublicIpAddress: false }],
    fail: [{ associatePublicIpAddress: true }],
    unknown: [{ associatePublicIpAddress: unknown }],
  },
  "ec2-launch-template-no-public-ip": {
    bad: { networkInterfaces: [{ associatePublicIpAddress: "true" }] },
    good: { networkInterfaces: [{ associatePublicIpAddress: "false" }] },
    pass: [{}, { networkInterfaces: [{ associatePublicIpAddress: "false" }, {}] }],
    fail: [{ networkInterfaces: [{}, { associatePublicIpAddress: "true" }] }],
    unknown: [{ networkInterfaces: unknown }],
  },
  "ec2-launch-configuration-no-public-ip": {
    pass: [{}, { associatePublicIpAddress: false }],
    fail: [{ associatePublicIpAddress: true }],
    unknown: [{ associatePublicIpAddress: unknown }],
  },
};

import { sagemaker } from "../../src/rules/aws/sagemaker.js";
import { anyRes, ref, res, secret, suite, unknown } from "../suite.js";

const model = (inputs: object) => [anyRes("aws:sagemaker/model:Model", "churn", { executionRoleArn: "arn:aws:iam::1:role/m", ...inputs })];

const isolated = { directInternetAccess: "Disabled", subnetId: "subnet-0a1b", securityGroups: ["sg-0a1b"] };

const key = "arn:aws:kms:us-east-1:123456789012:key/0a1b";

const notebook = (statement: object) => [
  res("iam.Role", "lab", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "sagemaker.amazonaws.com" } }],
    }),
  }),
  anyRes("aws:iam/rolePolicy:RolePolicy", "rights", { role: ref("lab"), policy: { Version: "2012-10-17", Statement: [statement] } }),
  res("sagemaker.NotebookInstance", "lab-notebook", { roleArn: ref("lab", "arn"), subnetId: "subnet-1", directInternetAccess: "Disabled" }),
];

suite(sagemaker, {
  "sagemaker-model-secret-by-reference": {
    ofLiterals: true,
    pass: [
      model({ primaryContainer: { image: "i", environment: { SAGEMAKER_PROGRAM: secret("inference.py") } } }),
      model({ primaryContainer: { image: "i", environment: { DB_PASSWORD: "bw9MqLdis87PUHEW" } } }),
    ],
    fail: [
      model({ primaryContainer: { image: "i", environment: { DB_PASSWORD: secret("bw9MqLdis87PUHEW") } } }),
      model({ containers: [{ image: "a" }, { image: "b", environment: secret({ DB_PASSWORD: "bw9MqLdis87PUHEW" }) }] }),
    ],
    unknown: [model({ primaryContainer: { image: "i", environment: { DB_PASSWORD: secret(unknown) } } })],
  },
  "sagemaker-notebook-no-direct-internet": {
    good: isolated,
    pass: [{ directInternetAccess: "Disabled" }],
    fail: [{ instanceType: "ml.t3.medium" }, { directInternetAccess: "Enabled" }],
    unknown: [{ directInternetAccess: unknown }],
  },
  "sagemaker-notebook-in-vpc": {
    good: isolated,
    pass: [{ subnetId: "subnet-0a1b" }],
    fail: [{ instanceType: "ml.t3.medium" }],
    unknown: [{ subnetId: unknown }],
  },
  "sagemaker-notebook-no-root-access": {
    good: { ...isolated, rootAccess: "Disabled" },
    pass: [{ rootAccess: "Disabled" }],
    fail: [{ instanceType: "ml.t3.medium" }, { rootAccess: "Enabled" }],
    unknown: [{ rootAccess: unknown }],
  },
  "sagemaker-notebook-imdsv2": {
    good: { ...isolated, instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" } },
    pass: [{ instanceType: "ml.t3.medium" }],
    fail: [{ instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "1" } }],
    unknown: [{ instanceMetadataServiceConfiguration: unknown }],
  },
  "sagemaker-model-network-isolation": {
    pass: [{ enableNetworkIsolation: true }],
    fail: [{ executionRoleArn: "arn:aws:iam::123456789012:role/model" }],
    unknown: [{ enableNetworkIsolation: unknown }],
  },
  "sagemaker-model-in-vpc": {
    good: { vpcConfig: { subnets: ["subnet-0a1b"], securityGroupIds: ["sg-0a1b"] } },
    pass: [{ vpcConfig: { subnets: ["subnet-0a1b"], securityGroupIds: [] } }],
    fail: [{ executionRoleArn: "arn:aws:iam::123456789012:role/model" }],
    unknown: [{ vpcConfig: unknown }],
  },
  "sagemaker-endpoint-multiple-instances": {
    good: { productionVariants: [{ modelName: "m", initialInstanceCount: 2, instanceType: "ml.t2.medium" }] },
    pass: [{ productionVariants: [{ modelName: "m", serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 1024 } }] }],
    fail: [{ productionVariants: [{ modelName: "m", initialInstanceCount: 1, instanceType: "ml.t2.medium" }] }],
    unknown: [{ productionVariants: unknown }],
  },
  "sagemaker-data-quality-job-traffic-encrypted": {
    pass: [{ networkConfig: { enableInterContainerTrafficEncryption: true } }],
    fail: [{ name: "drift" }, { networkConfig: { enableInterContainerTrafficEncryption: false } }],
    unknown: [{ networkConfig: unknown }],
  },
  "sagemaker-domain-customer-managed-key": {
    pass: [{ kmsKeyId: key }],
    fail: [{}, { kmsKeyId: "alias/aws/service" }],
    unknown: [{ kmsKeyId: unknown }],
  },
  "sagemaker-data-quality-job-volume-customer-managed-key": {
    pass: [{ roleArn: "arn:aws:iam::123456789012:role/quality", jobResources: { clusterConfig: { volumeKmsKeyId: key } } }],
    fail: [
      { roleArn: "arn:aws:iam::123456789012:role/quality" },
      { roleArn: "arn:aws:iam::123456789012:role/quality", jobResources: { clusterConfig: { volumeKmsKeyId: "alias/aws/service" } } },
    ],
    unknown: [{ jobResources: { clusterConfig: { volumeKmsKeyId: unknown } } }],
  },
  "sagemaker-data-quality-job-output-customer-managed-key": {
    pass: [{ roleArn: "arn:aws:iam::123456789012:role/quality", dataQualityJobOutputConfig: { kmsKeyId: key } }],
    fail: [
      { roleArn: "arn:aws:iam::123456789012:role/quality" },
      { roleArn: "arn:aws:iam::123456789012:role/quality", dataQualityJobOutputConfig: { kmsKeyId: "alias/aws/service" } },
    ],
    unknown: [{ dataQualityJobOutputConfig: { kmsKeyId: unknown } }],
  },
  "sagemaker-flow-definition-output-customer-managed-key": {
    pass: [{ flowDefinitionName: "review", outputConfig: { kmsKeyId: key } }],
    fail: [{ flowDefinitionName: "review" }, { flowDefinitionName: "review", outputConfig: { kmsKeyId: "alias/aws/service" } }],
    unknown: [{ outputConfig: { kmsKeyId: unknown } }],
  },
  "sagemaker-endpoint-configuration-kms-key": {
    pass: [
      { kmsKeyArn: key, productionVariants: [{ modelName: "m", instanceType: "ml.m5.large", initialInstanceCount: 1 }] },
      { productionVariants: [{ modelName: "m", instanceType: "ml.g5.xlarge" }] },
      { productionVariants: [{ modelName: "m", serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 1024 } }] },
    ],
    fail: [{ productionVariants: [{ modelName: "m", instanceType: "ml.t2.medium", initialInstanceCount: 1 }] }],
    unknown: [{ kmsKeyArn: unknown, productionVariants: [{ modelName: "m", instanceType: "ml.t2.medium" }] }],
  },
  "sagemaker-notebook-role-not-permissive": {
    bad: notebook({ Effect: "Allow", Action: "s3:*", Resource: "*" }),
    good: notebook({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::samples/*" }),
    pass: [
      notebook({ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::samples/*" }),
      [res("sagemaker.NotebookInstance", "lab", { roleArn: "arn:aws:iam::123456789012:role/lab" })],
    ],
    fail: [
      notebook({ Effect: "Allow", Action: "*", Resource: "*" }),
      notebook({ Effect: "Allow", Action: ["logs:PutLogEvents", "s3:*"], Resource: "*" }),
    ],
    unknown: [notebook({ Effect: "Allow", Action: "s3:*", Resource: unknown })],
  },
});

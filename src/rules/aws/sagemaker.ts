import { grantsAdmin, serviceWildcards } from "../../iam/access/grants.js";
import { verdictAt } from "../../iam/access/verdicts.js";
import { anyOf } from "../../iam/document/answer.js";
import { absent, atLeast, either, every, except, matches, nonEmpty, present, some, unsetOr } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { runningAs } from "../../views/run-as.js";
import { modelVariables } from "../../views/wrapped.js";
import { localStorage } from "../helpers/instances.js";
import { customerManagedKey, keyAbout } from "../helpers/keys.js";

export const sagemaker = {
  "sagemaker-model-secret-by-reference": rule(modelVariables, {
    title: "SageMaker models must read their secrets from Secrets Manager",
    severity: "medium",
    fix: "Pass the ARN of a Secrets Manager secret, and let the container read it with the model's role.",
    why: "A value that Pulumi keeps as a secret is still shown to everyone who may describe the model.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
    check: () => "holds the secret itself, expected the ARN of a secret",
  }),
  "sagemaker-notebook-no-direct-internet": rule("sagemaker.NotebookInstance", {
    title: "SageMaker notebooks must not have direct internet access",
    severity: "high",
    preset: "all",
    controls: {
      fsbp: "SageMaker.1",
      nist: ["AC-2(6)", "AC-3", "AC-3(7)"],
      pci: ["1.2.8", "1.3.1"],
      hipaa: "164.308(a)(3)(i)",
      iso27001: "A.8.1",
    },
    equivalents: ["CKV_AWS_122", "cdk-nag:SageMakerNotebookNoDirectInternetAccess"],
    fix: 'Set `directInternetAccess: "Disabled"`, with `subnetId` and `securityGroups`. This replaces the notebook.',
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
    require: { directInternetAccess: "Disabled" },
  }),
  "sagemaker-notebook-in-vpc": rule("sagemaker.NotebookInstance", {
    title: "SageMaker notebooks must be inside a VPC",
    severity: "high",
    preset: "all",
    controls: { fsbp: "SageMaker.2", pci: ["1.2.8", "1.3.1"], iso27001: "A.8.20" },
    equivalents: ["CKV_AWS_306", "cdk-nag:SageMakerNotebookInVPC"],
    fix: "Set `subnetId` and `securityGroups`. This replaces the notebook.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/infrastructure-connect-to-resources.html",
    require: { subnetId: present },
  }),
  "sagemaker-notebook-no-root-access": rule("sagemaker.NotebookInstance", {
    title: "SageMaker notebooks must not give users root access",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "SageMaker.3", pci: ["7.2.1", "7.2.2"] },
    equivalents: ["CKV_AWS_307"],
    fix: 'Set `rootAccess: "Disabled"`.',
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html",
    require: { rootAccess: "Disabled" },
  }),
  "sagemaker-notebook-imdsv2": rule("sagemaker.NotebookInstance", {
    title: "SageMaker notebooks must require IMDSv2 for instance metadata",
    severity: "medium",
    equivalents: ["CKV_AWS_371"],
    fix: 'Set `instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" }`.',
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html",
    require: { instanceMetadataServiceConfiguration: unsetOr({ minimumInstanceMetadataServiceVersion: "2" }) },
  }),
  "sagemaker-model-network-isolation": rule("sagemaker.Model", {
    title: "SageMaker models must be isolated from the network",
    severity: "medium",
    preset: "all",
    controls: { fsbp: "SageMaker.5" },
    equivalents: ["CKV_AWS_370"],
    fix: "Set `enableNetworkIsolation: true`. This replaces the model.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
    require: { enableNetworkIsolation: true },
  }),
  "sagemaker-model-in-vpc": rule("sagemaker.Model", {
    title: "SageMaker models must be inside a VPC",
    severity: "medium",
    preset: "all",
    controls: { iso27001: "A.8.20" },
    fix: "Set `vpcConfig: { subnets, securityGroupIds }`. This replaces the model.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html",
    require: { vpcConfig: { subnets: nonEmpty } },
  }),
  "sagemaker-endpoint-multiple-instances": rule("sagemaker.EndpointConfiguration", {
    title: "SageMaker endpoints must run several instances of each variant",
    severity: "low",
    preset: "all",
    controls: { fsbp: "SageMaker.4", iso27001: "A.8.14" },
    fix: "Set `initialInstanceCount: 2` or more in each of `productionVariants`.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-best-practices.html",
    require: {
      productionVariants: every(
        either({ serverlessConfig: present }, { initialInstanceCount: atLeast(2) }, { managedInstanceScaling: present }),
      ),
    },
    message: "has a variant with fewer than two instances",
    at: "productionVariants",
  }),
  "sagemaker-data-quality-job-traffic-encrypted": rule("sagemaker.DataQualityJobDefinition", {
    title: "SageMaker monitoring jobs must encrypt traffic between containers",
    severity: "medium",
    preset: "all",
    equivalents: ["CKV_AWS_369"],
    fix: "Set `networkConfig: { enableInterContainerTrafficEncryption: true }`. This replaces the job definition.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html",
    require: { networkConfig: { enableInterContainerTrafficEncryption: true } },
  }),
  "sagemaker-domain-customer-managed-key": rule(["sagemaker.Domain", "sagemaker.NotebookInstance"], {
    ...keyAbout,
    title: "SageMaker domains and notebooks must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_187", "cdk-nag:SageMakerNotebookInstanceKMSKeyConfigured", "AwsSolutions-SM2"],
    fix: "Set `kmsKeyId` to the ARN of a `kms.Key`. This replaces the domain or the notebook.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    require: { kmsKeyId: customerManagedKey },
  }),
  "sagemaker-data-quality-job-volume-customer-managed-key": rule("sagemaker.DataQualityJobDefinition", {
    ...keyAbout,
    title: "SageMaker monitoring job volumes must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_368"],
    fix: "Set `volumeKmsKeyId` in `jobResources.clusterConfig` to the ARN of a `kms.Key`. This replaces the job definition.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    require: { jobResources: { clusterConfig: { volumeKmsKeyId: customerManagedKey } } },
  }),
  "sagemaker-data-quality-job-output-customer-managed-key": rule("sagemaker.DataQualityJobDefinition", {
    ...keyAbout,
    title: "SageMaker monitoring job outputs must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_367"],
    fix: "Set `kmsKeyId` in `dataQualityJobOutputConfig` to the ARN of a `kms.Key`. This replaces the job definition.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    require: { dataQualityJobOutputConfig: { kmsKeyId: customerManagedKey } },
  }),
  "sagemaker-flow-definition-output-customer-managed-key": rule("sagemaker.FlowDefinition", {
    ...keyAbout,
    title: "SageMaker human review outputs must be encrypted with a customer managed key",
    equivalents: ["CKV_AWS_372"],
    fix: "Set `kmsKeyId` in `outputConfig` to the ARN of a `kms.Key`. This replaces the flow definition.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    require: { outputConfig: { kmsKeyId: customerManagedKey } },
  }),
  "sagemaker-endpoint-configuration-kms-key": rule("sagemaker.EndpointConfiguration", {
    ...keyAbout,
    title: "SageMaker endpoints must encrypt the storage of their instances with a KMS key",
    equivalents: ["CKV_AWS_98", "cdk-nag:SageMakerEndpointConfigurationKMSKeyConfigured"],
    fix: "Set `kmsKeyArn` to the ARN of a `kms.Key`. This replaces the configuration.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    when: {
      productionVariants: some({
        serverlessConfig: absent,
        instanceType: except(matches(localStorage, "an instance type with local storage")),
      }),
    },
    require: { kmsKeyArn: present },
  }),
  "sagemaker-notebook-role-not-permissive": rule(runningAs("sagemaker.NotebookInstance", "roleArn"), {
    title: "SageMaker notebooks must not run as a role with every action of a service",
    severity: "medium",
    preset: "all",
    controls: { nist: ["AC-6"] },
    equivalents: ["CKV2_AWS_68"],
    fix: "Name the actions and resources that the notebook uses in the policies of its role.",
    why: "Whoever opens the notebook works with the rights of its role.",
    docs: "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
    check: ({ resource, holder }) =>
      verdictAt(
        resource,
        anyOf([grantsAdmin(holder), ...holder.lines.flatMap(({ statement }) => serviceWildcards(holder, statement))]),
        "runs as a role that has every action of a service on every resource",
      ),
  }),
};

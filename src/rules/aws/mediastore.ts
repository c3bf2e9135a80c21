import { present } from "../../language/pattern.js";
import { rule } from "../../language/rule.js";
import { tlsOnly } from "../helpers/tls.js";

export const mediastore = {
  "mediastore-container-policy": rule("mediastore.Container", {
    title: "MediaStore containers must have a policy",
    severity: "low",
    preset: "all",
    equivalents: ["cdk-nag:MediaStoreContainerHasContainerPolicy"],
    fix: "Add a `mediastore.ContainerPolicy` with the `containerName` of the container.",
    docs: "https://docs.aws.amazon.com/mediastore/latest/ug/policies.html",
    with: { policies: "mediastore.ContainerPolicy#containerName" },
    require: { policies: present },
  }),
  "mediastore-container-tls-only": rule("mediastore.ContainerPolicy", {
    title: "MediaStore container policies must deny requests without TLS",
    severity: "medium",
    preset: "all",
    equivalents: ["cdk-nag:MediaStoreContainerSSLRequestsOnly"],
    fix: "Deny `mediastore:*` to everyone where `aws:SecureTransport` is false.",
    docs: "https://docs.aws.amazon.com/mediastore/latest/ug/policies-examples.html",
    require: { policy: tlsOnly(["mediastore:*"], true) },
  }),
};

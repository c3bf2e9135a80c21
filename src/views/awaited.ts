import { secretInputs, secretOutputs } from "../data/tables.js";
import { oneOf } from "../model/expression.js";
import { topKey } from "../model/path.js";
import { type Resource, typeInModel, urnParts } from "../model/resource.js";

/** What an unknown input is made of. A literal is known, so such an input comes from other resources, or from a lookup. */
interface Awaited {
  /** Some of these resources make credentials: passwords, keys, tokens. */
  readonly makesCredentials: boolean;
  /** Some of them may have one besides names, ids, ARNs and addresses, or its origin is not known. */
  readonly mayHold: boolean;
}

/** What the input at a path of a resource waits for, by the dependencies that Pulumi records. */
export function awaitedAt(resource: Resource, path: string): Awaited {
  const types = (resource.propertyDependencies[topKey(path)] ?? []).map((urn) => typeInModel(urnParts(urn).type));
  return { makesCredentials: types.some(isMaker), mayHold: types.length === 0 || types.some((type) => isMaker(type) || isHolder(type)) };
}

/** Classes of other providers whose purpose is the credential that they create: `RandomPassword`, `PrivateKey`, `ApiToken`. */
export const makers = oneOf(
  [
    [/password/, "password", "passwor"],
    [/randombytes/, "randombytes", "randombyte"],
    [/privatekey/, "privatekey", "privateke"],
    [/(access|api|account|auth|licen[cs]e|secret|signing)key/, "accesskey", "accesske"],
    [/token/, "token", "toke"],
    [/credentials?/, "credential", "credentia"],
    [/clientsecret/, "clientsecret", "clientsecre"],
    [/loginprofile/, "loginprofile", "loginprofil"],
  ],
  { after: "$", flags: "i" },
);

const isMaker = (type: string): boolean => (type.startsWith("aws:") ? secretOutputs()[type] !== undefined : makers.expression.test(type));

/** Providers whose resources output names and addresses; their credentials are only in inputs. */
export const namesOnly = oneOf(
  [
    [/aws/, "aws:", "aw:"],
    [/aws-native/, "aws-native:", "aws-nativ:"],
    [/awsx/, "awsx:", "awsx"],
    [/eks/, "eks:", "ek:"],
    [/kubernetes/, "kubernetes:", "kubernete:"],
    [/docker/, "docker:", "docke:"],
    [/docker-build/, "docker-build:", "docker-buil:"],
    [/aws-apigateway/, "aws-apigateway:", "aws-apigatewa:"],
    [/aws-static-website/, "aws-static-website:", "aws-static-websit:"],
    [/std/, "std:", "st:"],
    [/time/, "time:", "tim:"],
    [/archive/, "archive:", "archiv:"],
    [/null/, "null:", "nul:"],
  ],
  { before: "^", after: ":" },
);

const isHolder = (type: string): boolean => secretInputs()[type] !== undefined || !namesOnly.expression.test(type);

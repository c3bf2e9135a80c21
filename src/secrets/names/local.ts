import { oneOf } from "../../model/expression.js";
import { jsonAt } from "../../model/json.js";
import { isList, isMap, isUnknown, type Value } from "../../model/value.js";
import { isSecretLiteral } from "./literal.js";

const address = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/\s]*@)?(\[[0-9a-f:]+\]|[\w.-]+)(?::\d{1,5})?(?:[/?#]|$)/i;
// Host names of the machine itself and of cloud emulators on it.
export const localHost = oneOf(
  [
    [/localhost/, "localhost", "localhos"],
    [/.+\.localhost/, "_.localhost", "_.localhos"],
    [/127(\.\d{1,3}){3}/, "127.1.1.1", "127.1.1."],
    [/0\.0\.0\.0/, "0.0.0.0", "0.0.0."],
    [/\[::1?\]/, "[::]", "[::"],
    [/host\.docker\.internal/, "host.docker.internal", "host.docker.interna"],
    [/(?:.*[.-])?(localstack|minio|moto|ministack|floci)(?:[.-].*)?/, "localstack", "localstac"],
    [/(?:dynamodb|s3|sqs|kinesis|aws)-?(local|mock)/, "dynamodblocal", "dynamodbloca"],
    [/elasticmq/, "elasticmq", "elasticm"],
    [/goaws/, "goaws", "goaw"],
    [/kinesalite/, "kinesalite", "kinesalit"],
  ],
  { before: "^", after: "$", flags: "i" },
);

/** Whether a text is the address of a service on the developer's own machine. */
export function isLocalAddress(text: string): boolean {
  const host = address.exec(text.trim())?.[1];
  return host !== undefined && localHost.expression.test(host);
}

const addressKey = /endpoint|host|url|uri|address|server|^skipCredentialsValidation$/i;

/**
 * Whether the arguments of a provider lead to the developer's own machine, or show that nothing checks the credentials; else the arguments that may,
 * once they are known.
 */
export function isLocal(given: Readonly<Record<string, Value>>): true | readonly string[] {
  const keys = Object.keys(given).filter((key) => addressKey.test(key));
  if (keys.some((key) => (key === "skipCredentialsValidation" ? String(given[key]) === "true" : some(given[key], isLocalText))))
    return true;
  return keys.filter((key) => some(given[key], isUnknown));
}

const isLocalText = (value: Value): boolean => typeof value === "string" && isLocalAddress(value);

/** Whether something holds for a value or a part of it. */
function some(value: Value | undefined, holds: (value: Value) => boolean): boolean {
  const inner = jsonAt(value) ?? value;
  if (inner === undefined) return false;
  return holds(inner) || (isList(inner) ? inner : isMap(inner) ? Object.values(inner) : []).some((part) => some(part, holds));
}

/** Whether a value is harmless if nothing checks credentials: `test`, `mock_secret_key`, but not a generated key. */
export const isRehearsed = (text: string): boolean => text.length < 40 && !isSecretLiteral(text, "likely");

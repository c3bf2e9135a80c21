// Runs the example programs with the real engine and the stub provider and writes their states, the same bytes every time:
// node scripts/export-example.mjs [--check] [shop] [goat]
// With --check nothing is written, and the status is 1 where a state differs from the committed one.
import { execFileSync } from "node:child_process";
import { createCipheriv, createHash, pbkdf2Sync } from "node:crypto";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { parse } from "yaml";

const repository = resolve(import.meta.dirname, "..");
/** The programs. The passphrase of each is its name: what it opens are made-up secrets. */
const examples = {
  shop: { stacks: ["dev", "prod"], run: (program, stack) => [python(), [join(repository, "scripts/run-example.py"), program, stack]] },
  goat: {
    stacks: ["prod"],
    run: (program, stack) => [process.execPath, ["--enable-source-maps", join(repository, "scripts/run-example.mjs"), program, stack]],
  },
};
const special = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const time = "2024-11-03T09:00:00Z";

const run = (command, args, options = {}) =>
  execFileSync(command, args, { encoding: "utf8", maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "inherit"], ...options });
const hash = (text) => createHash("sha256").update(text).digest();

/** A virtual environment with what the shop requires, kept in the cache. */
function python() {
  const requirements = join(repository, "examples/shop/requirements.txt");
  const cache = process.env.STACKWARDEN_CACHE ?? join(homedir(), ".cache/stackwarden");
  const folder = join(cache, `shop-python-${hash(readFileSync(requirements)).toString("hex").slice(0, 8)}`);
  const done = join(folder, "done");
  if (!existsSync(done)) {
    run("python3", ["-m", "venv", folder]);
    run(join(folder, "bin/pip"), ["install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
    writeFileSync(done, "");
  }
  return join(folder, "bin/python");
}

/** A copy of the program whose project names the stub provider. */
function prepare(folder, name) {
  const program = join(folder, name);
  cpSync(join(repository, "examples", name), program, {
    recursive: true,
    filter: (path) => !/(states|__pycache__|node_modules)$/.test(path),
  });
  appendFileSync(
    join(program, "Pulumi.yaml"),
    `\nplugins:\n  providers:\n    - name: aws\n      path: ${JSON.stringify(join(repository, "test/e2e/stub"))}\n`,
  );
  mkdirSync(join(folder, "backend"));
  if (existsSync(join(program, "package.json"))) symlinkSync(join(repository, "node_modules"), join(program, "node_modules"));
  return program;
}

/** Encrypts as the passphrase provider does, but with a nonce that depends on the place, so that a second export gives the same text. */
function crypter(passphrase, salt) {
  const key = pbkdf2Sync(passphrase, Buffer.from(salt.split(":")[1], "base64"), 1_000_000, 32, "sha256");
  return (place, plaintext) => {
    const nonce = hash(`${place} ${plaintext}`).subarray(0, 12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
  };
}

function encrypted(value, place, encrypt) {
  if (typeof value !== "object" || value === null) return value;
  if (value[special] === secretSignature) return { [special]: secretSignature, ciphertext: encrypt(place, value.plaintext) };
  if (Array.isArray(value)) return value.map((item, index) => encrypted(item, `${place}/${index}`, encrypt));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encrypted(item, `${place}/${key}`, encrypt)]));
}

/** The SDK writes the place in an ES module as `project:///file:/…`: that is the script that runs the program. */
const inProject = (position) => position?.startsWith("project:///") && !position.includes("..") && !position.startsWith("project:///file:");

/** Everything that would differ in another run or on another machine, made fixed. */
function tidied(state, passphrase, salt) {
  const encrypt = crypter(passphrase, salt);
  const ids = new Map();
  for (const { urn, type, id } of state.deployment.resources) {
    if (type.startsWith("pulumi:providers:"))
      ids.set(
        id,
        hash(urn)
          .toString("hex")
          .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5"),
      );
  }
  const resources = state.deployment.resources.map((resource) => {
    const { stackTrace = [], sourcePosition, dependencies, propertyDependencies, provider, id, ...rest } = resource;
    const frames = stackTrace.filter((frame) => inProject(frame.sourcePosition));
    return {
      ...rest,
      ...(id === undefined ? {} : { id: ids.get(id) ?? id }),
      ...(provider === undefined ? {} : { provider: provider.replace(/[^:]*$/, (last) => ids.get(last) ?? last) }),
      ...(dependencies === undefined ? {} : { dependencies: dependencies.toSorted() }),
      ...(propertyDependencies === undefined
        ? {}
        : { propertyDependencies: mapValues(sorted(propertyDependencies), (urns) => urns?.toSorted() ?? null) }),
      ...(inProject(sourcePosition) ? { sourcePosition } : {}),
      ...(frames.length === 0 ? {} : { stackTrace: frames }),
      created: time,
      modified: time,
    };
  });
  const deployment = {
    ...state.deployment,
    manifest: { ...state.deployment.manifest, time },
    secrets_providers: { type: "passphrase", state: { salt } },
    resources: dependenciesFirst(resources).map((resource) => encrypted(sorted(resource), resource.urn, encrypt)),
  };
  return { ...state, deployment };
}

const sorted = (value) => Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const mapValues = (value, change) => Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));

/** The engine's order is that of finished steps; this one is by URN, each resource after those it needs. */
function dependenciesFirst(resources) {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const done = new Set();
  const visit = (resource) => {
    if (resource === undefined || done.has(resource)) return;
    done.add(resource);
    const needed = [
      resource.parent,
      resource.provider?.replace(/::[^:]*$/, ""),
      ...(resource.dependencies ?? []),
      ...Object.values(resource.propertyDependencies ?? {}).flat(),
    ];
    for (const urn of needed) visit(byUrn.get(urn));
    // Added once more, now behind all that it needs; the first time kept a cycle from going round.
    done.delete(resource);
    done.add(resource);
  };
  for (const urn of [...byUrn.keys()].toSorted()) visit(byUrn.get(urn));
  return [...done];
}

function exportStack(name, program, stack, env) {
  const [command, parameters] = examples[name].run(program, stack);
  run(command, parameters, { env, cwd: program });
  const state = JSON.parse(run("pulumi", ["stack", "export", "--stack", stack, "--show-secrets"], { env, cwd: program }));
  const salt = parse(readFileSync(join(repository, `examples/${name}/Pulumi.${stack}.yaml`), "utf8")).encryptionsalt;
  const text = `${JSON.stringify(tidied(state, name, salt), null, 2)}\n`;
  const leak = [tmpdir(), homedir(), repository, dirname(repository)].find((path) => path !== "/" && text.includes(`${path}/`));
  if (leak !== undefined) throw new Error(`the state of ${name} ${stack} holds a path of this machine, under ${leak}`);
  return text;
}

function exportExample(name, check) {
  const folder = mkdtempSync(join(tmpdir(), "stackwarden-example-"));
  try {
    const engine = run(join(repository, ".ci/engine"), []).trim().split("\n").at(-1);
    const env = {
      ...process.env,
      PATH: `${engine}${delimiter}${process.env.PATH}`,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: name,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PYTHONDONTWRITEBYTECODE: "1",
    };
    const program = prepare(folder, name);
    for (const stack of examples[name].stacks) {
      const file = join(repository, `examples/${name}/states/${stack}.json`);
      const text = exportStack(name, program, stack, env);
      if (!check) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
        console.error(`${file} is not what the program gives: run node scripts/export-example.mjs`);
        process.exitCode = 1;
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const parameters = process.argv.slice(2);
const named = parameters.filter((parameter) => parameter !== "--check");
const unknown = named.find((name) => !(name in examples));
if (unknown === undefined)
  for (const name of named.length > 0 ? named : Object.keys(examples)) exportExample(name, parameters.includes("--check"));
else {
  console.error(
    `export-example: no example is named ${unknown}; usage: node scripts/export-example.mjs [--check] [${Object.keys(examples).join("] [")}]`,
  );
  process.exitCode = 2;
}

#!/usr/bin/env bash
# Package: check-jsonschema 0.39.0 (PyPI), with the schema of Azure Pipelines that it carries (`--builtin-schema vendor.azure-pipelines`).
# Behaviour: the task `UseNode@1`, Microsoft's own way to install Node.js, is in the schema's list of tasks, but no definition has its inputs, and a task must match one of them: the step is refused in any form.
# Output seen: ok: UseNode@1 with its input version is refused, NodeTool@0 with its input versionSpec is accepted
# Why it matters: a template of a pipeline that is checked by the public schema must use the task that UseNode replaced, or patch the schema; a red check says nothing about the pipeline.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv >/dev/null
venv/bin/pip install --quiet --disable-pip-version-check check-jsonschema==0.39.0
verdict() {
  cat >azure-pipelines.yml <<YAML
pool:
  vmImage: ubuntu-latest
steps:
  - task: $1
    inputs:
      $2: "22.x"
  - script: node --version
YAML
  if venv/bin/check-jsonschema --builtin-schema vendor.azure-pipelines azure-pipelines.yml >out.txt 2>&1; then echo accepted; elif grep -q 'azure-pipelines.yml' out.txt; then echo refused; else echo broken; fi
}
new=$(verdict UseNode@1 version)
old=$(verdict NodeTool@0 versionSpec)
if [ "$new $old" != "refused accepted" ]; then
  echo "changed: UseNode@1 is $new, NodeTool@0 is $old" >&2
  exit 1
fi
echo "ok: UseNode@1 with its input version is $new, NodeTool@0 with its input versionSpec is $old"

#!/usr/bin/env bash
# Package: github.com/pulumi/pulumi/pkg/v3 v3.276.0 (Go), which reads the file of `--policy-pack-config`.
# Behaviour: in a configuration of version 2, `policies`, `environments` and `exceptions` are found in any letter case ("POLICIES"), because Go's JSON
# decoder matches the fields of a struct so. "version" is looked up in a map and so matched exactly: with "Version" the same file is one of the old form, in
# which "Version" and "POLICIES" are names of policies, and it is rejected.
# Output seen: ok: "POLICIES" configures a policy beside "version": 2, while "Version": 2 is taken for a policy and rejected
# Why it matters: a tool that reads such a file by exact keys sees no policies and no exceptions where the engine applies them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"version": 2, "POLICIES": {"no-public-bucket": "disabled"}}' >upper.json
printf '{"Version": 2, "POLICIES": {"no-public-bucket": "disabled"}}' >wrong.json
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/pulumi/pulumi/pkg/v3/resource/analyzer"
)

func main() {
	file, err := analyzer.LoadPolicyPackConfigFile(os.Args[1])
	if err != nil {
		fmt.Println("rejected:", err)
		return
	}
	fmt.Println("level:", file.Config["no-public-bucket"].EnforcementLevel)
}
GO
go mod init example.com/finding >/dev/null 2>&1
go get github.com/pulumi/pulumi/pkg/v3/resource/analyzer@v3.276.0 >/dev/null 2>&1
go build -o read .
upper=$(./read upper.json)
wrong=$(./read wrong.json)
if [ "$upper" != "level: disabled" ] || [[ "$wrong" != 'rejected: parsing "Version": '* ]]; then
  printf 'changed: %s\n%s\n' "$upper" "$wrong" >&2
  exit 1
fi
echo 'ok: "POLICIES" configures a policy beside "version": 2, while "Version": 2 is taken for a policy and rejected'

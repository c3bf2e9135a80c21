#!/usr/bin/env bash
# Package: github.com/pulumi/pulumi/pkg/v3 v3.276.0 (Go), with the function that writes the file of `pulumi preview --save-plan`.
# Behaviour: the SDK declares `VersionedDeploymentPlan`, a plan with its `version` around it, as states and deployments have; the command line writes the bare
# `DeploymentPlanV1`, with `resourcePlans`, `config` and `manifest` at the top, and reads any JSON object back as a plan, a state too.
# Output seen: ok: a plan file has the keys config, manifest and resourcePlans and no version, and a state is read as a plan of 0 resources
# Why it matters: a reader that looks for `version` and `plan` takes no plan file for one, and nothing in the file shows that its format has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/cmd/pulumi/plan"
	"github.com/pulumi/pulumi/pkg/v3/display"
	"github.com/pulumi/pulumi/pkg/v3/resource/deploy"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
)

func check(err error) {
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

func main() {
	planned := deploy.NewPlan(config.Map{config.MustMakeKey("aws", "region"): config.NewValue("eu-west-1")})
	planned.ResourcePlans[resource.NewURN("dev", "shop", "", "aws:s3/bucket:Bucket", "logs")] = &deploy.ResourcePlan{Ops: []display.StepOp{deploy.OpDelete}}
	check(plan.Write("plan.json", &planned, config.NopEncrypter, false))
	text, err := os.ReadFile("plan.json")
	check(err)
	var file map[string]any
	check(json.Unmarshal(text, &file))
	fmt.Println(strings.Join(slices.Sorted(maps.Keys(file)), " "))
	check(os.WriteFile("state.json", []byte(`{"version": 3, "deployment": {"resources": []}}`), 0o600))
	read, err := plan.Read("state.json", config.NopDecrypter)
	check(err)
	fmt.Println(len(read.ResourcePlans))
}
GO
go mod init example.com/finding >/dev/null 2>&1
go get github.com/pulumi/pulumi/pkg/v3/cmd/pulumi/plan@v3.276.0 >/dev/null 2>&1
go build -o write .
seen=$(./write) || true
if [ "$seen" != $'config manifest resourcePlans\n0' ]; then
  printf 'changed: %s\n' "$seen" >&2
  exit 1
fi
echo "ok: a plan file has the keys config, manifest and resourcePlans and no version, and a state is read as a plan of 0 resources"

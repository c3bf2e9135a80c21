#!/usr/bin/env bash
# Package: github.com/pulumi/pulumi/pkg/v3 v3.276.0 (Go), with the function that prints `pulumi preview --json`.
# Behaviour: without --show-sames, resources that do not change have no step: all that is left of them is the number `same` in `changeSummary`. The root stack
# has its step all the same, and so has an unchanged resource whose `protect` changes, with the operation `same`.
# Output seen: ok: of 3 unchanged resources the preview shows the root and the one whose protect changes, and "same": 3
# Why it matters: whoever evaluates the steps as the whole stack sees a bucket without the policy that it has, and a step `same` is no sign that all are there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >main.go <<'GO'
package main

import (
	"os"

	display "github.com/pulumi/pulumi/pkg/v3/backend/display"
	summary "github.com/pulumi/pulumi/pkg/v3/display"
	"github.com/pulumi/pulumi/pkg/v3/engine"
	states "github.com/pulumi/pulumi/pkg/v3/resource"
	"github.com/pulumi/pulumi/pkg/v3/resource/deploy"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

func same(kind, name string, protect bool) engine.Event {
	urn := resource.NewURN("dev", "shop", "", tokens.Type(kind), name)
	state := func(protect bool) *engine.StepEventStateMetadata {
		full := &states.State{Type: tokens.Type(kind), URN: urn, Custom: true, Protect: protect}
		return &engine.StepEventStateMetadata{Type: full.Type, URN: urn, Custom: true, Protect: protect, State: full}
	}
	return engine.NewEvent(engine.ResourcePreEventPayload{Metadata: engine.StepEventMetadata{
		Op: deploy.OpSame, URN: urn, Type: tokens.Type(kind), Old: state(false), New: state(protect),
	}})
}

func main() {
	events, done := make(chan engine.Event), make(chan bool)
	go display.ShowPreviewDigest(events, done, display.Options{ShowSameResources: len(os.Args) > 1})
	events <- same("pulumi:pulumi:Stack", "shop-dev", false)
	events <- same("aws:s3/bucket:Bucket", "logs", false)
	events <- same("aws:sqs/queue:Queue", "jobs", true)
	events <- engine.NewEvent(engine.SummaryEventPayload{IsPreview: true, ResourceChanges: summary.ResourceChanges{deploy.OpSame: 3}})
	close(events)
	<-done
}
GO
go mod init example.com/finding >/dev/null 2>&1
go get github.com/pulumi/pulumi/pkg/v3/backend/display@v3.276.0 >/dev/null 2>&1
go build -o preview .
names() { grep -oE '^            "urn": "[^"]*"' | sed -E 's/.*::([^:"]*)"$/\1/' | paste -sd ' '; }
few=$(./preview)
all=$(./preview --show-sames)
seen="$(names <<<"$few") / $(names <<<"$all") / $(grep -c '"same": 3' <<<"$few")"
if [ "$seen" != "shop-dev jobs / shop-dev logs jobs / 1" ]; then
  printf 'changed: %s\n%s\n' "$seen" "$few" >&2
  exit 1
fi
echo 'ok: of 3 unchanged resources the preview shows the root and the one whose protect changes, and "same": 3'

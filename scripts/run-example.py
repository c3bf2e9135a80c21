"""Runs a Pulumi program in Python by the Automation API, which needs no language host: run-example.py FOLDER STACK."""

import runpy
import sys
from pathlib import Path

from pulumi import automation

folder, stack_name = Path(sys.argv[1]).resolve(), sys.argv[2]
sys.path.insert(0, str(folder))

stack = automation.create_or_select_stack(
    stack_name=stack_name,
    project_name="shop",
    program=lambda: runpy.run_path(str(folder / "__main__.py"), run_name="__main__") and None,
    opts=automation.LocalWorkspaceOptions(work_dir=str(folder)),
)
stack.up(on_output=lambda line: print(line, file=sys.stderr), color="never")

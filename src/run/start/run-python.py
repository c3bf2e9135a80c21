"""Runs a Pulumi program in Python as Pulumi's language host does: settings, configuration, `__main__.py`, and errors in the program's own words."""

import asyncio
import json
import logging
import os
import runpy
import sys
import traceback

given = json.loads(os.environ["STACKWARDEN_START"])

try:
    import pulumi
    import pulumi.runtime
except ImportError as error:
    sys.exit(f"needs the package pulumi ({error}). Install the project's requirements.")

config = pulumi.runtime.get_config_env()
if hasattr(pulumi.runtime, "set_all_config"):
    pulumi.runtime.set_all_config(config, pulumi.runtime.get_config_secret_keys_env())
else:
    for key, value in config.items():
        pulumi.runtime.set_config(key, value)

settings = {
    "monitor": given["address"],
    "engine": given["address"],
    "project": given["project"],
    "stack": given["stack"],
    "parallel": 64,
    "dry_run": True,
    "organization": given["organization"],
    "root_directory": given["folder"],
}
known = pulumi.runtime.Settings.__init__.__code__.co_varnames
pulumi.runtime.configure(pulumi.runtime.Settings(**{key: value for key, value in settings.items() if key in known}))



def go_on_without():
    """A program that misses configuration goes on with a stand-in, so that all that it misses is known after one run. The run fails nevertheless."""
    missing = getattr(pulumi.config, "ConfigMissingError", ()) if hasattr(pulumi, "config") else ()
    stand_ins = {"bool": False, "int": 1, "float": 1.0, "object": {}}
    for kind in ["", "bool", "int", "float", "object"]:
        for secret in [False, True]:
            method = "_".join(part for part in ["require", "secret" if secret else "", kind] if part)
            original = getattr(pulumi.Config, method, None)
            if original is None:
                continue

            def require_or_go_on(self, key, *rest, original=original, kind=kind, secret=secret, **named):
                try:
                    return original(self, key, *rest, **named)
                except missing as error:
                    pulumi.log.error(str(error))
                    stand_in = stand_ins.get(kind, os.environ["STACKWARDEN_MISSING"])
                    return pulumi.Output.secret(stand_in) if secret else stand_in

            setattr(pulumi.Config, method, require_or_go_on)


go_on_without()
program = given["entry"]
sys.argv = [program]
os.chdir(given["directory"])
sys.path.insert(0, given["directory"])


def own_frames(error):
    """The traceback without the frames of this file and of the interpreter's own."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [place for place, frame in enumerate(frames) if frame.filename.startswith(given["directory"] + os.sep) and "site-packages" not in frame.filename]
    # From the first line of the program on; for an error that comes later, where it comes from.
    lines = traceback.format_list(frames[own[0] :] if own else frames[-1:]) + traceback.format_exception_only(type(error), error)
    return "".join(lines).rstrip()


def run():
    runpy.run_path(program, run_name="__main__")


successful = False
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
logging.getLogger("asyncio").setLevel(logging.CRITICAL)
try:
    loop.run_until_complete(pulumi.runtime.run_in_stack(run))
    successful = True
except pulumi.RunError as error:
    pulumi.log.error(str(error))
except Exception as error:
    pulumi.log.error("Program failed with an unhandled exception:\n" + own_frames(error))
finally:
    try:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
    except Exception:
        pass
    sys.stdout.flush()
    sys.stderr.flush()
sys.exit(0 if successful else 1)

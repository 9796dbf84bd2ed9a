"""Are there known faults in what we depend on? Asked of the public list, for every version in the lock file.

Ends with 1 when there are. When the list can't be asked it says so and goes on: a change does not wait for
it.
Arguments: the lock file, and after it what pip-audit is told more.
"""

import json
import subprocess
import sys

# Known, and no danger here: its identifier, and why.
ACCEPTED: dict[str, str] = {}
NOT_ASKED = """
!!! The list of known faults can't be reached: the dependencies were NOT CHECKED.
!!! Run this again where it can: .ci/known_faults.py
"""


def main(lock: str, *more: str) -> int:
    command = [sys.executable, "-m", "pip_audit", "-r", lock, "--no-deps", "--disable-pip"]
    command += ["--progress-spinner", "off", "--format", "json", *more]
    asked = subprocess.run(command, capture_output=True, text=True)
    try:
        found = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(asked.stderr.strip()[-1000:], NOT_ASKED, file=sys.stderr)
        return 0
    skipped = sorted(one["name"] for one in found if "skip_reason" in one)
    if len(skipped) == len(found):
        print(NOT_ASKED, file=sys.stderr)
        return 0
    if skipped:
        print(f"!!! NOT CHECKED, as the list doesn't know them: {', '.join(skipped)}", file=sys.stderr)
    faults = {fault["id"]: (one, fault) for one in found for fault in one.get("vulns", ())}
    for name, (one, fault) in sorted(faults.items()):
        mended = ", ".join(fault["fix_versions"]) or "nowhere yet"
        why = f"; accepted: {ACCEPTED[name]}" if name in ACCEPTED else ""
        print(f"{one['name']} {one['version']}: {name}, mended in {mended}{why}")
    if stale := ACCEPTED.keys() - faults.keys():
        print(f"No longer found, take them from the list: {', '.join(sorted(stale))}")
        return 1
    print(f"{len(found) - len(skipped)} packages checked, {len(faults)} faults known")
    return 1 if faults.keys() - ACCEPTED.keys() else 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["requirements.lock"])))

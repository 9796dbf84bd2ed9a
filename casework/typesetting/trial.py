"""Drawing a logo of a stranger for the first time, where it can do no harm."""

import subprocess
import sys

from casework.typesetting.points import LOGO_TEMPLATE, SHARP

# In seconds, and in bytes: many times what a logo needs.
SECONDS, MEMORY = 10, 1 << 30
# One thread, so that it takes no more on a machine with many; and no secret of ours is near a strange file.
ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
PROGRAM = """
import json, resource, sys, typst
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
page = {
    "input": sys.argv[1].encode(),
    "sys_inputs": {"picture": json.dumps(list(sys.stdin.buffer.read()))},
    "ignore_system_fonts": True,
}
typst.compile(**page, format="pdf")
sys.stdout.buffer.write(typst.compile(**page, format="png", ppi=int(sys.argv[3])))
"""


def logo_on_trial(logo: bytes) -> bytes:
    """As ``points.logo_as_png``, in a process of its own: some drawings stop the program that draws them, or
    keep it busy for hours. Raises RuntimeError for those too."""
    args = [sys.executable, "-I", "-c", PROGRAM, LOGO_TEMPLATE.decode(), str(MEMORY), str(SHARP)]
    try:
        done = subprocess.run(
            args, input=logo, capture_output=True, timeout=SECONDS, check=True, env=ENVIRONMENT
        )
    except subprocess.SubprocessError as error:
        raise RuntimeError("this can't be drawn") from error
    return done.stdout

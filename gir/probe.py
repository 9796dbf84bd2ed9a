"""`python -m gir.probe`, for container health checks: exit code 0 when the web process here is healthy."""

import os
import sys
import urllib.request


def main() -> int:
    # The server answers only to its own names; the health page is the one that needs no https.
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    page = urllib.request.Request(
        f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/gezondheid/", headers={"Host": host}
    )
    try:
        with urllib.request.urlopen(page, timeout=5):
            return 0
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

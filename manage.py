#!/usr/bin/env python
"""Django's commands, for where the environment and the services are there already; else use script/manage."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gir.settings")
    try:
        from gir.commandline import django_command
    except ImportError as error:
        sys.exit(f"{error}. Use script/manage: it makes the environment first.")
    sys.exit(django_command(sys.argv))

"""What every register has, whatever its kind. Names no status, right or noun of a register."""

import os

# lxml, when it is there for something else, would be preferred by openpyxl over defusedxml, and accept
# entities. Said here, because Django loads this room before anything in it or above it imports openpyxl.
os.environ["OPENPYXL_LXML"] = "False"

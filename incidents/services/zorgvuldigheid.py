"""What must be in order before a burdening measure goes out.

Source: Nationale ombudsman (2012/029, 2015/011, 2017/111, 2019/024), domain document section 5.
"""

from incidents.lists import LICHTE_MAATREGELEN, VeroorzakerMaatregelCode

# Burdening measures: all but those that are a talk.
BELASTEND = frozenset(set(VeroorzakerMaatregelCode) - set(LICHTE_MAATREGELEN))

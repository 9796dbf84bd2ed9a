"""The figures as JSON, exactly as the exchange contract has them."""

import json

from casework.typesetting import Huisstijl
from reports.verslag import Verslag


def render(verslag: Verslag, huisstijl: Huisstijl) -> bytes:
    return (json.dumps(verslag.cijfers, ensure_ascii=False, indent=1) + "\n").encode()

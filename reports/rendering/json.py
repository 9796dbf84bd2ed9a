"""The figures as JSON, exactly as the exchange contract has them."""

import json

from reports.verslag import Verslag


def render(verslag: Verslag) -> bytes:
    return (json.dumps(verslag.cijfers, ensure_ascii=False, indent=1) + "\n").encode()

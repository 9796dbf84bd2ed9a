"""The whole report, for who wants to see every number."""

from reports.vormen.describing import Rapportvorm

VOLLEDIG = Rapportvorm(
    naam="volledig",
    titel="Volledig rapport",
    uitleg="Alles wat in het rapport staat, voor wie elk getal wil zien.",
    delen=None,
)

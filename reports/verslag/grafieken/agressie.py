"""The charts of the aggression register."""

from reports.verslag.content import Grafieksoort
from reports.verslag.grafieken.describing import Beeld, beside, column, in_order_of_time, whole

BEELDEN = (
    Beeld("instroom", "maanden", "Het verloop door de periode", Grafieksoort.LIJN, column("instroom-maand")),
    Beeld(
        "instroom",
        "hoofdcategorieen",
        "Wat voor agressie het was",
        Grafieksoort.STAVEN,
        column("instroom-hoofdcategorie"),
    ),
    Beeld(
        "waar",
        "contactvormen",
        "Hoe het contact was",
        Grafieksoort.STAVEN,
        column("instroom-contactvorm"),
    ),
    Beeld("waar", "week", "Dagen en dagdelen", Grafieksoort.RASTER, whole("weekdag")),
    Beeld("politie", "trechter", "Hoe ver het kwam", Grafieksoort.STAVEN, column("trechter")),
    Beeld("maatregel", "maatregelen", "Wat werd besloten", Grafieksoort.STAVEN, column("maatregelen")),
    Beeld("termijnen", "op-tijd", "Op tijd of te laat", Grafieksoort.STAVEN, beside("termijnen", (0, 1))),
    Beeld(
        "vergeleken",
        "trend",
        "Incidenten door de jaren heen",
        Grafieksoort.LIJN,
        in_order_of_time("vergelijking"),
    ),
)

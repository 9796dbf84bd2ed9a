"""How fast an existing registration comes in: generates a file of ROWS rows and imports it, then undoes it.

    python -m benchmarks.importing [ROWS] [--register agressie] [--profile]

Needs DATABASE_URL and REDIS_URL of a migrated database; leaves nothing behind in it.
"""

import cProfile
import csv
import io
import pstats
import random
import sys
import time
from datetime import date, timedelta

from django.db import connection, transaction

from casework.importing.jobs import IMPORTEURS
from incidents.gedragingen import GEDRAGINGEN, Hoofdcategorie
from incidents.importing import columns as incident_columns
from incidents.lists import Contactvorm, Functiegroep, RedenGeenAangifte, Verzuim
from integrity.importing import columns as melding_columns
from integrity.lists import Betreft, Kanaal, LijnUitkomst, Uitstroomreden
from ledger.actors import SYSTEEM
from ledger.rowsecurity import EVERY, granted
from organisations.services import create_organisation


def generate_meldingen(rows: int, seed: int = 1) -> bytes:
    """A file as registrations of integrity are: a third dropped, a quarter in the line, others looked at."""
    chance = random.Random(seed)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(melding_columns.KOLOMMEN), delimiter=";")
    writer.writeheader()
    written = number = 0
    while written < rows:
        number += 1
        received = date(2015, 1, 1) + timedelta(days=chance.randrange(3000))

        def after(days: int, received: date = received) -> str:
            return (received + timedelta(days=days)).isoformat()

        zaak = {
            "kenmerk": f"B-{number:06}",
            "ontvangen_op": received.isoformat(),
            "kanaal": chance.choice(Kanaal.values),
            "afdeling": chance.choice(("Bedrijfsvoering", "Stadsbeheer", "Sociaal Domein", "Publiekszaken")),
            "categorie": chance.choice(("financieel", "lekken", "pesten", "nevenwerkzaamheden", "overig")),
            "betreft": chance.choice(Betreft.values),
        }
        kind = chance.random()
        lines = [{}]
        if kind < 0.35:
            zaak |= {"uitstroomreden": chance.choice(Uitstroomreden.values), "uitgestroomd_op": after(6)}
            zaak |= {"afgesloten_op": after(6)}
        elif kind < 0.6:
            zaak |= {"route": "in_de_lijn", "route_op": after(5), "afgesloten_op": after(40)}
            zaak |= {"lijn_uitkomst": chance.choice(LijnUitkomst.values[:5])}
        elif kind < 0.75:
            zaak |= {"route": "vooronderzoek", "route_op": after(5), "vooronderzoek_start": after(8)}
            if chance.random() < 0.8:
                zaak |= {"vooronderzoek_eind": after(30), "vooronderzoek_uitkomst": "geen_schending"}
                zaak |= {"afgesloten_op": after(60)}
        else:
            zaak |= {"route": "feitenonderzoek", "route_op": after(5), "feitenonderzoek_start": after(8)}
            if chance.random() < 0.8:
                zaak |= {"feitenonderzoek_eind": after(90), "afgesloten_op": after(140)}
                zaak |= {"uitvoering": "intern"}
                judged = {"oordeel": "vastgesteld", "oordeel_op": after(100), "maatregel_op": after(120)}
                judged |= {"vastgestelde_categorie": zaak["categorie"], "maatregel": "formele_waarschuwing"}
                lines = [judged | {"betrokkene": str(n)} for n in range(1, chance.choice((1, 1, 1, 2)) + 1)]
        for line in lines:
            writer.writerow(zaak | line)
            written += 1
    return out.getvalue().encode()


def generate_incidents(rows: int, seed: int = 1) -> bytes:
    """A file as registrations of aggression are: half with nazorg, a third with the police, a quarter with
    a maatregel, nine in ten closed."""
    chance = random.Random(seed)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(incident_columns.KOLOMMEN), delimiter=";")
    writer.writeheader()
    for number in range(rows):
        happened = date(2015, 1, 1) + timedelta(days=chance.randrange(3000))

        def after(days: int, happened: date = happened) -> str:
            return (happened + timedelta(days=days)).isoformat()

        row = {
            "kenmerk": f"A-{number:06}",
            "voorval_op": after(0),
            "gemeld_op": after(1),
            "hoofdcategorie": chance.choice(Hoofdcategorie.values),
            "gedraging": "|".join(chance.sample(list(GEDRAGINGEN), 2)),
            "contactvorm": chance.choice(Contactvorm.values),
            "afdeling": chance.choice(("Publiekszaken", "Handhaving", "Werk en Inkomen")),
            "doelwit": chance.choice(("medewerker", "medewerker", "ambtsdrager")),
            "functiegroep": chance.choice(Functiegroep.values),
            "letsel": chance.choice(("geen", "geen", "psychisch", "licht")),
            "verzuim": chance.choice(Verzuim.values),
            "besproken_met": "collega|leidinggevende",
            "veroorzaker_bekend": chance.choice(("ja", "nee")),
        }
        if chance.random() < 0.5:
            row |= {"nazorg": "gehouden"}
        police = chance.random()
        if police < 0.2:
            row |= {"politie": "aangifte", "aangifte_op": after(3), "strafbaar": "ja", "afdoening": "sepot"}
        elif police < 0.35:
            row |= {"politie": "melding"}
        else:
            row |= {"politie": "geen", "reden_geen_aangifte": chance.choice(RedenGeenAangifte.values)}
        if chance.random() < 0.25:
            row |= {"maatregel": "ordegesprek|waarschuwingsbrief", "maatregel_op": after(9)}
        if chance.random() < 0.9:
            row |= {"afgesloten_op": after(40)}
        writer.writerow(row)
    return out.getvalue().encode()


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    rows = numbers[0] if numbers else 10_000
    register = "agressie" if "agressie" in sys.argv else "integriteit"
    importeur = IMPORTEURS[register]
    data = {"agressie": generate_incidents, "integriteit": generate_meldingen}[register](rows)
    print(f"{rows} rows, {len(data) / 1e6:.1f} MB")
    with granted("benchmark", organisations=EVERY), transaction.atomic():
        organisation = create_organisation(naam="Proef", slug="benchmark", soort="overig", by=SYSTEEM)
        begin = time.monotonic()
        importeur.check(organisation, data)
        print(f"check:  {time.monotonic() - begin:6.1f} s")
        profiler = cProfile.Profile()
        begin, cpu = time.monotonic(), time.process_time()
        if "--profile" in sys.argv:
            profiler.enable()
        told = importeur.run(organisation, data)
        profiler.disable()
        seconds = time.monotonic() - begin
        cpu = time.process_time() - cpu
        print(
            f"import: {seconds:6.1f} s, {seconds / rows * 1000:.1f} ms a row, {cpu:.1f} s of processor here"
        )
        print(told)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    if "--profile" in sys.argv:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    main()

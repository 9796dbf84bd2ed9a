"""What happened in the period, whatever the day of receipt. Counts zaken."""

from datetime import date
from decimal import Decimal

from casework.lists import Lijst
from integrity.lists import Kosten, OnderzoekSoort, Uitvoering
from reports.counting import Bedrag, Boom, Teleenheid, Telling, per_code, zaken
from reports.facts.integriteit import ZaakFeit, ZaakFeiten
from reports.figures import stock
from reports.figures.stock import day_before


def eerdere_instroom(facts: ZaakFeiten, categorieen: Lijst, maatregelen: Lijst) -> Boom:
    """What happened in the period in zaken that were received before it; each fact by its own date.

    Completed investigations; zaken in which something was first established, and the categories that were
    first established in them; decisions, and the betrokkenen they are about. So nothing that happens after
    a cohort's own report is lost: it shows in the period in which it happened.
    """
    earlier = list(facts.eerdere_zaken)
    categories = (
        (categorie, zaak.id)
        for zaak in earlier
        for categorie, first in zaak.categorieen().items()
        if first in facts.periode
    )
    decisions = [(zaak, m) for zaak in earlier for m in zaak.maatregelen if m.opgelegd_op in facts.periode]
    persons = sorted({(zaak.id, m.betrokkene) for zaak, m in decisions})
    return {
        "onderzoeken_afgerond": zaken(z.id for z in earlier if z.onderzoek_tot in facts.periode),
        "schending_vastgesteld": zaken(z.id for z in earlier if z.vastgesteld_op in facts.periode),
        "per_categorie": per_code(categories, categorieen, Teleenheid.ZAKEN),
        "betrokkenen": Telling(Teleenheid.BETROKKENEN, tuple(zaak for zaak, _ in persons)),
        "per_maatregel": per_code(
            ((m.maatregel, zaak.id) for zaak, m in decisions), maatregelen, Teleenheid.BESLUITEN
        ),
    }


def _runs_on(zaak: ZaakFeit, day: date) -> bool:
    """The investigation runs at the end of that day."""
    started, completed = zaak.onderzoek_van, zaak.onderzoek_tot
    return started is not None and started <= day and (completed is None or completed > day)


def onderzoeken(facts: ZaakFeiten) -> Boom:
    """Investigations by their own dates, whatever the cohort.

    An investigation is the vooronderzoek and feitenonderzoek of one zaak together, once.
    ``lopend_begin`` + ``gestart`` - ``afgerond`` = ``lopend_eind``. ``per_uitvoering`` and ``kosten``: of
    those completed in the period.
    """
    everything = facts.alle_zaken
    completed = [zaak for zaak in everything if zaak.onderzoek_tot in facts.periode]
    return {
        "gestart": zaken(z.id for z in everything if z.onderzoek_van in facts.periode),
        "afgerond": zaken(z.id for z in completed),
        "afgerond_eerdere_instroom": zaken(z.id for z in completed if z.ontvangen_op < facts.periode.van),
        "lopend_begin": zaken(z.id for z in everything if _runs_on(z, day_before(facts.periode))),
        "lopend_eind": zaken(z.id for z in everything if _runs_on(z, facts.periode.tot_en_met)),
        "per_uitvoering": per_code(
            ((_uitvoering(zaak), zaak.id) for zaak in completed), Uitvoering.values, Teleenheid.ZAKEN
        ),
        "kosten": _kosten(completed),
    }


def _uitvoering(zaak: ZaakFeit) -> str:
    """By whom: of the last part for which it was registered."""
    known = [o for o in zaak.onderzoeken if o.uitvoering]
    last = max(
        known,
        key=lambda o: (o.gestart_op, o.soort == OnderzoekSoort.FEITENONDERZOEK, o.uitvoering),
        default=None,
    )
    return last.uitvoering if last else ""


def _kosten(completed: list[ZaakFeit]) -> Boom:
    """``bedrag``: the sum of the amounts. The rest are zaken without an amount, by what was registered."""
    amounts = {z.id: [o.bedrag for o in z.onderzoeken if o.bedrag is not None] for z in completed}
    without = [(_kostensoort(zaak), zaak.id) for zaak in completed if not amounts[zaak.id]]
    with_amount = tuple(pk for pk, found in amounts.items() if found)
    total = sum((amount for found in amounts.values() for amount in found), Decimal(0))
    return {
        "bedrag": Bedrag(total, with_amount),
        **per_code(without, (Kosten.GEEN, Kosten.ONBEKEND), Teleenheid.ZAKEN),
    }


def _kostensoort(zaak: ZaakFeit) -> str:
    """One unknown part makes the whole unknown."""
    registered = {o.kosten for o in zaak.onderzoeken}
    return next((kosten for kosten in (Kosten.ONBEKEND, Kosten.GEEN) if kosten in registered), "")


def voorraad(facts: ZaakFeiten) -> dict[str, Telling]:
    """Open zaken, by the rule of ``stock.voorraad``: a melding not judged on triage is a zaak too."""
    return stock.voorraad(facts.alle_zaken, facts.periode, zaken)


def aangiften(facts: ZaakFeiten) -> Telling:
    """Zaken in which aangifte was done in the period, whatever the cohort."""
    return zaken(z.id for z in facts.alle_zaken if any(day in facts.periode for day in z.aangiften))

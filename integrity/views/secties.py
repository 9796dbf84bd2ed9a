"""The sections of the page of a zaak: what stands in each, as the templates show it.

Everything was read before (``integrity.models.dossier``); nothing here asks the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.acties.termijntekst import term_in_words
from casework.bedragen import in_euros
from casework.datums import in_full, with_time
from casework.lists import Lijst
from integrity import lifecycle
from integrity.lists import GEGROND, HARDE_BASISEISEN, Basiseis, Kosten, OnderzoekSoort
from integrity.models import Aantijging, Melding, Onderzoek, Zaak
from integrity.services.intake import next_check
from integrity.views.zicht import TERMIJNEN_MELDER, Zicht, identity_of
from organisations.access import Access
from organisations.models import User

AFGELOPEN = (lifecycle.NIET_IN_BEHANDELING, lifecycle.NAZORG, lifecycle.GESLOTEN)
RECENT = 4  # messages shown at once; the older ones fold out


@dataclass(frozen=True)
class Woorden:
    """The lists and names that turn codes and ids into words."""

    categorieen: Lijst
    maatregelen: Lijst
    afdelingen: dict[int, str]
    today: date

    def categorie(self, code: str) -> str:
        return self.categorieen.label(code) if code else ""


def rows(*pairs: tuple[str, Any]) -> list[dict[str, Any]]:
    """For ``onderdelen/definitielijst.html``; what is empty is left out."""
    return [{"label": label, "waarde": value} for label, value in pairs if value not in (None, "")]


def naam(user: User | None) -> str:
    return user.naam if user else ""


def melding_section(melding: Melding, zicht: Zicht, access: Access, woorden: Woorden) -> dict[str, Any]:
    tekst = getattr(melding, "tekst", None)
    messages = [
        {
            "tekst": b.tekst,
            "richting": "van" if b.van_melder else "naar",
            "wanneer": with_time(b.created_at),
            "wie": "" if b.van_melder else naam(b.door),
            "nieuw": b.van_melder and b.gelezen_at is None,
        }
        for b in melding.berichten.all()
    ]
    return {
        "kenmerk": melding.kenmerk,
        "tekst": tekst.beschrijving if tekst else "",
        "naam_getoond": identity_of(melding, access) is not None,
        "ingetrokken": in_full(melding.ingetrokken_op),
        "intrekreden": melding.intrekreden,
        "rijen": rows(
            ("Ontvangen", _received(melding)),
            ("Melder", _melder(melding, access)),
            ("Relatie", melding.get_melderrelatie_display()),
            ("Categorie", woorden.categorie(melding.categorie)),
            ("Betreft", melding.get_betreft_display()),
            ("Afdeling", woorden.afdelingen.get(melding.afdeling_id, "")),
            ("Wie", tekst and tekst.wie),
            ("Wanneer", tekst and tekst.wanneer),
            ("Waar", tekst and tekst.waar),
            ("Oud kenmerk", melding.bron_kenmerk),
            ("Bevestigd", _on(melding.bevestigd_op, melding.bevestigd_wijze)),
            ("Teruggekoppeld", in_full(melding.teruggekoppeld_op)),
            ("Gevoegd", in_full(melding.gevoegd_op)),
        ),
        "eerder": messages[:-RECENT],
        "berichten": messages[-RECENT:],
    }


def _received(melding: Melding) -> str:
    how = melding.get_kanaal_display().lower()
    return _on(melding.ontvangen_op, "namens de melder" if melding.namens else how)


def _on(day: date | None, what: str) -> str:
    return ", ".join(filter(None, (in_full(day), what))) if day else ""


def _melder(melding: Melding, access: Access) -> str:
    """The name for who may see it; else the position alone."""
    position, identiteit = melding.get_melderpositie_display(), identity_of(melding, access)
    if identiteit is None:
        hidden = ": de naam is hier niet te zien" if getattr(melding, "identiteit", None) else ""
        return position + hidden
    return ", ".join(filter(None, (identiteit.naam, identiteit.contact))) or position


def beoordeling_section(zaak: Zaak, zicht: Zicht) -> list[dict[str, Any]]:
    found = []
    for b in zaak.triagebesluiten.all():
        what = b.get_route_display() or f"Niet in behandeling: {b.get_uitstroomreden_display().lower()}"
        found.append(
            {
                "kop": what,
                "vervallen": in_full(b.vervallen_op),
                "rijen": rows(
                    ("Datum", in_full(b.genomen_op)),
                    ("Door", naam(b.door)),
                    ("Tweede lezer", naam(b.tweede_lezer)),
                    ("Motivering", b.motivering),
                    ("Risico voor de melder", b.risico_melder if zicht.meldingen else ""),
                    ("Aangifteplicht (art. 162 Sv)", b.get_art_162_display()),
                ),
            }
        )
    return found


def heropen_section(zaak: Zaak) -> list[dict[str, Any]]:
    """Why a zaak was looked at again."""
    return [
        {"rijen": rows(("Heropend", in_full(s.heropend_op)), ("Reden", s.heropen_reden))}
        for s in zaak.sluitingen.all()
        if s.heropend_op
    ]


def voorstel_section(zaak: Zaak) -> list[dict[str, Any]]:
    """The proposals to drop, for who coordinates and for the second reader."""
    return [
        {
            "open": v.beslist_op is None,
            "rijen": rows(
                ("Reden", v.get_reden_display()),
                ("Voorgesteld", _on(v.voorgesteld_op, naam(v.voorgesteld_door))),
                ("Uitleg", v.motivering),
                ("Bericht aan de melder", v.bericht_aan_melder),
                ("Beslist", _on(v.beslist_op, naam(v.beslist_door))),
                ("Uitkomst", {True: "Akkoord", False: "Niet akkoord"}.get(v.akkoord, "")),
                ("Toelichting", v.toelichting),
            ),
        }
        for v in zaak.uitstroomvoorstellen.all()
    ]


def lijn_section(zaak: Zaak) -> list[dict[str, Any]]:
    return [
        {
            "loopt": behandeling.afgerond_op is None,
            "opdracht": behandeling.opdracht,
            "rijen": rows(
                ("Leidinggevende", naam(behandeling.leidinggevende)),
                ("Gestart", in_full(behandeling.gestart_op)),
                ("Opdracht", behandeling.opdracht),
                ("Gesprek", in_full(behandeling.gesprek_op)),
                ("Verslag", behandeling.verslag),
                ("Uitkomst", behandeling.get_uitkomst_display()),
                ("Teruggegeven", in_full(behandeling.afgerond_op)),
            ),
        }
        for behandeling in zaak.lijnbehandelingen.all()
    ]


def onderzoek_section(zaak: Zaak) -> list[dict[str, Any]]:
    return [
        {
            "kop": o.get_soort_display(),
            "loopt": o.afgerond_op is None,
            "eisen": basiseisen(o) if o.soort == OnderzoekSoort.FEITENONDERZOEK else [],
            "klaar": len(o.basiseisen.all()),
            "rapport": o.rapport,
            "rijen": rows(
                ("Gestart", in_full(o.gestart_op)),
                ("Afgerond", in_full(o.afgerond_op)),
                ("Onderzoeker", naam(o.onderzoeker)),
                ("Bureau", o.bureau),
                ("Opdrachtgever", naam(o.opdrachtgever)),
                ("Aanleiding", o.aanleiding),
                ("Vraag", o.vraag),
                ("Reikwijdte", o.reikwijdte),
                ("Middelen", o.middelen),
                ("Uitkomst", o.get_uitkomst_display()),
                ("Kosten", _costs(o)),
            ),
        }
        for o in zaak.onderzoeken.all()
    ]


def _costs(o: Onderzoek) -> str:
    if o.kosten == Kosten.BEDRAG and o.kosten_bedrag is not None:
        return in_euros(o.kosten_bedrag)
    return o.get_kosten_display()


def basiseisen(o: Onderzoek) -> list[dict[str, Any]]:
    """The checklist: which demands block, which are met, and what was said of each."""
    given = {a.eis: a for a in o.basiseisen.all()}
    found = []
    for eis in Basiseis:
        a = given.get(eis)
        stand = "Open"
        if a is not None:
            stand = "Voldaan" if a.voldaan else "Niet van toepassing"
            stand = f"Uitgesteld tot en met {in_full(a.uitgesteld_tot)}" if a.uitgesteld_tot else stand
        found.append(
            {
                "eis": eis.label,
                "hard": eis in HARDE_BASISEISEN,
                "klaar": a is not None,
                "stand": stand,
                "uitleg": a.toelichting if a else "",
            }
        )
    return found


def betrokkene_section(zaak: Zaak, woorden: Woorden) -> list[dict[str, Any]]:
    """Per betrokkene the aantijgingen with their oordeel, the wederhoor and the maatregelen."""
    heard = {w.betrokkene_id: w for w in zaak.wederhoren.all()}
    no_oordeel = _no_oordeel(zaak)
    found = []
    for b in zaak.betrokkenen.all():
        aantijgingen = [a for a in zaak.aantijgingen.all() if a.betrokkene_id == b.pk]
        maatregelen = [m for m in zaak.maatregelen.all() if m.betrokkene_id == b.pk]
        wederhoor = heard.get(b.pk)
        found.append(
            {
                "naam": str(b),
                "functie": ", ".join(filter(None, (b.functie, b.get_betreft_display().lower()))),
                "aantijgingen": [
                    {
                        "vermoeden": woorden.categorie(a.vermoede_categorie),
                        "omschrijving": a.omschrijving,
                        "oordeel": a.get_oordeel_display(),
                        "geen_oordeel": no_oordeel,
                        "vastgesteld": woorden.categorie(a.vastgestelde_categorie),
                        "op": in_full(a.oordeel_op),
                        "motivering": a.motivering,
                    }
                    for a in aantijgingen
                ],
                "maatregelen": [
                    {
                        "wat": woorden.maatregelen.label(m.maatregel),
                        "op": in_full(m.opgelegd_op),
                        "reden": m.reden,
                        "afloop": ", ".join(
                            filter(
                                None, (m.get_rechtsgang_display(), _on(m.afloop_op, m.get_afloop_display()))
                            )
                        ),
                    }
                    for m in maatregelen
                ],
                "geen_maatregel": _no_maatregel(zaak, aantijgingen),
                "wederhoor": _wederhoor(wederhoor),
                "zienswijze": wederhoor.zienswijze if wederhoor else "",
            }
        )
    return found


def _no_oordeel(zaak: Zaak) -> str:
    """What stands where there is no oordeel: in the line none will come."""
    if _in_line(zaak):
        return "Geen oordeel (in de lijn)"
    return "Geen oordeel" if zaak.status in AFGELOPEN else "Nog geen oordeel"


def _in_line(zaak: Zaak) -> bool:
    if any(o.soort == OnderzoekSoort.FEITENONDERZOEK for o in zaak.onderzoeken.all()):
        return False
    ended = zaak.status in AFGELOPEN and bool(zaak.lijnbehandelingen.all())
    return ended or zaak.status == lifecycle.IN_DE_LIJN


def _no_maatregel(zaak: Zaak, aantijgingen: list[Aantijging]) -> str:
    """What stands where there is no maatregel."""
    if any(a.oordeel in GEGROND for a in aantijgingen):
        return "Nog geen besluit"
    if _in_line(zaak):
        return "Geen"
    judged = bool(aantijgingen) and all(a.oordeel for a in aantijgingen)
    return "Niet nodig" if judged or zaak.status in AFGELOPEN else "Nog geen besluit"


def _wederhoor(wederhoor: Any) -> str:
    if wederhoor is None:
        return ""
    if wederhoor.zienswijze_op:
        return f"Gereageerd op {in_full(wederhoor.zienswijze_op)}"
    return (
        f"Gevraagd op {in_full(wederhoor.gevraagd_op)}, reageren tot en met {in_full(wederhoor.termijn_tot)}"
    )


def order_section(zaak: Zaak) -> list[dict[str, Any]]:
    """Ordemaatregelen and criminal law: beside the oordeel, and dated."""
    orders = [
        {
            "wat": f"{o.get_soort_display()}: {o.betrokkene}",
            "wanneer": in_full(o.ingegaan_op),
            "uitleg": o.reden,
            "stand": f"Beëindigd op {in_full(o.beeindigd_op)}" if o.beeindigd_op else "Loopt",
        }
        for o in zaak.ordemaatregelen.all()
    ]
    criminal = [
        {"wat": a.get_soort_display(), "wanneer": in_full(a.gedaan_op), "uitleg": a.motivering, "stand": ""}
        for a in zaak.aangiften.all()
    ]
    return orders + criminal


def zorg_section(zaak: Zaak, today: date) -> dict[str, Any]:
    first = min(zaak.meldingen.all(), key=lambda m: (m.ontvangen_op, m.pk), default=None)
    planned = next_check(first, today) if first else None
    return {
        "momenten": [
            {
                "wat": c.get_soort_display(),
                "wanneer": in_full(c.gehouden_op),
                "wie": naam(c.door),
                "bevinding": c.bevinding,
                "opvolging": c.opvolging,
            }
            for c in zaak.contactmomenten.all()
        ],
        "volgende_check": in_full(planned),
    }


def verbeter_section(zaak: Zaak) -> list[dict[str, Any]]:
    return [
        {
            "wat": v.omschrijving,
            "wie": v.eigenaar,
            "stand": f"Klaar op {in_full(v.gereed_op)}"
            if v.gereed_op
            else (f"Klaar voor {in_full(v.gereed_voor)}" if v.gereed_voor else ""),
            "klaar": bool(v.gereed_op),
        }
        for v in zaak.verbeteracties.all()
    ]


def termijn_section(zaak: Zaak, zicht: Zicht, today: date) -> list[dict[str, Any]]:
    """The terms that run. What is about the melder only for who may read the melding."""
    running = [t for t in zaak.termijnen.all() if t.gestopt_op is None]
    if not zicht.meldingen:
        running = [t for t in running if t.code not in TERMIJNEN_MELDER]
    return [
        {
            "termijn": term_in_words(lifecycle.REGISTER, t.verloopt_op, t.code, today),
            "wettelijk": t.wettelijk,
            "stil": t.opgeschort_op is not None,
        }
        for t in running
    ]


def people_section(zaak: Zaak, zicht: Zicht) -> list[dict[str, Any]]:
    """Who has which part."""
    found = rows(
        ("Coördinator", naam(zaak.coordinator)),
        ("Bevoegd gezag", naam(zaak.bevoegd_gezag)),
        ("Onderzoeker", naam(zaak.onderzoeker)),
        ("Leidinggevende", naam(zaak.leidinggevende)),
        ("Procesbegeleider", naam(zaak.procesbegeleider)),
    )
    if zicht.coordinator:
        out = ", ".join(naam(u.user) for u in zaak.uitsluitingen.all())
        found += rows(("Ingenomen door", naam(zaak.ingenomen_door)), ("Uitgesloten", out))
    return found


def marks(zaak: Zaak, zicht: Zicht) -> list[dict[str, str]]:
    """What stands beside the status."""
    waits = {"tekst": f"Opgeschort sinds {in_full(zaak.opgeschort_op)}", "toon": "stop"}
    first = [waits] if zaak.opgeschort_op else []
    if not zicht.dossier and not zicht.meldingen:
        return first
    possible: Iterable[tuple[object, str, str]] = (
        (zaak.heropend and zaak.status != lifecycle.GESLOTEN, "Heropend", "let-op"),
        (zaak.misstand, "Misstand", "let-op"),
        (zaak.ondermijning, "Ondermijning", "let-op"),
        (zaak.beveiligingsincident, "Beveiligingsincident", "let-op"),
        (zaak.bewaarplicht_tot, f"Bewaarplicht tot {in_full(zaak.bewaarplicht_tot)}", ""),
    )
    return first + [{"tekst": text, "toon": tone} for holds, text, tone in possible if holds]

"""The form of every action on a zaak, by verb: one for each row of the table that people can do."""

from integrity.forms.acties import basiseisen, lijn, onderzoek, oordeel, triage, verloop, zorg
from integrity.forms.acties.basis import ZaakForm

ALLEEN_IMPORT = frozenset({"overnemen"})

FORMS: dict[str, type[ZaakForm]] = {
    form.verb: form
    for form in (
        triage.BevestigenForm,
        triage.UitstroomBevestigenForm,
        triage.BeoordelenForm,
        triage.UitstroomVoorstellenForm,
        triage.UitstroomAfwijzenForm,
        triage.VoegenForm,
        lijn.LijnAfrondenForm,
        lijn.LijnTeruggevenForm,
        lijn.LijnMaatregelForm,
        onderzoek.StartVooronderzoekForm,
        onderzoek.VooronderzoekAfrondenForm,
        onderzoek.StartFeitenonderzoekForm,
        basiseisen.BasiseisenForm,
        onderzoek.OnafhankelijkheidForm,
        onderzoek.NaarWederhoorForm,
        onderzoek.ZienswijzeForm,
        onderzoek.FeitenonderzoekAfrondenForm,
        onderzoek.ExternAfrondenForm,
        onderzoek.BetrokkeneForm,
        oordeel.OordelenForm,
        oordeel.MaatregelOpleggenForm,
        oordeel.MaatregelenAfrondenForm,
        oordeel.AfloopForm,
        oordeel.OrdemaatregelOpleggenForm,
        oordeel.OrdemaatregelHerzienForm,
        oordeel.StrafrechtForm,
        zorg.TerugkoppelenForm,
        zorg.BerichtSturenForm,
        zorg.ContactForm,
        zorg.VerbeteractieForm,
        zorg.VerbeteractieBijwerkenForm,
        zorg.NotitieForm,
        verloop.ToewijzenForm,
        verloop.UitsluitenForm,
        verloop.TerugtrekkenForm,
        verloop.TermijnVerlengenForm,
        verloop.CorrigerenForm,
        verloop.OpschortenForm,
        verloop.HervattenForm,
        verloop.HeropenenForm,
        verloop.SluitenForm,
    )
}

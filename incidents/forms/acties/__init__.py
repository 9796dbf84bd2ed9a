"""The form of every action on an incident, by verb: one for each row of the table that people can do."""

from casework.forms.acties import ActieForm
from incidents.forms.acties import feiten, gevolgen, opvang, organisatie, verdelen, verloop

ALLEEN_IMPORT = frozenset({"overnemen"})

FORMS: dict[str, type[ActieForm]] = {
    form.verb: form
    for form in (
        verloop.ContactOpnemenForm,
        verloop.IncidentBerichtSturenForm,
        verloop.NotitieMakenForm,
        verloop.SpoorAfrondenForm,
        verloop.SpoorOverslaanForm,
        verloop.SpoorHeropenenForm,
        verloop.LichtAfdoenForm,
        verloop.IncidentSluitenForm,
        verloop.IncidentHeropenenForm,
        verdelen.IncidentToewijzenForm,
        verdelen.NietMijnMedewerkerForm,
        verdelen.IncidentUitsluitenForm,
        feiten.FeitenAanvullenForm,
        feiten.IncidentCorrigerenForm,
        opvang.NazorgForm,
        gevolgen.SlachtofferToevoegenForm,
        gevolgen.GevolgenForm,
        organisatie.ArbeidsinspectieForm,
        organisatie.OngevallenregisterForm,
        organisatie.SchadeForm,
        organisatie.SchadeBijwerkenForm,
        organisatie.VerbeteractieToevoegenForm,
        organisatie.VerbeteractieAfrondenForm,
    )
}

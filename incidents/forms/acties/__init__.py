"""The form of every action on an incident, by verb: one for each row of the table that people can do."""

from casework.forms.acties import ActieForm
from incidents.forms.acties import bewijs, feiten, gevolgen, opvang, organisatie, politie, verdelen, verloop

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
        veroorzaker.ReactieForm,
        veroorzaker.VeroorzakerForm,
        veroorzaker.IdentiteitForm,
        veroorzaker.InformerenForm,
        bewaren.VerwijderverzoekForm,
        bewaren.VerwijderbesluitForm,
        bewaren.BewaarplichtForm,
        bewaren.SignaalForm,
        bewaren.SignaalIntrekkenForm,
        maatregel.VoorbereidenForm,
        maatregel.ZorgvuldigheidForm,
        maatregel.VoorleggenForm,
        maatregel.BesluitenForm,
        looptijd.BriefMakenForm,
        looptijd.BriefVerzendenForm,
        looptijd.EvaluerenForm,
        looptijd.BeeindigenForm,
        looptijd.VerlengenForm,
        politie.PolitieBesluitForm,
        politie.PolitieVastleggenForm,
        politie.StrafverloopForm,
        politie.PifForm,
        bewijs.BewijsForm,
        bewijs.GetuigeForm,
        bewijs.OnlineForm,
        bewijs.OnlineBijwerkenForm,
    )
}

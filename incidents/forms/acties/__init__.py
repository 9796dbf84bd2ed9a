"""The form of every action on an incident, by verb: one for each row of the table that people can do."""

from casework.forms.acties import ActieForm
from incidents.forms.acties import verloop

ALLEEN_IMPORT = frozenset({"overnemen"})

FORMS: dict[str, type[ActieForm]] = {form.verb: form for form in (verloop.ContactOpnemenForm,)}

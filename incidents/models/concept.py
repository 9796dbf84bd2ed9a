from casework.models import Concept


class IncidentConcept(Concept):
    """A report that is being written."""

"""The verbs of the aggression register: the only place that changes an incident.

``engine`` says who may and what is missing; the other modules are by subject.
"""

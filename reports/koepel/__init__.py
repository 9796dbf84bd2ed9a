"""Figures over organisations, made of nothing but what they released themselves.

A koepel reads the content of reports as it was frozen, with the small numbers protected as the organisation
chose. So nothing here can tell more than what was released, and nothing here reads a case.
"""

from reports.koepel.bronnen import Bijdrage, contributions, years_given
from reports.koepel.rijk import rijk_verslag

__all__ = ["Bijdrage", "contributions", "rijk_verslag", "years_given"]

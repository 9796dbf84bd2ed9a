"""The figures of a report in sentences."""

from reports.words.integriteit import summary

__all__ = ["summary"]

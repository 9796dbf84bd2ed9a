"""What happens to a report: the only writers of its rows."""

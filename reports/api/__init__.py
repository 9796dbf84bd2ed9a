"""The reports in the API: what was released, the figures of a period, what they mean, and the lists."""

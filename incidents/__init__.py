"""The register of aggression and incidents: its place in the house; the content is a later issue."""

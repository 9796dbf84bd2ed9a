"""The ground: what was done and what must still be sent. Knows no one above it."""

"""The pages of the integrity register: fetch what is visible, ask a service, show."""

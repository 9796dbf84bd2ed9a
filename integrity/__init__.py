"""The integrity register: from a melding to a maatregel per betrokkene."""

"""The frame of the API, for every room above: who asks, how often, and how a refusal reads.

It follows the NL API Design Rules of Logius; ``tests/api`` checks each rule that it keeps.
"""

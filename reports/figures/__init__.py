"""The figures: one function per figure, whose docstring is its definition. Source: the exchange contract.

A package per register; its ``build`` puts them together in the order of that contract. Nothing here reads a
database: everything is counted over facts from which what is dated after the peildatum has been taken out.
"""

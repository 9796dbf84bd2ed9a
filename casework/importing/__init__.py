"""Bringing an existing registration in: what every register shares.

``faults`` says what is wrong and where, ``tables`` reads a CSV or a spreadsheet into rows of text,
``workbook`` keeps a hostile spreadsheet out, ``jobs`` does an uploaded file in the background,
``whole`` makes all of it one transaction.
A register turns rows into its own records and replays them through its services.
"""

"""Bringing an existing registration in: what every register shares.

``faults`` says what is wrong and where, ``tables`` reads a CSV or a spreadsheet into rows of text,
``workbook`` keeps a hostile spreadsheet out, ``columns`` reads what stands in a cell, ``content`` knows the
same content again, ``afdelingen`` and ``lijst`` bring in what comes along, ``whole`` makes all of it one
transaction. ``importeur`` is a file from beginning to end, with what a register says of it; ``jobs`` does
an uploaded file in the background, ``forms`` and ``pages`` are what people see of that.
A register turns rows into its own records and replays them through its services.
"""

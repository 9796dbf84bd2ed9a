"""An existing registration becomes meldingen and zaken, as if people had done it then.

``columns`` is the file, ``records`` what one kenmerk of it means, ``checks`` what can't have happened,
``reading`` makes records of rows, ``plan`` compares them with what is there, ``replay`` performs them
through the services, ``run`` is all of it for the command and the pages.
"""

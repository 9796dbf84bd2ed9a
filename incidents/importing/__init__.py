"""An existing registration becomes incidents, as if people had filed and handled them then.

``columns`` is the file, ``records`` what one row of it means, ``checks`` what can't have happened,
``reading`` makes records of rows, ``plan`` compares them with what is there, ``replay`` performs them
through the services, ``run`` is what casework needs of all of it.
"""

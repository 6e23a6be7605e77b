"""Read numbers, units, dates and times as languages tell them.

::

    numbers, units, times, calendars    how they are written, each a part of a pack
    counted_things, number_roles, limits    what a number counts, is told of, is more or less than
"""

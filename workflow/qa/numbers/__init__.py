"""Check that a translation has the numbers, units and dates of its source.

::

    number    which numbers stand there, by value (``quantities`` reads them)
    unit      percent signs and currencies beside them
    date      months, days of the week, days of the year; of an article, how its dates fit together
    bound     what a number counts, is told of, or is a part of
    misplaced_numbers, exchanged_numbers, shares_and_spans    what ``bound`` looks for
    date_omissions, date_names                                what ``date`` needs
"""

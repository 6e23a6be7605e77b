"""Know how languages write names, titles and bodies, and what these are called elsewhere.

::

    names, titles, phrases    what tells a name, what is a title, how both are put together
    new_names                 names that a glossary lacks, and renderings that follow from rules
    heard_names, romanized    persons as they sound in other letters
    gazetteer, countries, office_names, shorthand    what places and offices are called
    joints, in_names          what stands between the parts of a name; places that are such parts
    authors, decoy_names      bylines; names that stand in for others while a model translates
"""

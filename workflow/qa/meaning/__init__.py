"""Compare statements: not contradicted, negated or lost in translation.

::

    contrast          contraries, another of a kind, another name, places exchanged
    negation          denials that are lost or added
    closed_classes    what ``contrast`` asks: limits, comparisons, hours, causes, all and some
    order             what ``contrast`` asks: before and after
    other_speakers    what ``contrast`` asks: who says what is told
    left_out          what ``contrast`` asks: places and ranks that are not told
    undone            contrary words that tell the same
    implied, denied_words    what ``negation`` asks: what implies a denial, and what is denied
"""

"""Compare statements: not contradicted, negated or lost in translation.

::

    contrast          contraries, another of a kind, another name, places exchanged
    negation          denials that are lost or added
    closed_classes    what ``contrast`` asks: limits, comparisons, hours, causes, all and some
    order             what ``contrast`` asks: before and after
    other_speakers    what ``contrast`` asks: who says what is told
    omissions         what ``contrast`` asks: places, persons and ranks that are not told
    paraphrases       what ``contrast`` asks: contrary words that tell the same
    implied_negation, denied_words    what ``negation`` asks
"""

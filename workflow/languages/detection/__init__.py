"""Detect the language of a text.

::

    evident_language    of a sentence, where its letters or words leave no doubt
    function_words      words and letters that tell the languages of one script apart
    mixture, east_asian texts in which Latin and East Asian letters are mixed
    prose               sentences of any language, or code and data
"""

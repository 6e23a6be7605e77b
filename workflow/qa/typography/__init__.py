"""Check marks, spaces and spelling as the language has them.

::

    quotes            quotation marks, of a sentence and over several
    brackets          brackets in pairs
    ending            the mark at the end, questions
    punctuation       marks of the language's own width and kind
    spaces, spacing   doubled and stray spaces; where the language has spaces
    spelling          words that are certainly misspelt
    register          how sentences end: 습니다, 해요, 한다
    quoted_speech, quoted_paragraphs    where the marks of a quotation belong
"""

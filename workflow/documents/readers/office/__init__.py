"""Read and rewrite documents that are archives: Word's, OpenDocument's, and EPUB books.

Each is read into the blocks of an article, and written again with its translation: of the archive
only the texts are exchanged, and what says their language.
"""

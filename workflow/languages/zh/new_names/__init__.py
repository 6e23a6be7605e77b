"""Names in Chinese text that no glossary has, by the tagger LAC, by marks and by lists."""

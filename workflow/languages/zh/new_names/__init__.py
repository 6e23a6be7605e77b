"""Find names in Chinese text that no glossary has: by the tagger LAC, by marks, by lists."""

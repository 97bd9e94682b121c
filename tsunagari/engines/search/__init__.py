"""Search in an owner's own words: BM25F over words, pairs of characters and synonyms, with reasons."""

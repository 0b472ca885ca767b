"""Training of the line scorer: pairs of raw documents and clean bodies in, weights out."""

"""FILL: source files become documents, passages and an index."""

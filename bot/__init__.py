"""ANSWER: retrieved passages become an answer with citations."""

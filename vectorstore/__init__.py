"""FIND: a query becomes retrieved passages, with scores."""

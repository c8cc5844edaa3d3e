"""gwlint: lint Chinese official documents (公文) against the clauses that bind them."""

__version__ = "0.1.0"

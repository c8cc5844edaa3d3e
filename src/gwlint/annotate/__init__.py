"""A draft with the findings written into it, in its own format."""

"""A report as text, one file a format. Pure functions: reports in, strings out, piece by piece."""

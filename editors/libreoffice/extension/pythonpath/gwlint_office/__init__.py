"""Checks Writer documents with the command gwlint, which runs apart: LibreOffice's own Python does not have it."""

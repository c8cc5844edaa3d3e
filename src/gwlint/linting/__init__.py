"""How a run checks documents, whoever started it: which files are meant, which profile, rules and settings hold."""

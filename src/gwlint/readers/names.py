"""How files are named that folders and containers are searched for. What a file is, its content tells (`sniff`)."""

DOCUMENTS = (
    ".docx",
    ".docm",
    ".doc",
    ".wps",
    ".rtf",
    ".odt",
    ".uot",
    ".uof",
    ".pdf",
    ".ofd",
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".mhtml",
    ".mht",
)
CONTAINERS = (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".eml")

"""档案: what only shows when documents are laid side by side. Each rule is given a whole archive."""

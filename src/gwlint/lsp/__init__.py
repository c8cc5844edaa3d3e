"""The language server: what editors ask about a draft (Language Server Protocol 3.17). See docs/lsp.md.

server      what the protocol asks, and who answers
desk        the open drafts, and when each is checked
check       one check, as `gwlint check` makes it
places      lines and characters as editors count them
settings    what the editor may set
diagnostics, hover, symbols, counts, actions, commands, projection, pages    the answers
"""

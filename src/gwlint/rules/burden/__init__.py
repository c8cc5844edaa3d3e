"""基层负担: what is asked of those below beyond the work itself."""

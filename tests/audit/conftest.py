from conftest_audit import archive

__all__ = ["archive"]

"""The audit of an archive: many files, what each breaks, in two Parquet tables that reports and queries read."""

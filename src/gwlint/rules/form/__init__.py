"""文面: how a document number, a date, a list of attachments is written."""

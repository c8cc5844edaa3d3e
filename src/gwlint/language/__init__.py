"""Words, sentences, dates and the frames that impose something; all on `Document.text`, by code points."""

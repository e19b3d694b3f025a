"""Clean copies of a corpus, with an audit that says what was changed and takes it back byte for byte."""

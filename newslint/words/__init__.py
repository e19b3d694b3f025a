"""The words of articles: which of them have to be looked at, and what is known of each."""

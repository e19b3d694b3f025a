"""What is counted and rated: articles, scores, rates, and what changed between two runs."""

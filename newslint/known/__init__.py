"""Findings that are known already: baselines and accepted findings, found again in another run."""

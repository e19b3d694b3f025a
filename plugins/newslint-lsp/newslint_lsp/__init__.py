"""A language server for newslint: findings in news articles while one writes, in any editor."""

__version__ = "0.1.0"

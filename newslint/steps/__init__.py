"""The steps of a run on plain data, each by itself, in whatever process."""

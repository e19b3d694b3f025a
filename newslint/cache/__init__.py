"""What is kept of a run for the next one, in one database that may be thrown away."""

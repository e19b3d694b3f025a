"""What carries the steps of a run: one process or several, with what they have come to so far."""

"""Files of settings to what a run depends on: read, checked, named, trusted."""

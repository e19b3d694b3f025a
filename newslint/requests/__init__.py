"""What a run is to do: its tasks, its configurations, and the articles that it may ask for again."""

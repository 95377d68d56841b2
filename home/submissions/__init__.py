"""Stories sent in by anyone: the public form, the inbox of each unit, and what the sender is told."""

"""The source dossier: all that a story says and stands on, for the one who writes about it."""

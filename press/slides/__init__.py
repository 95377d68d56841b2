"""A story as slides: one idea a slide, its script in the notes, its numbers as charts that can be edited."""

"""The public register of corrections: what was changed after publication, and what was taken out."""

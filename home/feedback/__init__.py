"""What readers tell the editorial board: a figure that is wrong, or anything else; nothing of it is public."""

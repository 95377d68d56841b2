"""Drawing engines: each draws the same laid-out poster, none decides where anything stands."""

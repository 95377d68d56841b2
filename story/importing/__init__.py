"""A Word file becomes a draft: read, put into the five parts, its numbers proposed as figures."""

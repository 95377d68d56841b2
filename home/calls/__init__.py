"""Calls for stories: what editors ask for, and how contributors answer."""

"""Kits: everything that can be taken from one story or from several, in one ZIP that says what each file is for."""

"""The gap board: where stories stand by pillar and sector, and where none does."""

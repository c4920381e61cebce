"""The same pages as most people would serve them: Strawberry over normalised Beanie documents.

Parser and validation caches are on, every relation is loaded through a DataLoader, and nothing else
is done for speed.
"""

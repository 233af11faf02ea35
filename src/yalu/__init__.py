"""Tells whether a sanctions regime is followed through."""

__version__ = "0.1.0"

"""Resolving what is stored: published sources in, resolved documents and their edges out."""

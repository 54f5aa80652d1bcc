"""Believable registrations as an OCO provider would mail them, for demo, tests and benchmarks.

Everybody and everything in them is invented: the providers, their people and their numbers.
All domains end in `.example`, which nobody can own.
"""

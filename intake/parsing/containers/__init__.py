"""One module per kind of container: its bytes in, its members out, one after another.

A reader is a function from the path of a file to an iterator of `Member`; see there.
"""

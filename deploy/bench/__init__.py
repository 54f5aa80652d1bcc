"""`make bench`: figures beside a peer in the same run. See `__main__`."""

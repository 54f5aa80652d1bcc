"""The stages: domain and ports in, one transaction out."""

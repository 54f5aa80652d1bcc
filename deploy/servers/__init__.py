"""Throwaway real servers on loopback ports: Dovecot, Postfix, PostgreSQL. See `throwaway`."""

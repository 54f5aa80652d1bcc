"""Where the parts meet: the only package that knows every concrete class.

Nothing here opens a connection; what is built connects when it is used, so that a
dead server never keeps the daemon from starting. Each module is imported by its own name,
so that a command loads what it needs: to read the database, no mail client or web server.
"""

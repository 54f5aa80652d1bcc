"""What talks to the world: one technology and one role a module."""

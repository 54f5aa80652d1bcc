"""What keeps the work moving: pollers, the executor, and how they start and stop."""

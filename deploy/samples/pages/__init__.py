"""Pages of every class that searching knows, and of what is easily taken for another class."""

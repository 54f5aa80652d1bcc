"""What differs between installations and between rounds: settings, defaults, rounds, templates."""

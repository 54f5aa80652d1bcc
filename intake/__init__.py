"""oco-intake: e-mail intake for registrations that count to the second."""

"""How the service is installed and run, and the real servers of demo, tests and benchmarks."""

"""Attacks and faults, each with its tries and what came of it: `python -m benchmarks.trust`. Its short form is tests/trust."""

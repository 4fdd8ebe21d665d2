"""Benchmarks: public cases of others on the engine, beside published values."""

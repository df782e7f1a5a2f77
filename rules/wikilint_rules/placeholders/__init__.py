"""Rules about what a script wrote where words should stand."""

"""Rules and documents make findings, fixes, and a run over many files."""

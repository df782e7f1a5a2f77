"""Damage that encodings leave behind."""

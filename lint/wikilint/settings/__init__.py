"""What the user configured: the file, its schemas, the profiles."""

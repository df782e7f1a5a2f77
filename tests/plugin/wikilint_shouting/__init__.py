"""Rules against shouting: the smallest plug-in for wikilint."""

"""The rules that wikilint ships: one module a rule, one folder a group."""

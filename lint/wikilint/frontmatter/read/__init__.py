"""Reading a block: where it ends, what each value is and where it is."""

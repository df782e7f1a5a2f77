"""How fast wikilint is beside other tools, on pages of your own: `python -m benchmarks.speed FOLDER`."""

"""`python -m wikilint` is `wikilint`."""

from wikilint.cli import main

if __name__ == "__main__":
    main()

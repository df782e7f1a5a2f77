"""What somebody would write who does not have wikilint: `python fix_loop.py FOLDER` fixes every page of a folder.

ftfy.fix_encoding over the text, ruamel.yaml's round trip over the frontmatter, then a temporary file, fsync, rename.
"""

from __future__ import annotations

import os
import sys
from io import StringIO

import ftfy
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


def fixed(text: str, yaml: YAML) -> str:
    """The text as ftfy reads it, its frontmatter loaded and dumped; a block that cannot be loaded stays as it is."""
    text = ftfy.fix_encoding(text)
    begin, block, rest = text[:4], *text[4:].partition("\n---\n")[::2]
    if begin != "---\n" or not rest:
        return text
    out = StringIO()
    try:
        yaml.dump(yaml.load(block), out)
    except YAMLError:
        return text
    return f"---\n{out.getvalue().removesuffix(chr(10))}\n---\n{rest}"


def write(path: str, data: bytes) -> None:
    """Write a file so that there is either the old one or the new one."""
    with open(f"{path}.tmp", "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(f"{path}.tmp", path)


def main() -> None:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1 << 20
    for folder, _, names in os.walk(sys.argv[1]):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                before = file.read()
            after = fixed(before.decode("utf-8"), yaml).encode("utf-8")
            if after != before:
                write(path, after)


if __name__ == "__main__":
    main()

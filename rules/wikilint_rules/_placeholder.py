"""What an object becomes when a script joins it to a string: `[object Object]`, and several of them in a row.

ECMA-262, Object.prototype.toString: "[object " + tag + "]". Joined arrays of objects put commas between, templates
semicolons. Rules that fix the same place have to see the same stretch, so that their edits are equal.
"""

from __future__ import annotations

ONE = r"\[object [A-Z][A-Za-z0-9]*+(?: Iterator)?\]"
SEVERAL = rf"{ONE}(?:[ \t]*+(?:[,;][ \t]*+)?{ONE})*+"

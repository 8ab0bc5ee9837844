"""Alternations of many words as one fast pattern."""

import re
from collections.abc import Iterable

LOWER = "".join(chr(c) for c in range(0x61, 0x1EFA) if chr(c).islower() and (c < 0x250 or c >= 0x1E00))
"""Small letters of Vietnamese and its neighbours, for a class in a pattern."""
_Tree = dict[str, "_Tree"]


def any_of(words: Iterable[str], *, any_case: bool = False) -> str:
    """A group that matches any of the words, the longest first; one space in a word matches several.

    Words that begin alike share their beginning, so that a long list costs little more than a short one.
    `any_case`: every syllable may begin with a capital or not ("Ban chấp hành", "Ban Chấp hành").
    """
    tree: _Tree = {}
    for word in words:
        at = tree
        for i, letter in enumerate(word):
            if letter == " ":
                key = " +"
            elif any_case and (i == 0 or word[i - 1] == " "):
                key = f"[{letter.lower()}{letter.upper()}]"
            else:
                key = re.escape(letter)
            at = at.setdefault(key, {})
        at[""] = {}
    return _group(tree)


def _group(tree: _Tree) -> str:
    branches = [key + _group(rest) for key, rest in sorted(tree.items()) if key]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")

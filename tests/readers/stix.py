"""Reads STIX 2.1 bundles with the library of its authors, nothing custom allowed; prints a line of figures a file. Arguments: files."""
import collections
import sys

import stix2

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        bundle = stix2.parse(file.read(), allow_custom=False)
    kinds = collections.Counter(thing.type for thing in bundle.get("objects", []))
    ids = [thing.id for thing in bundle.get("objects", [])]
    assert len(ids) == len(set(ids)), "ids are unique"
    for thing in bundle.get("objects", []):
        for name, value in thing.items():
            if name.endswith("_ref"):
                assert value in ids, f"{name} leads to nobody"
            if name.endswith("_refs"):
                assert set(value) <= set(ids), f"{name} leads to nobody"
    print(" ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))

#!/usr/bin/env python3
"""Annotation as `annotation.md` describes it in, the same as offsets out: no word of a text stays in it.

    python3 stand_off.py CHECKER TEXTS.jsonl ANNOTATION.jsonl > pool.jsonl

`CHECKER` is `check_annotation.py`, which finds the words. Offsets are characters of the paragraph, which is line `p` of
the text with this id. Names that an end or a speaker stands for are left out; that somebody speaks is kept.
"""

import json
import sys
from pathlib import Path


def stand_off(checker, paragraph, claim):
    """A claim with offsets in place of words; `None` where an end is not found."""
    ends = [checker.find(paragraph, claim[end]) for end in ("s", "o")]
    if any(isinstance(end, str) for end in ends):
        return None
    near = lambda words: [span for part in checker.spans(words) if not isinstance(span := checker.near(paragraph, part, ends), str)]
    out = {"k": claim["k"], "s": list(ends[0]), "o": list(ends[1]), "t": near(claim.get("t"))}
    out |= {name: claim[name] for name in ("pol", "mod", "lvl") if name in claim}
    if "by" in claim or "byn" in claim:
        out["by"] = near(claim["by"]) if "by" in claim else []
    if "when" in claim:
        out["when"] = near(claim["when"])
    return out


def main():
    checker, texts, annotation = map(Path, sys.argv[1:])
    sys.path.insert(0, str(checker.parent))
    import check_annotation

    read = lambda path: [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    paragraphs = {text["id"]: text["text"].split("\n") for text in read(texts)}
    for row in sorted(read(annotation), key=lambda row: (row["id"], row["p"])):
        claims = [stand_off(check_annotation, paragraphs[row["id"]][row["p"]], claim) for claim in row.get("claims", [])]
        print(json.dumps({"id": row["id"], "p": row["p"], "claims": [claim for claim in claims if claim]}, ensure_ascii=False))


if __name__ == "__main__":
    main()

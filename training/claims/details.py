#!/usr/bin/env python3
"""What `kg extract` says of claims that annotators made too: denied, not actual, whose word, which year, whose name.

    python3 details.py CHECKER TEXTS.jsonl ANNOTATION.jsonl EXTRACTED.jsonl

`CHECKER` is `check_annotation.py`, whose rules say when two claims are one; what it counts only roughly is counted
here: a speaker or a name is the same when both share a word that is more than a title, the innermost speaker counts.
Years alone are compared, for the texts bear no date of publication.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

FIRST_PERSON = {"i", "we", "my", "our", "us", "me"}
PRONOUNS = {"he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "who", "which", "both", "itself", "himself"}


def main():
    checker, texts, annotation, extracted = map(Path, sys.argv[1:])
    sys.path.insert(0, str(checker.parent))
    import check_annotation as judge

    pool = {row["id"]: row["text"].split("\n") for _, row in judge.read(texts)}
    gold, _ = judge.check(annotation, pool)
    ours, _ = judge.extracted(extracted, pool)
    details(extracted, pool, ours)
    counts = Counter()
    for place in sorted(set(gold) & set(ours)):
        text, claims = gold[place]
        left = list(ours[place][1])
        for claim in sorted(claims, key=lambda claim: claim.get("lvl", "must") == "may"):
            hit = next((other for other in left if judge.same(text, claim, other, "kind")), None)
            if hit:
                left.remove(hit)
                compare(judge, claim, hit, counts)
    for name in ("denied", "not actual", "speaker"):
        both, theirs, mine = (counts[name, part] for part in ("both", "gold", "ours"))
        print(f"{name:12s} R {both / max(theirs, 1):.3f} P {both / max(mine, 1):.3f} F {2 * both / max(theirs + mine, 1):.3f} ({theirs} annotated, {mine} of kg)")
    for name in ("polarity", "modality", "year", "pronoun", "first person", "description"):
        right, all_ = counts[name, "right"], counts[name, "all"]
        print(f"{name:12s} {right / max(all_, 1):.3f} of {all_}")


def details(extracted, pool, ours):
    """Puts what the checker leaves out beside each claim of ours: speakers by name, date."""
    for line in extracted.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        document = json.loads(line)
        start = 0
        for number, paragraph in enumerate(pool[document["id"]]):
            for claim in ours[document["id"], number][1]:
                for found in document["claims"]:
                    ends = [(found[end]["start"] - start, found[end]["end"] - start) for end in ("subject", "object")]
                    if found["relation"] == claim["k"] and ends == [claim["at"]["s"][0], claim["at"]["o"][0]]:
                        claim["speakers"], claim["date"] = found["speakers"], found["date"]
            start += len(paragraph) + 1


def compare(judge, claim, hit, counts):
    def flag(name, theirs, mine, same=True):
        counts[name, "gold"] += theirs
        counts[name, "ours"] += mine
        counts[name, "both"] += theirs and mine and same

    flag("denied", claim.get("pol") == "denied", hit["pol"] == "denied")
    flag("not actual", claim.get("mod", "actual") != "actual", hit["mod"] != "actual", claim.get("mod", "actual") == hit["mod"])
    counts["polarity", "all"] += 1
    counts["polarity", "right"] += claim.get("pol", "affirmed") == hit["pol"]
    counts["modality", "all"] += 1
    counts["modality", "right"] += claim.get("mod", "actual") == hit["mod"]
    said = [claim["byn"]] if isinstance(claim.get("byn"), str) else claim.get("byn") or judge.spans(claim.get("by"))[-1:]
    speakers = hit.get("speakers") or []
    mine = speakers[-1]["name"] + " " + speakers[-1]["text"] if speakers else ""
    words = lambda text: judge.words(re.sub(r"#\d+$", "", text))
    flag("speaker", bool(said), bool(speakers), bool(said and words(said[-1]) & words(mine)))
    year = re.search(r"\b(1[89]|20)\d\d\b", " ".join(judge.spans(claim.get("when"))))
    if year:
        counts["year", "all"] += 1
        counts["year", "right"] += (hit.get("date") or "").startswith(year[0])
    turned = not judge.end_matches("", claim, hit, (0, 0)) if claim["k"] in judge.SYMMETRIC else False
    for end, name, other in (("s", "sn", "on" if turned else "sn"), ("o", "on", "sn" if turned else "on")):
        if claim.get(name):
            form = re.sub(r"#\d+$", "", claim[end]).lower()
            sort = "first person" if form in FIRST_PERSON else "pronoun" if form in PRONOUNS else "description"
            counts[sort, "all"] += 1
            counts[sort, "right"] += bool(words(claim[name]) & words(hit.get(other) or ""))


if __name__ == "__main__":
    main()

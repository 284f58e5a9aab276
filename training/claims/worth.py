#!/usr/bin/env python3
"""What each rule written by hand is worth: what is lost where `kg extract` reads without it.

    python3 worth.py KG CHECKER TEXTS.jsonl ANNOTATION.jsonl > worth.md

`CHECKER` is `check_annotation.py`. Texts and annotation should be such as the reader was not trained on. Each rule is
left out alone, with the reader and all other rules in place. Two measures, in thousandths: the F of what must be found
(recall) and of what is right (precision, any annotated claim), by PLOVER root; and the share of details that are right
of the claims that both have: polarity, modality, speaker, year and name. A rule is worth what goes without it. Beside it
stands the shortest sentence of the project's own (examples of the language files, `tests/suite`) that is read otherwise
without it.
"""

import contextlib
import io
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import details


def main():
    kg, checker, texts, annotation = map(Path, sys.argv[1:])
    sys.path.insert(0, str(checker.parent))
    import check_annotation as judge

    with contextlib.redirect_stdout(io.StringIO()):
        pool = {row["id"]: row["text"].split("\n") for _, row in judge.read(texts)}
        gold, _ = judge.check(annotation, pool)
    whole = scores(kg, [], texts, judge, pool, gold)
    print("# What each rule written by hand is worth\n")
    print("Written by `worth.py`: each rule left out alone, with the reader and all other rules in place, on annotated news that the reader was not trained on.")
    print("In thousandths: the F of what must be found and of what is right, and the share of details (polarity, modality, speaker, year, name) that are right.\n")
    sentences = own_sentences(Path(__file__).resolve().parent.parent.parent)
    readings = read(kg, [], sentences)
    print(f"With all rules: F {whole[0]:.1f}, details {whole[1]:.1f}. A rule with less than 1 in both is worth nothing that these texts could show.\n")
    print("| rule | F | details | read otherwise without it |\n|---|---|---|---|")
    rows = []
    for rule in rules(kg):
        without = scores(kg, ["--without", rule], texts, judge, pool, gold)
        changed = [text for text, one, other in zip(sentences, readings, read(kg, ["--without", rule], sentences)) if one != other]
        rows.append((rule, whole[0] - without[0], whole[1] - without[1], min(changed, key=len, default="")))
    for rule, claims, rest, sentence in sorted(rows, key=lambda row: (-row[1] - row[2], row[0])):
        print(f"| `{rule}` | {claims:.1f} | {rest:.1f} | {sentence.replace('|', '')} |")


def rules(kg):
    """The names of all rules and lists of words, from the error that lists them."""
    answer = subprocess.run([kg, "extract", "--without", "-"], input=b"", capture_output=True, cwd="/").stderr.decode()
    return " ".join(answer.split()).split("or a rule or list of words: ")[1].split(", ")


def own_sentences(root):
    """The project's own sentences: what the language files give as examples, and what the suite's pages indent."""
    found = []
    for path in sorted((root / "data/lang/en").rglob("*.ron")) + [root / "crates/kg-text/src/rule.rs"]:
        found += [re.sub(r"[<>\[\]]", "", text) for text in re.findall(r'"([A-Z][^"]* [^"]*[.?!])"', path.read_text(encoding="utf-8"))]
    for path in sorted((root / "tests/suite").rglob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        found += [line.strip() for line in lines if line.startswith("    ") and line.strip().endswith((".", "”", "?")) and "|" not in line]
    return sorted(set(found))


def read(kg, options, sentences):
    """What is claimed of each sentence."""
    feed = "".join(json.dumps({"id": number, "text": text, "published": "2024-06-03"}) + "\n" for number, text in enumerate(sentences))
    answer = subprocess.run([kg, "extract", "--proposed", *options], input=feed.encode(), capture_output=True, check=True, cwd="/").stdout
    return answer.decode().rstrip("\n").split("\n")


def scores(kg, options, texts, judge, pool, gold):
    """F and the share of right details, in thousandths."""
    answer = subprocess.run([kg, "extract", *options], input=texts.read_bytes(), capture_output=True, check=True, cwd="/").stdout
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file, contextlib.redirect_stdout(io.StringIO()):
        file.write(answer)
        file.flush()
        ours, _ = judge.extracted(file.name, pool)
        details.details(Path(file.name), pool, ours)
    counts, musts, found, said, right = Counter(), 0, 0, 0, 0
    for place in sorted(set(gold) & set(ours)):
        text, claims = gold[place]
        left = list(ours[place][1])
        said += len(left)
        for claim in sorted(claims, key=lambda claim: claim.get("lvl", "must") == "may"):
            musts += claim.get("lvl", "must") == "must"
            hit = next((other for other in left if judge.same(text, claim, other, "root")), None)
            if hit:
                left.remove(hit)
                right += 1
                found += claim.get("lvl", "must") == "must"
                if claim["k"] == hit["k"]:
                    details.compare(judge, claim, hit, counts)
    recall, precision = found / max(musts, 1), right / max(said, 1)
    kept = [(counts[name, "right"], counts[name, "all"]) for name in ("polarity", "modality", "year", "pronoun", "description")]
    speaker = 2 * counts["speaker", "both"] / max(counts["speaker", "gold"] + counts["speaker", "ours"], 1)
    shares = [a / max(b, 1) for a, b in kept] + [speaker]
    return 2000 * recall * precision / max(recall + precision, 1e-9), 1000 * sum(shares) / len(shares)


if __name__ == "__main__":
    main()

"""Edits from forms to lemmas, learned from the treebank, `irregular.tsv` and the base forms met in open text.

An edit is (characters to cut, what to append). A word seen with a tag keeps its own edit where the endings would say otherwise; endings of up to six
characters vote with all words that have them. No ending tells "escaped" (escape) from "leaked" (leak), so every base form met with its tag
("escape" as VB) brings its regular forms. `crates/kg-nlp/src/lemma.rs` looks them up in the same order: the whole word, then its endings, longest first.
"""

from collections import Counter, defaultdict
from pathlib import Path

LONGEST_ENDING = 6
SEEN_ENDINGS = 2
"""An ending needs as many different words to count."""


def edit(form, lemma):
    """(cut, append) that turns form into lemma, by their longest common beginning."""
    common = 0
    while common < min(len(form), len(lemma)) and form[common] == lemma[common]:
        common += 1
    return len(form) - common, lemma[common:]


def irregular():
    """(form, tag) -> lemma of the words that no rule knows."""
    words = {}
    for line in Path(__file__).with_name("irregular.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            tag, lemma, forms = line.split("\t")
            for form in forms.split():
                words[form, tag] = lemma
    return words


VOWELS = "aeiou"


def regular_forms(base, kind):
    """[(form, tag)] that English makes of a base form without exception: of a verb, a noun, an adjective."""
    stem = base[:-1] if base.endswith("e") else base
    consonant_y = len(base) > 2 and base[-1] == "y" and base[-2] not in VOWELS
    hissing = base.endswith(("s", "x", "z", "ch", "sh"))
    plural = base[:-1] + "ies" if consonant_y else base + "es" if hissing else base + "s"
    # "stop", "plan", but not "visit", "open": only words of one vowel surely double.
    doubles = len(base) > 2 and base[-1] not in VOWELS + "wxyh" and base[-2] in VOWELS and not any(c in VOWELS for c in base[:-2])
    before = base[:-1] + "i" if consonant_y else base + base[-1] if doubles else stem
    if kind == "NN":
        return [(plural, "NNS")]
    if kind == "JJ":
        return [(before + "er", "JJR"), (before + "est", "JJS")]
    ing = (base if base.endswith(("ee", "oe", "ye")) or consonant_y else base + base[-1] if doubles else stem) + "ing"
    return [(plural, "VBZ"), (before + "ed", "VBD"), (before + "ed", "VBN"), (ing, "VBG")]


def bases(sentences, open_text):
    """Base forms: (word, kind), where the treebank has them as lemmas or open text at least three times with the tag."""
    counts = Counter()
    for s in sentences:
        for lemma, upos in zip(s.lemmas, s.upos):
            kind = {"VERB": "VB", "NOUN": "NN", "ADJ": "JJ"}.get(upos)
            if kind:
                counts[lemma.lower(), kind] += 3
    for s in open_text:
        for form, tag in zip(s.forms, s.xpos):
            if tag in ("VB", "NN", "JJ"):
                counts[form.lower(), tag] += 1
    return sorted(key for key, count in counts.items() if count >= 3 and key[0].isalpha() and len(key[0]) > 2)


def learn(sentences, open_text=()):
    """{`tag<TAB>=word` or `tag<TAB>-ending`: edit}."""
    seen = defaultdict(Counter)
    for s in sentences:
        for form, lemma, tag, misc in zip(s.forms, s.lemmas, s.xpos, s.misc):
            form = form.lower().replace("’", "'")
            if "CorrectForm" not in misc and lemma != "_":
                seen[form, tag][lemma.lower()] += 1
    words = {key: counts.most_common(1)[0] for key, counts in seen.items()}
    for key, lemma in irregular().items():
        words[key] = (lemma, max(5, words.get(key, ("", 0))[1]))
    regular = set()
    for base, kind in bases(sentences, open_text):
        for form, tag in regular_forms(base, kind):
            # Of two bases ("rat", "rate") the one whose form was seen with its lemma keeps it, else the longer.
            if (form, tag) not in words or ((form, tag) in regular and len(base) > len(words[form, tag][0])):
                words[form, tag] = (base, 1)
                regular.add((form, tag))
    endings = defaultdict(Counter)
    for (form, tag), (lemma, count) in words.items():
        for length in range(0, min(LONGEST_ENDING, len(form)) + 1):
            endings[tag, form[len(form) - length :]][edit(form, lemma)] += 1
    table = {}
    for (tag, ending), edits in sorted(endings.items(), key=lambda item: len(item[0][1])):
        best, votes = min(edits.items(), key=lambda item: (-item[1], item[0]))
        # An ending is stored where it says something else than the next shorter one.
        shorter = next((table[tag, ending[cut:]] for cut in range(1, len(ending) + 1) if (tag, ending[cut:]) in table), None)
        if not ending or (sum(edits.values()) >= SEEN_ENDINGS and votes >= 0.6 * sum(edits.values()) and best != shorter):
            table[tag, ending] = best
    keys = {f"{tag}\t-{ending}": found for (tag, ending), found in table.items()}
    for (form, tag), (lemma, count) in sorted(words.items()):
        found = next(table[tag, form[cut:]] for cut in range(max(0, len(form) - LONGEST_ENDING), len(form) + 1) if (tag, form[cut:]) in table)
        if found != edit(form, lemma) and (count > 1 or (form, tag) in regular):
            keys[f"{tag}\t={form}"] = edit(form, lemma)
    return keys


def lemma(keys, form, tag):
    """As the program computes it; for measuring."""
    word = form.lower().replace("’", "'")
    cut, append = keys.get(f"{tag}\t={word}") or next((keys[k] for k in (f"{tag}\t-{word[i:]}" for i in range(max(0, len(word) - LONGEST_ENDING), len(word) + 1)) if k in keys), (0, ""))
    cut = min(cut, len(word) - (0 if append else 1))
    return word[: len(word) - cut] + append


if __name__ == "__main__":
    import sys

    from conllu import read

    found = learn(read(f"{sys.argv[1]}/train.conllu"), [s for path in sys.argv[2:] for s in read(path)])
    total, wrong = 0, Counter()
    for s in read(f"{sys.argv[1]}/dev.conllu"):
        for form, gold, tag in zip(s.forms, s.lemmas, s.xpos):
            total += 1
            if lemma(found, form, tag) != gold.lower():
                wrong[tag, form, gold, lemma(found, form, tag)] += 1
    print(len(found), "keys", len(set(found.values())), "edits", f"{100 - 100 * sum(wrong.values()) / total:.2f} % right with gold tags")
    for item, count in wrong.most_common(60):
        print(count, *item)

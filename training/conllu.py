"""CoNLL-U files in, sentences out.

A sentence carries what the networks learn from: forms, tags, lemmas, heads, relations, and, where the file has GUM's `Entity=` layer, names.

Names are derived from that layer. A mention is a name when its head is a proper noun and it is no time ("November"). It is cut down to the run of
proper nouns around its head, with the small words between them ("University of Durham"); a person's name loses titles ("Mr.") and what is a mention
of its own ("Syria 's Assad"), and a title alone is none. Outer mentions are decided first, so that "Durham University" is one organisation.
"""

import re
from dataclasses import dataclass, field

NAME_KINDS = ("person", "organization", "place", "other")
"""Order is part of the model file: the name tags are O, B-person, I-person, B-organization, ..."""
NAME_TAGS = ["O"] + [f"{edge}-{kind}" for kind in NAME_KINDS for edge in "BI"]

TITLES = {
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof", "prof.", "professor", "president", "prime", "minister", "chancellor", "king", "queen",
    "prince", "princess", "sir", "lord", "lady", "gen", "gen.", "general", "col", "col.", "colonel", "lt", "lt.", "lieutenant", "capt", "capt.", "captain",
    "maj", "maj.", "major", "sgt", "sgt.", "adm", "adm.", "admiral", "gov", "gov.", "governor", "sen", "sen.", "senator", "rep", "rep.", "representative",
    "secretary", "ambassador", "judge", "justice", "chief", "pope", "saint", "st", "st.", "sheikh", "sheik", "ayatollah", "imam", "rev", "rev.", "reverend",
    "commander", "director", "chairman", "congressman", "congresswoman", "mayor", "coach", "uncle", "aunt", "father", "brother", "sister", "minister",
}
SMALL_WORDS = {"of", "the", "for", "and", "&", "de", "la", "del", "di", "da", "van", "von", "der", "bin", "al", "-", "'s", "’s", "on", "in", "to", "."}


@dataclass
class Sentence:
    """One sentence. Heads count from 1, 0 is the root; `names` is None where the file has no entity layer."""

    genre: str = ""
    document: str = ""
    text: str = ""
    forms: list = field(default_factory=list)
    lemmas: list = field(default_factory=list)
    upos: list = field(default_factory=list)
    xpos: list = field(default_factory=list)
    heads: list = field(default_factory=list)
    relations: list = field(default_factory=list)
    misc: list = field(default_factory=list)
    names: list | None = None
    weight: float = 1.0

    def __len__(self):
        return len(self.forms)


def read(path):
    """All sentences of a file, in order. Ranges ("3-4") and empty nodes ("5.1") are left out."""
    sentences, current, genre, document = [], Sentence(), "", path
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line.split("= ", 1)[-1]
            elif line.startswith("# genre = "):
                genre = line[10:]
            elif line.startswith("# text = "):
                current.text = line[9:]
            elif not line:
                if current.forms:
                    current.genre, current.document = genre, document
                    sentences.append(current)
                current = Sentence()
            elif not line.startswith("#"):
                columns = line.split("\t")
                if columns[0].isdigit():
                    current.forms.append(columns[1])
                    current.lemmas.append(columns[2])
                    current.upos.append(columns[3])
                    current.xpos.append(columns[4])
                    current.heads.append(int(columns[6]) if columns[6].isdigit() else 0)
                    current.relations.append(columns[7])
                    current.misc.append(columns[9])
    for sentence in sentences:
        if sentence.genre.startswith("gum"):
            sentence.names = names(sentence)
    return sentences


def mentions(sentence):
    """(first, last, type) of every mention of the `Entity=` layer, positions from 0, last included."""
    found, open_mentions = [], []
    for position, misc in enumerate(sentence.misc):
        layer = re.search(r"Entity=([^|]*)", misc)
        if not layer:
            continue
        for number, kind in re.findall(r"\((\d+)-([a-z]+)", layer.group(1)):
            open_mentions.append((number, position, kind))
        # Closings: either "12)" for a mention opened earlier or the bare ")" that ends one opened on this very token.
        for piece in re.findall(r"\([^()]*\)|(?<![^()])\d+\)", layer.group(1)):
            number = re.match(r"\(?(\d+)", piece).group(1)
            for index in range(len(open_mentions) - 1, -1, -1):
                if open_mentions[index][0] == number:
                    _, first, kind = open_mentions.pop(index)
                    found.append((first, position, kind))
                    break
    return found


def names(sentence):
    """The name tag of every token, as the head of this file says."""
    tags = ["O"] * len(sentence)
    found = mentions(sentence)
    # "United" is tagged VERB and NNP, "Supreme" ADJ and NNP.
    proper = lambda i: sentence.upos[i] == "PROPN" or sentence.xpos[i] in ("NNP", "NNPS")
    candidates = []
    for first, last, kind in found:
        outside = [i for i in range(first, last + 1) if not first <= sentence.heads[i] - 1 <= last]
        if outside and proper(outside[0]) and kind != "time":
            candidates.append((first, last, outside[0], kind))
    for first, last, head, kind in sorted(candidates, key=lambda c: (c[0] - c[1], c[0])):
        kind = kind if kind in NAME_KINDS else "other"
        inner = {i for f, l, h, _ in candidates if (f, l) != (first, last) and first <= f and l <= last and h != head for i in range(f, l + 1)}
        allowed = lambda i: proper(i) and not (kind == "person" and i in inner)
        start = end = head
        while True:
            step = next((i for i in (start - 1, start - 2, start - 3) if i >= first and allowed(i)), None)
            if step is None or any(sentence.forms[i].lower() not in SMALL_WORDS for i in range(step + 1, start)):
                break
            start = step
        while True:
            step = next((i for i in (end + 1, end + 2, end + 3) if i <= last and allowed(i)), None)
            if step is None or any(sentence.forms[i].lower() not in SMALL_WORDS for i in range(end + 1, step)):
                break
            end = step
        while kind == "person" and start <= end and (sentence.forms[start].lower() in TITLES or not proper(start)):
            start += 1
        if start <= end and all(tag == "O" for tag in tags[start : end + 1]):
            tags[start] = f"B-{kind}"
            for i in range(start + 1, end + 1):
                tags[i] = f"I-{kind}"
    return tags


def spans(tags):
    """{(first, last, kind)} of a row of name tags."""
    found, start, kind = set(), None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        if start is not None and (tag[0] != "I" or tag[2:] != kind):
            found.add((start, i - 1, kind))
            start = None
        if tag[0] == "B" or (tag[0] == "I" and start is None):
            start, kind = i, tag[2:]
    return found


def base(relation):
    """A relation without its subtype."""
    return relation.split(":")[0]

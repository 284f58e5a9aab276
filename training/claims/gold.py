"""Annotated text as examples: a sentence, the words that may be an end or state a relation, and what is claimed.

Six schemes, because the suites promise different things:

- `dense`: every claim is marked; a pair that is not is no claim. A claim of level `may` is neither right nor wrong.
- `event`: one edge a sentence is marked, by its PLOVER root; other edges may be true (`plv-*.jsonl`).
- `spans`: relations of a coarser set between spans; of the kinds that may be one of these, no other holds (`re3d-dev`).
- `pattern`: the sentences that the patterns carry, with all that the program claims of them.
- `judged`: what analysts judged right or wrong is known, and nothing else (`kg decisions --as-annotation`).
- `quoted`: documents whose claims are tied to quotations; other edges are probably not true (`articles-*`, `seeds-*`).

Ends and triggers are tokens: the head of the annotated words.
"""

import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field

from sentences import head_of

KINDS = [
    "accused", "agreed_with", "aided", "allied_with", "attacked", "backed", "coerced", "controls", "cooperated_with",
    "criticized", "hosted", "investigated", "kidnapped", "killed", "leads", "located_in", "member_of", "met",
    "mobilized_against", "opposes", "part_of", "plotted_against", "praised", "protested_against", "rejected",
    "requested", "sanctioned", "succeeded", "told", "warned", "yielded_to",
]
SYMMETRIC = {"agreed_with", "allied_with", "cooperated_with", "met", "opposes"}
ROOTS = {
    "THREATEN": ["warned"], "ACCUSE": ["accused", "criticized", "investigated"], "SUPPORT": ["praised", "backed"],
    "CONSULT": ["met"], "REQUEST": ["requested"], "AGREE": ["agreed_with"], "REJECT": ["rejected"],
    "AID": ["aided", "hosted"], "COOPERATE": ["cooperated_with"], "YIELD": ["yielded_to"],
    "PROTEST": ["protested_against"], "MOBILIZE": ["mobilized_against"], "SANCTION": ["sanctioned"],
    "COERCE": ["coerced"], "ASSAULT": ["attacked", "killed", "kidnapped"],
}
RELATIONS = {
    "FightingAgainst": ["attacked", "killed", "mobilized_against", "plotted_against", "opposes"],
    "AlliesOf": ["allied_with", "backed", "cooperated_with"],
    "CommWith": ["met", "warned", "requested", "told", "agreed_with"],
    "Likes": ["backed", "praised", "aided", "allied_with"],
    "Dislikes": ["accused", "criticized", "sanctioned", "opposes", "rejected", "warned"],
    "InChargeOf": ["leads", "controls"],
    "BelongsTo": ["member_of", "part_of", "leads"],
}
"""The relations of re3d, each with the kinds that it may be."""
UNORDERED = {"FightingAgainst", "AlliesOf", "CommWith"}
POLARITIES = ["affirmed", "denied"]
MODALITIES = ["actual", "planned", "possible", "hypothetical"]
LONGEST = 120
"""Tokens of a sentence that is trained on; longer ones are lists and tables."""
END_TAGS = {"NOUN", "PROPN", "PRON"}
TRIGGER_TAGS = {"VERB", "NOUN", "ADJ", "PROPN", "ADP", "ADV", "AUX", "PART", "SCONJ"}


@dataclass
class Claim:
    """Ends are numbers into `Example.ends`, triggers numbers into `Example.triggers`; one of `kinds` holds."""

    subject: int
    object: int
    kinds: list
    triggers: list
    weight: float
    symmetric: bool
    polarity: int | None = None
    modality: int | None = None
    attributed: int | None = None
    right: bool = True
    """False for a claim that an analyst judged wrong."""


@dataclass
class Example:
    text: str
    scheme: str
    sentence: dict
    ends: list
    triggers: list
    claims: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    """Pairs of ends of which nobody knows what holds."""
    targets: object = None
    """What the loss keeps of it (`reader.targets_of`)."""

    @property
    def forms(self):
        return [token["form"] for token in self.sentence["tokens"]]


def example(text, scheme, sentence, claims=()):
    """A sentence with its candidates; `claims` are `(subject token, object token, kinds, trigger tokens, rest)`."""
    tokens = sentence["tokens"]
    if not 2 <= len(tokens) <= LONGEST:
        return None
    ends = {index for index, token in enumerate(tokens) if may_be_end(token)}
    triggers = {index for index, token in enumerate(tokens) if token["upos"] in TRIGGER_TAGS}
    for subject, object_, _, of, _ in claims:
        ends |= {subject, object_}
        triggers |= set(of)
    ends, triggers = sorted(ends), sorted(triggers) or [0]
    made = Example(text, scheme, sentence, ends, triggers)
    for subject, object_, kinds, of, rest in claims:
        symmetric = rest.pop("symmetric", KINDS[kinds[0]] in SYMMETRIC)
        made.claims.append(Claim(ends.index(subject), ends.index(object_), kinds, [triggers.index(t) for t in of], symmetric=symmetric, **rest))
    return made


def may_be_end(token):
    """Nouns, pronouns and words of origin ("Israeli"); not the second word of a name."""
    relation = token["relation"].split(":")[0]
    if relation in ("flat", "fixed", "goeswith", "expl"):
        return False
    return token["upos"] in END_TAGS or token["upos"] == "ADJ" and token["form"][:1].isupper()


def dense(checker, texts, annotation, parsed):
    """Examples of every sentence of every annotated paragraph, by words or by offsets; claims over two sentences are counted and left out."""
    sys.path.insert(0, str(checker.parent))
    import check_annotation

    rows = defaultdict(list)
    for line in annotation.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            rows[row["id"]].append(row)
    examples, across = [], 0
    for document, sentences in zip(texts, parsed):
        starts, at = [], 0
        for paragraph in document["text"].split("\n"):
            starts.append((at, paragraph))
            at += len(paragraph) + 1
        claims, annotated = [], set()
        for row in rows.get(document["id"], []):
            start, paragraph = starts[row["p"]]
            annotated.add(row["p"])
            for claim in row.get("claims", []):
                found = spans(check_annotation, paragraph, claim)
                if found:
                    subject, object_, triggers = found
                    claims.append((tuple(start + x for x in subject), tuple(start + x for x in object_), [(start + a, start + b) for a, b in triggers], claim))
        used = 0
        for sentence in sentences:
            paragraph = next((p for p, (start, words) in enumerate(starts) if start <= sentence["start"] < start + len(words) + 1), None)
            if paragraph not in annotated:
                continue
            inside = lambda span: sentence["start"] <= span[0] and span[1] <= sentence["end"]
            here = []
            for subject, object_, triggers, claim in claims:
                if not (inside(subject) and inside(object_)):
                    continue
                used += 1
                tokens = sentence["tokens"]
                s, o = head_of(tokens, *subject), head_of(tokens, *object_)
                if s is None or o is None or s == o or claim["k"] not in KINDS:
                    continue
                of = [head for span in triggers if inside(span) and (head := head_of(tokens, *span)) is not None]
                rest = {
                    "weight": 0.0 if claim.get("lvl") == "may" else 1.0,
                    "polarity": POLARITIES.index(claim.get("pol", "affirmed")),
                    "modality": MODALITIES.index(claim.get("mod", "actual")),
                    "attributed": int("by" in claim or "byn" in claim),
                }
                here.append((s, o, [KINDS.index(claim["k"])], of, rest))
            made = example(document["text"], "dense", sentence, here)
            if made:
                examples.append(made)
        across += len(claims) - used
    return examples, across


def spans(check_annotation, paragraph, claim):
    """The spans of subject, object and trigger in the paragraph; `None` where an end is not found.

    The claim names them by words or, as `stand_off.py` writes it, by offsets.
    """
    if isinstance(claim["s"], list):
        return tuple(claim["s"]), tuple(claim["o"]), [tuple(part) for part in claim["t"]]
    ends = [check_annotation.find(paragraph, claim["s"]), check_annotation.find(paragraph, claim["o"])]
    if any(isinstance(end, str) for end in ends):
        return None
    parts = check_annotation.spans(claim.get("t"))
    triggers = [check_annotation.near(paragraph, part, ends) for part in parts]
    return ends[0], ends[1], [span for span in triggers if not isinstance(span, str)]


def judged(rows, parsed):
    """Examples of the lines of `kg decisions --as-annotation`: `parsed` are the sentences of each line's text."""
    examples = []
    for row, sentences in zip(rows, parsed):
        for sentence in sentences:
            inside, tokens = lambda span: sentence["start"] <= span[0] and span[1] <= sentence["end"], sentence["tokens"]
            here = []
            for claim in row["claims"]:
                s, o, of = (head_of(tokens, *claim["s"]), head_of(tokens, *claim["o"]), [head_of(tokens, *span) for span in claim["t"] if inside(span)])
                if claim["k"] not in KINDS or not (inside(claim["s"]) and inside(claim["o"])) or s is None or o is None or s == o:
                    continue
                rest = {
                    "weight": 1.0,
                    "right": claim["verdict"] == "right",
                    "polarity": POLARITIES.index(claim.get("pol", "affirmed")),
                    "modality": MODALITIES.index(claim.get("mod", "actual")),
                    "attributed": int("by" in claim),
                }
                here.append((s, o, [KINDS.index(claim["k"])], [token for token in of if token is not None], rest))
            made = example(row["text"], "judged", sentence, here)
            if made and made.claims:
                examples.append(made)
    return examples


def events(documents, parsed, claimed):
    """`plv-*.jsonl`: one edge a sentence by its root; what the program claims of the same ends is unknown."""
    examples = []
    for document, sentences, answer in zip(documents, parsed, claimed):
        for sentence in sentences:
            tokens = sentence["tokens"]
            here = []
            for edge in document["gold"]:
                source, target = (place(document["text"], edge[end], sentence) for end in ("source", "target"))
                if source is None or target is None or source == target or edge["root"] not in ROOTS:
                    continue
                kinds = [KINDS.index(kind) for kind in ROOTS[edge["root"]]]
                here.append((source, target, kinds, [], {"weight": 1.0, "symmetric": edge["root"] in ("CONSULT", "COOPERATE")}))
            made = example(document["text"], "event", sentence, here)
            if made:
                for claim in answer["claims"]:
                    pair = [head_of(tokens, claim[end]["start"], claim[end]["end"]) for end in ("subject", "object") if inside_of(sentence, claim[end])]
                    if len(pair) == 2 and all(token in made.ends for token in pair):
                        made.unknown.append(tuple(made.ends.index(token) for token in pair))
                examples.append(made)
    return examples


def relations(documents, parsed):
    """`re3d-dev`: one of several kinds holds between two spans; of a pair without order the other way is unknown."""
    examples = []
    for document, sentences in zip(documents, parsed):
        for sentence in sentences:
            inside, tokens = lambda span: sentence["start"] <= span[0] and span[1] <= sentence["end"], sentence["tokens"]
            here, unknown = {}, []
            for relation in document["gold"]:
                if relation["type"] not in RELATIONS or not (inside(relation["source"]) and inside(relation["target"])):
                    continue
                s, o = head_of(tokens, *relation["source"]), head_of(tokens, *relation["target"])
                if s is None or o is None or s == o:
                    continue
                kinds = [KINDS.index(kind) for kind in RELATIONS[relation["type"]]]
                here[s, o, relation["type"]] = (s, o, kinds, [], {"weight": 1.0, "symmetric": False})
                if relation["type"] in UNORDERED:
                    unknown.append((s, o))
            made = example(document["text"], "spans", sentence, list(here.values()))
            if made:
                made.unknown = [(made.ends.index(s), made.ends.index(o)) for s, o in unknown]
                examples.append(made)
    return examples


def quoted(documents, parsed):
    """`articles-*`, `seeds-*`: a claim holds where names of both its actors stand in a sentence of its quotation."""
    examples = []
    for document, sentences in zip(documents, parsed):
        text, gold = document["text"], document["gold"]
        names = {actor["id"]: sorted({*actor["aliases"], actor["name"]}, key=len, reverse=True) for actor in gold["actors"]}
        for sentence in sentences:
            here = {}
            for claim in gold["claims"]:
                if claim["relation"] not in KINDS:
                    continue
                for quotation in claim["quotes"]:
                    start = text.find(quotation)
                    low, high = max(start, sentence["start"]), min(start + len(quotation), sentence["end"])
                    if start < 0 or low >= high:
                        continue
                    found = [named(text, sentence, names.get(claim[end], []), low, high) for end in ("subject", "object")]
                    pairs = [(abs(a - b), a, b) for a in found[0] for b in found[1] if a != b]
                    if pairs:
                        _, a, b = min(pairs)
                        rest = {"weight": 1.0 if claim["level"] == "must" else 0.0}
                        here.setdefault((a, b, claim["relation"]), (a, b, [KINDS.index(claim["relation"])], [], rest))
            made = example(text, "quoted", sentence, list(here.values()))
            if made:
                examples.append(made)
    return examples


def patterns(documents, parsed, claimed):
    """The patterns' own sentences, with all that the program claims of them."""
    examples = []
    for document, sentences, answer in zip(documents, parsed, claimed):
        for sentence in sentences:
            tokens = sentence["tokens"]
            here = []
            for claim in answer["claims"]:
                if not (inside_of(sentence, claim["subject"]) and inside_of(sentence, claim["object"])) or claim["relation"] not in KINDS:
                    continue
                s, o = (head_of(tokens, claim[end]["start"], claim[end]["end"]) for end in ("subject", "object"))
                if s is None or o is None or s == o:
                    continue
                rest = {
                    "weight": 1.0,
                    "polarity": POLARITIES.index(claim["polarity"]),
                    "modality": MODALITIES.index(claim["modality"]),
                    "attributed": int(bool(claim["speakers"])),
                }
                here.append((s, o, [KINDS.index(claim["relation"])], [], rest))
            made = example(document["text"], "pattern", sentence, here)
            if made:
                examples.append(made)
    return examples


def pattern_sentences(folder):
    """The sentences of `finds` and `ignores` of the pattern files, marks taken out."""
    texts = []
    for path in sorted(folder.glob("*.ron")):
        content = path.read_text(encoding="utf-8")
        for listed in re.findall(r'\b(?:finds|ignores)\s*:\s*\[((?:\s*"(?:[^"\\]|\\.)*"\s*,?)*)\s*\]', content):
            texts += [re.sub(r"[<>\[\]]", "", text.replace('\\"', '"')) for text in re.findall(r'"((?:[^"\\]|\\.)*)"', listed)]
    return [{"id": f"pattern-{number}", "text": text} for number, text in enumerate(texts)]


def inside_of(sentence, span):
    return sentence["start"] <= span["start"] and span["end"] <= sentence["end"]


def place(text, words, sentence):
    """The head token of words that stand somewhere in a sentence."""
    start = text.find(words, sentence["start"], sentence["end"])
    if start < 0:
        start = text.lower().find(words.lower(), sentence["start"], sentence["end"])
    return None if start < 0 else head_of(sentence["tokens"], start, start + len(words))


def named(text, sentence, names, low, high):
    """Head tokens of any of the names between two offsets, else anywhere in the sentence."""
    for first, last in ((low, high), (sentence["start"], sentence["end"])):
        found = []
        for name in names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text[first:last]):
                head = head_of(sentence["tokens"], first + match.start(), first + match.end())
                if head is not None and head not in found:
                    found.append(head)
        if found:
            return found
    return []

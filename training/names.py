"""Name tags for text that has none, from spaCy's medium English model (MIT; the package that the word vectors come from).

GUM's entity layer is gold but small. OntoNotes' kinds are mapped to ours, and spans are cut to what GUM's derivation calls a name: no article, no
title before a person, no possessive behind.
"""

from conllu import TITLES

KINDS = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "PRODUCT": "other", "EVENT": "other",
    "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip


def spacy_names(sentences, folder):
    """One row of name tags for each sentence."""
    import spacy
    from spacy.tokens import Doc

    from words import model_folder

    tagger = spacy.load(model_folder(folder), exclude=["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"])
    documents = (Doc(tagger.vocab, s.forms) for s in sentences)
    return [tags(s, found) for s, found in zip(sentences, tagger.pipe(documents, batch_size=256))]


def tags(sentence, document):
    row = ["O"] * len(sentence)
    for entity in document.ents:
        kind, start, end = KINDS.get(entity.label_), entity.start, entity.end
        lower = [form.lower() for form in sentence.forms]
        while start < end and (lower[start] in ("the", "a", "an", '"', "'") or (kind == "person" and lower[start] in TITLES)):
            start += 1
        while start < end and lower[end - 1] in ("'s", "’s", "'", '"'):
            end -= 1
        if kind and start < end:
            row[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return row

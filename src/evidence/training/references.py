"""Make the labeller of reference strings: `python -m evidence.training.references FOLDER`.

FOLDER holds annotated strings (`evidence.training.corpus`). The model is written beside the
labeller; the strings themselves stay where they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

import evidence.manuscript.references as room
from evidence.manuscript.references.features import features
from evidence.manuscript.references.labelling import MODEL
from evidence.manuscript.references.tokens import tokens
from evidence.training.corpus import Labelled, read
from evidence.training.parts import pool
from evidence.training.synthetic import Setter

_PARAMETERS = {"c1": 0.15, "c2": 0.02, "feature.minfreq": 3, "feature.possible_transitions": True}


def tags(string: Labelled) -> list[str]:
    """The label of each token: that of the span that holds its first sign, else "o"."""
    made = []
    for token in tokens(string.text):
        made.append(
            next((label for start, end, label in string.spans if start <= token.start < end), "o")
        )
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, set, train, write."""
    parser = argparse.ArgumentParser(prog="python -m evidence.training.references")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--synthetic", type=int, default=16_000, help="strings to set anew")
    parser.add_argument("--iterations", type=int, default=90)
    parser.add_argument("--out", type=Path, default=Path(room.__path__[0]) / MODEL)
    told = parser.parse_args(arguments)
    corpus = list(read(told.folder))
    setter = Setter(pool(corpus), seed=6)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for string in [*corpus, *(setter.one() for _ in range(told.synthetic))]:
        found = tokens(string.text)
        trainer.append(features(string.text, found), tags(string))
    trainer.set_params({**_PARAMETERS, "max_iterations": told.iterations})
    trainer.train(str(told.out))


if __name__ == "__main__":
    main()

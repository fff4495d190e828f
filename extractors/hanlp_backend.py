"""HanLP 2.1 as a backend: any multi-task model with tokens and entities, by name or folder.

Nothing is downloaded: a model that is not on the machine is an error that names its folder. HanLP's code is
Apache-2.0; its models are CC BY-NC-SA 4.0 unless they say otherwise (not for commercial use). A model's configuration
names the classes to load: only trust folders that you would run a program from.
Source: He, Choi (2021), The Stem Cell Hypothesis, EMNLP.
"""

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kaigong.extractors.backend import Entity
from kaigong.schemas.errors import ConfigError
from kaigong.schemas.labels import Label

DEFAULT_MODEL = "CLOSE_TOK_POS_NER_SRL_DEP_SDP_CON_ELECTRA_SMALL_ZH"
_LABELS = {
    "ORGANIZATION": Label.ORG,
    "ORG": Label.ORG,
    "nt": Label.ORG,
    "LOCATION": Label.PLACE,
    "LOC": Label.PLACE,
    "GPE": Label.PLACE,
    "ns": Label.PLACE,
    "PERSON": Label.PERSON,
    "nr": Label.PERSON,
}
_LICENCE = "HanLP's models are CC BY-NC-SA 4.0: not for commercial use"


class HanlpRecogniser:
    """Names by the entity task of a HanLP model; an ``EntityRecogniser``.

    Raises: ConfigError where HanLP is not installed.
    """

    name = "hanlp"

    def __init__(self, model: str | None) -> None:
        _check_installed()
        self.model = model

    def entities(self, sentences: Sequence[str]) -> list[list[Entity]]:
        """See EntityRecogniser. Raises: ConfigError where the model is missing or has no entity task."""
        network = _load(self.model)
        task = next((t for t in ("ner/msra", "ner/pku", "ner/ontonotes") if t in network.tasks), None)
        task = task or next((t for t in network.tasks if t.startswith("ner")), None)
        if task is None:
            raise ConfigError(f"HanLP model {self.model!r} has no entity task (it has {', '.join(network.tasks)})")
        found: list[list[Entity]] = [[] for _ in sentences]
        for number, shift, document in _run(network, sentences, [task]):
            spans = _token_spans(document)
            for _, label, begin, end, *_ in document[task]:
                if label in _LABELS:
                    found[number].append(Entity(shift + spans[begin][0], shift + spans[end - 1][1], _LABELS[label]))
        return [sorted(names) for names in found]


class HanlpSegmenter:
    """Words by the token task of a HanLP model; a ``Segmenter``.

    Raises: ConfigError where HanLP is not installed.
    """

    name = "hanlp"

    def __init__(self, model: str | None) -> None:
        _check_installed()
        self.model = model

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Half-open offsets of the words, in order, blanks among them."""
        found: list[tuple[int, int]] = []
        at = 0
        for _, shift, document in _run(_load(self.model), [text], ["tok"]):
            for start, end in _token_spans(document):
                if start + shift > at:
                    found.append((at, start + shift))
                found.append((start + shift, end + shift))
                at = end + shift
        return [*found, (at, len(text))] if at < len(text) else found


def _run(network: Any, sentences: Sequence[str], tasks: list[str]) -> list[tuple[int, int, dict[str, Any]]]:  # noqa: ANN401 - HanLP has no types
    """(number of the sentence, characters stripped before it, what HanLP says), one for each that is not blank.

    HanLP loses sentences in silence where reading one fails, so each batch is counted and, if short, run one by one.
    """
    asked = [(n, len(s) - len(s.lstrip()), s.strip()) for n, s in enumerate(sentences) if s.strip()]
    if not asked:
        return []
    texts = [text for _, _, text in asked]
    documents = _documents(network(texts, tasks=tasks))
    if len(documents) != len(texts):
        single = [_documents(network([text], tasks=tasks)) for text in texts]
        documents = [one[0] if len(one) == 1 else {} for one in single]
    return [(n, shift, d) for (n, shift, _), d in zip(asked, documents, strict=True) if _token_key(d) is not None]


def _documents(answer: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - HanLP has no types
    """HanLP's answer to a list, one dictionary a sentence."""
    columns = dict(answer)
    length = min((len(rows) for rows in columns.values()), default=0)
    if any(len(rows) != length for rows in columns.values()):
        return []
    return [{task: rows[i] for task, rows in columns.items()} for i in range(length)]


def _token_key(document: dict[str, Any]) -> str | None:
    return next((k for k in ("tok/fine", "tok", "tok/coarse") if k in document), None)


def _token_spans(document: dict[str, Any]) -> list[tuple[int, int]]:
    key = _token_key(document)
    return [(int(start), int(end)) for _, start, end in document[key]] if key else []


def _check_installed() -> None:
    if find_spec("hanlp") is None:
        raise ConfigError('the backend hanlp needs HanLP: pip install "kaigong[hanlp]"')


@cache
def _load(model: str | None) -> Any:  # noqa: ANN401 - HanLP has no types
    """The model, on the CPU, its tokens with offsets."""
    os.environ.setdefault("HANLP_VERBOSE", "0")  # read when hanlp is imported: no notes on the screen
    folder = _folder(model or DEFAULT_MODEL)
    import hanlp

    try:
        network = hanlp.load(str(folder), devices=-1, verbose=False)
    except ModuleNotFoundError as error:
        cause = error.__context__ or error  # HanLP's error path imports what new versions of setuptools lack
        raise ConfigError(f"HanLP model {folder}: {cause}") from error
    except Exception as error:
        raise ConfigError(f"HanLP model {folder}: {type(error).__name__}: {error}") from error
    if not hasattr(network, "tasks"):
        raise ConfigError(f"HanLP model {folder} is no multi-task model: choose one like {DEFAULT_MODEL}")
    for name, task in network.tasks.items():
        if name.startswith("tok"):
            task.config.output_spans = True
    return network


def _folder(model: str) -> Path:
    """The folder of a model that is on the machine: the folder itself, or where HanLP keeps an official one.

    Raises: ConfigError where it is not there; nothing is downloaded.
    """
    if Path(model).is_dir():
        return Path(model)
    from hanlp import pretrained

    for family in ("mtl", "ner", "tok"):
        address = getattr(getattr(pretrained, family, None), model, None)
        if isinstance(address, str):
            home = Path(os.environ.get("HANLP_HOME", Path.home() / ".hanlp"))
            folder = home / family / Path(address).name.removesuffix(".zip")
            if folder.is_dir():
                return folder
            raise ConfigError(
                f"HanLP model {model} is not on this machine: unpack {address} into {folder},"
                f" or set HANLP_HOME to the folder that holds {family}/{folder.name} ({_LICENCE})"
            )
    raise ConfigError(f"unknown HanLP model {model!r}: give a folder, or a name like {DEFAULT_MODEL} ({_LICENCE})")

"""What decides the bytes of a batch: settings, versions, data and inputs; a batch goes on with the same ones only."""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

from kaigong.corpora.readers import ReadOptions, list_inputs
from kaigong.corpora.readers.remote import is_address
from kaigong.pipeline.build import Settings
from kaigong.pipeline.duplicates import KEEP
from kaigong.pipeline.fingerprint import fingerprint_of
from kaigong.pipeline.stream import Processor
from kaigong.schemas.errors import ConfigError

# Packages whose work is seen in the records.
_PACKAGES = ("jieba", "rjieba", "onnxruntime", "trafilatura", "lxml", "warcio", "openpyxl", "spacy", "hanlp")
_BACKEND_PACKAGES = ("spacy", "hanlp")
_INPUTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the inputs are, by names and sizes; their content is checked as it is read.

    ``bytes`` is None where one has no size (standard input).
    """

    given: tuple[str, ...]
    files: int
    bytes: int | None
    names_sha256: str

    def to_json(self) -> dict[str, object]:
        """The inputs as in the manifest."""
        shown = [name.encode("utf-8", "backslashreplace").decode() for name in self.given[:_INPUTS_SHOWN]]
        more = max(len(self.given) - _INPUTS_SHOWN, 0)
        known = {"files": self.files, "bytes": self.bytes, "names_sha256": self.names_sha256}
        return {"given": shown, "more_given": more, **known}


def survey(inputs: Sequence[str], outdir: str) -> Inputs:
    """Look through the inputs without reading them.

    Raises: ConfigError where one is not there, or would take in the results.
    """
    target = _place(outdir)
    for given in inputs:
        if given != "-" and (os.path.isdir(given) or is_address(given)) and _is_in(target, _place(given)):
            raise ConfigError(f"{outdir}: lies in the input {given}; name a folder outside of the inputs")
    digest = hashlib.sha256()
    count = total = 0
    sized = True
    for file in list_inputs(inputs):
        if not file.found:
            raise ConfigError(f"{file.name}: no such file or folder")  # more likely misspelt than meant
        if _is_in(_place(file.name), target):
            raise ConfigError(f"{outdir}: holds the input {file.name}; name another folder")
        count += 1
        total += file.size or 0
        sized = sized and file.size is not None
        digest.update(f"{file.name}\0{file.size}\n".encode("utf-8", "surrogateescape"))
    names = tuple(name.rstrip("/") or name for name in inputs)  # news/ is news
    return Inputs(names, count, total if sized else None, digest.hexdigest())


def _place(name: str) -> str:
    return name.rstrip("/") if is_address(name) else os.path.abspath(name)


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/" + os.sep) + ("/" if is_address(folder) else os.sep))


def batch_settings(
    pipeline: Processor, inputs: Inputs, options: ReadOptions, shard_articles: int, duplicates: str = KEEP
) -> dict[str, object]:
    """All that decides the bytes of a batch, as it stands in the manifest."""
    own = fingerprint_of(pipeline)
    return {
        "settings": {
            **own,
            **{key: None if value is None else str(value) for key, value in asdict(options).items()},
            "shard_articles": shard_articles,
            **({} if duplicates == KEEP else {"duplicates": duplicates}),
        },
        "versions": {**versions(own), **({} if duplicates == KEEP else {"rensa": version("rensa")})},
        "inputs": inputs.to_json(),
    }


def versions(own: Settings) -> dict[str, str]:
    """Versions of Python and of the packages at work; a package that only an unused backend needs is left out."""
    found = {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for package in _PACKAGES:
        if package in _BACKEND_PACKAGES and package not in (own["segmenter"], own["tagger"]):
            continue
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def check_same(then: Mapping[str, object], now: Mapping[str, object], folder: str) -> None:
    """Refuse to go on with a batch that was begun otherwise.

    Raises: ConfigError that names each difference and the ways out.
    """
    differences = [*_differences(then.get("settings"), now["settings"], "{}")]
    differences += _differences(then.get("versions"), now["versions"], "the version of {}")
    if then.get("inputs") != now["inputs"]:
        differences.append(f"the inputs were {_describe(then.get('inputs'))}, now {_describe(now['inputs'])}")
    if differences:
        raise ConfigError(
            f"{folder}: holds a batch made with other settings:\n  "
            + "\n  ".join(differences)
            + "\nRun it as it was begun, or name another OUTDIR (or delete this one) to begin anew."
        )


def _differences(then: object, now: object, name: str) -> Iterator[str]:
    before = then if isinstance(then, dict) else {}
    after = now if isinstance(now, dict) else {}
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield f"{name.format(key)} was {_show(before.get(key))}, now {_show(after.get(key))}"


def _show(value: object) -> str:
    return "not set" if value is None else str(value)[:200]


def _describe(inputs: object) -> str:
    if not isinstance(inputs, dict):
        return "unknown"
    given = ", ".join(inputs.get("given", ()))
    more = f" and {inputs['more_given']} more" if inputs.get("more_given") else ""
    return f"{given}{more} ({inputs.get('files')} files, {inputs.get('bytes')} bytes)"

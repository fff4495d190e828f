"""Licences and advisories: what the two scripts call a fault."""

import audit
import licences
import pytest

PACKAGES = {"one": ("MIT", "default"), "two": ("Apache-2.0", "html, dev")}


@pytest.mark.parametrize(
    ("licence", "fault"),
    [
        ("MIT", None),
        ("Apache-2.0 OR BSD-2-Clause", None),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", None),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", None),
        ("GPL-3.0-only", "not to be used without a reason"),
        ("MIT AND AGPL-3.0-or-later", "not to be used without a reason"),
        ("LGPL-2.1", "not to be used without a reason"),
        ("GPL-2.0-only OR AGPL-3.0-only", "not to be used without a reason"),
        ("Dual", "is not known"),
        ("", "is not known"),
    ],
)
def test_licences_that_are_faults(licence, fault, monkeypatch):
    found = licences.faults_of({"x": licence})
    assert [fault in line for line in found] == ([] if fault is None else [True]), found
    monkeypatch.setitem(licences.ACCEPTED, "x", "a reason")
    assert licences.faults_of({"x": licence}) == (found if fault == "is not known" else [])


def test_every_licence_installed_here_is_known():
    packages, _ = licences.installed()
    assert "jieba" in packages
    assert licences.faults_of({name: licence for name, (licence, _) in packages.items()}) == []


def test_what_is_not_installed_here_stays_in_the_page():
    written = {"a": ("MIT", "xlsx, ray"), "b": ("ISC", "hanlp"), "c": ("MIT", "xlsx"), "d": ("MIT", "default")}
    here = {"a": ("MIT", "xlsx"), "d": ("MIT", "default")}
    kept = {"a": ("MIT", "xlsx, ray"), "b": ("ISC", "hanlp"), "d": ("MIT", "default")}
    assert licences.completed(here, written, ["ray", "hanlp"]) == kept


def test_a_page_is_stale_by_name_and_licence_not_by_what_is_missing_here():
    text = licences.page(PACKAGES)
    assert licences.stale(text, PACKAGES, []) == []
    assert licences.stale(text, {"one": ("MIT", "default")}, ["dev"]) == []
    assert licences.stale(text, {"one": ("MIT", "default")}, []) == ["two: in the list, no longer needed"]
    assert licences.stale(text, {**PACKAGES, "one": ("ISC", "default")}, []) == ["one: ISC, the list has MIT"]
    assert licences.stale(text, {**PACKAGES, "new": ("MIT", "default")}, []) == ["new: not in the list"]
    assert "not those of their sources" in licences.stale(text.replace("areacodes", "else"), PACKAGES, [])[0]


def test_data_and_models_are_in_the_page():
    text = licences.page(PACKAGES)
    files = {row.name for row in (licences.SOURCES.parent).glob("*.csv")}
    assert [name for name in sorted(files) if name not in text] == []
    assert "`corpora/models/lac`: LAC" in text
    assert "`corpora/models/opinion`: A network of kaigong's own" in text


FOUND = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2"]}


def test_findings_and_what_could_not_be_asked():
    packages = [
        {"name": "a", "version": "1", "vulns": [FOUND]},
        {"name": "b", "version": "1", "vulns": []},
        {"name": "c", "skip_reason": "not found"},
    ]
    assert audit.judge(packages, {}) == (["a 1: PYSEC-1, fixed in 2"], ["c"])
    assert audit.judge(packages, {"CVE-1": "kaigong opens no such file"}) == ([], ["c"])


@pytest.mark.parametrize(
    ("probe", "answer", "code", "said"),
    [
        (None, None, 0, "NOT CHECKED"),
        ([{"name": "urllib3", "skip_reason": "not found"}], [], 0, "NOT CHECKED"),
        ([{"name": "urllib3", "vulns": []}], [], 0, "NOT CHECKED"),
        (
            [{"name": "urllib3", "vulns": [FOUND]}],
            [{"name": "a", "version": "1", "vulns": []}],
            0,
            "1 packages checked, 0",
        ),
        ([{"name": "urllib3", "vulns": [FOUND]}], [{"name": "a", "version": "1", "vulns": [FOUND]}], 1, "a 1: PYSEC-1"),
    ],
)
def test_a_service_that_does_not_answer_is_never_called_clean(probe, answer, code, said, monkeypatch, capsys):
    answers = iter([probe, answer])
    monkeypatch.setattr(audit, "ask", lambda path: next(answers))
    monkeypatch.setattr("sys.argv", ["audit.py", "ci.txt"])
    assert audit.main() == code
    assert said in capsys.readouterr().out

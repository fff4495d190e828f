"""Known vulnerabilities of the pinned versions, by pip-audit; plain about what could not be asked.

    python benchmarks/audit.py requirements/ci.txt

Exit code 1 for a finding that ``ACCEPTED`` does not name with its reason. A machine that cannot reach the advisory
service is no finding: the last line then says that nothing was checked. pip-audit alone would call that clean, so it is
first asked about a version that is known to be vulnerable.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PROBE = "urllib3==1.26.4"  # CVE-2021-33503 and others
ACCEPTED: dict[str, str] = {}
"""Id of an advisory → why it does not touch kaigong."""


def ask(requirements: Path) -> list[dict[str, Any]] | None:
    """What pip-audit says of each package; None if it could say nothing."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(requirements), "--no-deps", "--disable-pip"]
    done = subprocess.run([*command, "--format", "json", "--progress-spinner", "off"], capture_output=True, text=True)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    return found


def answers() -> bool:
    """Whether the advisory service is reached and knows what everyone knows."""
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder) / "probe.txt"
        probe.write_text(PROBE + "\n")
        return any(package.get("vulns") for package in ask(probe) or [])


def judge(packages: list[dict[str, Any]], accepted: dict[str, str]) -> tuple[list[str], list[str]]:
    """Findings, one line each, and the names of packages that could not be asked about."""
    findings = []
    for package in packages:
        for vulnerability in package.get("vulns", []):
            if not {vulnerability["id"], *vulnerability.get("aliases", [])} & set(accepted):
                fixed = ", ".join(vulnerability.get("fix_versions", [])) or "no version"
                findings.append(f"{package['name']} {package['version']}: {vulnerability['id']}, fixed in {fixed}")
    return findings, [package["name"] for package in packages if "skip_reason" in package]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("requirements", type=Path)
    options = parser.parse_args()
    packages = ask(options.requirements) if answers() else None
    if packages is None:
        print("NOT CHECKED for known vulnerabilities: the advisory service does not answer from here")
        return 0
    findings, skipped = judge(packages, ACCEPTED)
    print(*findings, sep="\n", end="\n" if findings else "")
    if skipped:
        print("not known to the service:", ", ".join(skipped))
    print(f"{len(packages) - len(skipped)} packages checked, {len(findings)} known vulnerabilities")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())

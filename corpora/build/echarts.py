"""Fetch ``pipeline/view/vendor``: Apache ECharts as its makers publish it, with the licences of what it contains.

    python corpora/build/echarts.py            (needs npm and its registry)

The distribution ``echarts.common.min.js`` is taken as it is: bars, lines and their axes and tooltips, no maps.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSIONS = {"echarts": "6.1.0", "zrender": "6.1.0"}
TARGET = Path(__file__).parents[2] / "pipeline" / "view" / "vendor"
FILES = {
    "echarts": {
        "dist/echarts.common.min.js": "echarts.common.min.js",
        "LICENSE": "LICENSE",
        "NOTICE": "NOTICE",
        "licenses/LICENSE-d3": "LICENSE-d3",
    },
    "zrender": {"LICENSE": "LICENSE-zrender"},
}
SCRIPT = "echarts.common.min.js"


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package, version in VERSIONS.items():
            done = subprocess.run(
                ["npm", "pack", "--silent", f"{package}@{version}"],
                cwd=folder,
                check=True,
                capture_output=True,
                text=True,
            )
            with tarfile.open(Path(folder) / done.stdout.strip().splitlines()[-1]) as archive:
                for inside, name in FILES[package].items():
                    member = archive.extractfile(f"package/{inside}")
                    assert member is not None, inside
                    (TARGET / name).write_bytes(member.read())
    digest = hashlib.sha256((TARGET / SCRIPT).read_bytes()).hexdigest()
    about = {"file": SCRIPT, **VERSIONS, "sha256": digest, "licence": "Apache-2.0; zrender and d3 BSD-3-Clause"}
    (TARGET / "about.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

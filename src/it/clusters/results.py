"""An output directory, compared with another."""

import hashlib
import json

from common import ROLLUPS, check, say


class Results:
    """The results of one run in a local folder. Rejects name their file, which is elsewhere on HDFS: that name is left out."""

    def __init__(self, folder):
        self.folder = folder
        self.record = json.loads((folder / "run.json").read_text())

    def rollup(self, name):
        file = self.folder / f"{name}.csv"
        if not file.exists():
            return None
        content = file.read_bytes()
        for source in self.record["inputs"] if name == "rejects" else []:
            content = content.replace(source["file"].encode(), b"")
        return content

    def compare(self, other, what):
        different = [name for name in ROLLUPS if self.rollup(name) != other.rollup(name)]
        check(not different, f"{what}: {len(ROLLUPS)} files are byte for byte those of the local run"
              + (f"; different: {different}" if different else ""))
        digest = hashlib.sha256(b"".join(self.rollup(name) or b"" for name in ROLLUPS)).hexdigest()
        size = sum(len(self.rollup(name) or b"") for name in ROLLUPS)
        say(f"      {', '.join(ROLLUPS)}: {size:,} bytes, SHA-256 of all {digest[:16]}")
        check(self.record["accounting"] == other.record["accounting"] and self.record["matrix"] == other.record["matrix"],
              f"{what}: accounting and matrix are the same ({self.record['accounting']['lines']:,} lines,"
              f" {self.record['accounting']['kept']:,} kept, {self.record['matrix']['cells']:,} cells)")

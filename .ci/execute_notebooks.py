"""Runs the notebooks from top to bottom, and looks at what they show.

Fails on an error in a cell, on an empty figure, and on an output that names this machine. What they show is left in
target/notebook/executed; --keep puts it into the notebooks themselves, which is how their outputs are made.
"""

import base64
import getpass
import io
import re
import shutil
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image

HOME = Path(__file__).resolve().parent.parent
NOTEBOOKS = [HOME / "notebooks" / name for name in ("explore.ipynb", "explore-java.ipynb")]
EXECUTED = HOME / "target" / "notebook" / "executed"
SECONDS_A_CELL = 240

# Axes, ticks and letters are grey; only data has a colour.
COLOURED = 40
SMALLEST_COLOURED_SHARE = 0.005
FEWEST_BARS = 3

# A path of anybody's machine, a user's name as part of one, or a file's full address.
MACHINE_PATH = re.compile(r"file:/|(?<![\w.])/(?:home|root|Users|tmp|var|opt|work|mnt)/|[A-Z]:\\\\Users")


def execute(path: Path) -> nbformat.NotebookNode:
    """Runs a notebook; what its cells showed is left in its file even where one of them failed."""
    started = time.monotonic()
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    try:
        NotebookClient(notebook, timeout=SECONDS_A_CELL, record_timing=False, resources=resources).execute()
    finally:
        nbformat.write(notebook, EXECUTED / path.name)
    print(f"{path.name}: {time.monotonic() - started:.0f} s")
    return notebook


def is_drawn(data: dict) -> bool:
    """Whether a figure shows anything besides its axes."""
    if "image/png" in data:
        image = Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("HSV")
        saturations = image.getchannel("S").histogram()
        return sum(saturations[COLOURED:]) >= SMALLEST_COLOURED_SHARE * image.width * image.height
    heights = re.findall(r"<rect [^>]*height='([\d.]+)'", data["image/svg+xml"])
    return sum(float(height) > 0 for height in heights) >= FEWEST_BARS


def figures(cell: nbformat.NotebookNode) -> list[dict]:
    data = [output.get("data", {}) for output in cell.outputs]
    return [shown for shown in data if "image/png" in shown or "image/svg+xml" in shown]


def texts(cell: nbformat.NotebookNode) -> list[str]:
    found = [output.get("text", "") for output in cell.outputs]
    for output in cell.outputs:
        found += [str(value) for kind, value in output.get("data", {}).items() if kind != "image/png"]
    return found


def names_machine(text: str) -> bool:
    own = [str(HOME), str(Path.home()) + "/", socket.gethostname(), f"/{getpass.getuser()}/"]
    return MACHINE_PATH.search(text) is not None or any(name in text for name in own)


def problems(notebook: nbformat.NotebookNode) -> list[str]:
    found = []
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, 1):
        if cell.execution_count != number:
            found.append(f"cell {number}: was not run, or not in its turn")
        if "figure" in cell.metadata.get("tags", []) and not figures(cell):
            found.append(f"cell {number}: shows no figure")
        if not all(map(is_drawn, figures(cell))):
            found.append(f"cell {number}: shows an empty figure")
        if any(map(names_machine, texts(cell))):
            found.append(f"cell {number}: names a path, a host or a user of a machine")
        if any(output.get("name") == "stderr" for output in cell.outputs):
            found.append(f"cell {number}: complains on standard error")
    if not any(map(figures, code)):
        found.append("shows no figure at all")
    return found


def main() -> None:
    keep = sys.argv[1:] == ["--keep"]
    shutil.rmtree(EXECUTED, ignore_errors=True)
    EXECUTED.mkdir(parents=True)
    # Much of each is a JVM that starts, on one core.
    with ThreadPoolExecutor(len(NOTEBOOKS)) as together:
        executed = dict(zip(NOTEBOOKS, together.map(execute, NOTEBOOKS)))
    found = []
    for path, notebook in executed.items():
        if keep:
            nbformat.write(notebook, path)
        else:
            committed = nbformat.read(path, as_version=4)
            found += [f"{path.name}, as committed: {problem}" for problem in problems(committed)]
        found += [f"{path.name}: {problem}" for problem in problems(notebook)]
    if found:
        sys.exit("\n".join(found))


main()

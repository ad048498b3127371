#!/usr/bin/env bash
# Opens the notebooks in JupyterLab, with kernels for Python and Java that know Spark and this jar.
#
#   submit/notebook.sh                      makes what is missing, opens JupyterLab
#   submit/notebook.sh --no-browser         what follows goes to jupyter lab
#   submit/notebook.sh --prepare            makes what is missing, and ends
#
# Needs python3 (3.11 or later) with venv. Everything is made below target/notebook, nothing in the user's own Jupyter.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$home/submit/common.sh"

build_where_missing
venv="$home/target/notebook/venv"
python_environment notebook/venv "$(cat "$home/notebooks/requirements.txt")"

# Written every time: the machine's JDK, its memory and the jar may be others than the last time.
launch=$(ordermatrix launch)
"$venv/bin/python" "$home/notebooks/kernels.py" \
  --java "$(java_command)" \
  --java-options "$(sed -n 's/^java_options=//p' <<<"$launch")" \
  --memory "$(sed -n 's/^driver_memory=//p' <<<"$launch")" \
  --class-path "$jar:$(spark_classpath)" \
  --log-configuration "$home/conf/log4j2.properties"

if [ "${1:-}" = --prepare ]; then exit; fi
exec "$venv/bin/jupyter" lab --ServerApp.root_dir="$home" --LabApp.default_url=/lab/tree/notebooks/explore.ipynb "$@"

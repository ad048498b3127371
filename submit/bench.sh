#!/usr/bin/env bash
# Times ordermatrix, Spark's CSV source, DuckDB, Polars, ClickHouse, DataFusion and pandas on one file, in turn and warm, checks
# that all give the same answers, and writes a table and JSON to target/bench.
#
#   submit/bench.sh                       2 GB, 5 rounds
#   submit/bench.sh 10GB --rounds 3       another size; what follows it goes to bench.py
#   submit/bench.sh --scaling             whole runs from 100 MB to 10 GB; what follows it goes to scaling.py
#   submit/bench.sh --extremes            many groups, files, a wide row, start, progress, waves; or those named after it
#   submit/bench.sh --kept-orders         the whole command with --keep-orders, 2 and 10 GB, in turn with DuckDB's sorted COPY
#   submit/bench.sh --lifecycles          the whole command with --lifecycles, in turn with the plain one and DuckDB's query
#   submit/bench.sh --updates             an update by the last of 20 daily files, in turn with a run over that file alone
#   submit/bench.sh --bad-input           what engines do with damaged files
#
# Needs python3 with venv. Uses the Java of JAVA_HOME, so that Javas can be compared.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$home/submit/common.sh"

script=bench.py
case ${1:-} in
  --scaling) script=scaling.py && shift ;;
  --extremes) script=extremes.py && shift ;;
  --kept-orders) script=kept_orders.py && shift ;;
  --lifecycles) script=lifecycles.py && shift ;;
  --updates) script=updates.py && shift ;;
  --bad-input) script=bad_input.py && shift ;;
esac
size=2GB
if [ "$script" = bench.py ] && [ $# -gt 0 ] && [[ $1 != --* ]]; then size=$1 && shift; fi
number=${size%[GM]B}
case $size in
  *GB) rows=$((number * 6870000)) ;;
  *MB) rows=$((number * 6870)) ;;
  *) echo "A size like 2GB or 500MB was expected, found $size" >&2 && exit 2 ;;
esac

build_where_missing
bench="$home/target/bench"
mkdir -p "$bench"
if [ "$script" = bench.py ] && [ ! -f "$bench/orders-$size.csv" ]; then
  ordermatrix generate --output "$bench/orders-$size.csv" --rows "$rows" --dates 5 --securities 200 --participants 40
fi
python_environment bench/venv "$(cat "$home/src/bench/requirements.txt")"

case $script in
  bench.py) ;;
  bad_input.py) exec "$bench/venv/bin/python" -W ignore "$home/src/bench/$script" ;;
  *) exec "$bench/venv/bin/python" -W ignore "$home/src/bench/$script" --output "$bench" "$@" ;;
esac
exec "$bench/venv/bin/python" -W ignore "$home/src/bench/bench.py" \
  --file "$bench/orders-$size.csv" --jar "$jar" --output "$bench" "$@"

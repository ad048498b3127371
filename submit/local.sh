#!/usr/bin/env bash
# Runs ordermatrix on this machine.
#
#   submit/local.sh                                   builds, makes a sample, runs the job on it
#   submit/local.sh run --input FILE --output DIR     passes the arguments on
#   submit/local.sh --conf spark.ui.port=4050 run ... what stands before the command goes to spark-submit
#
# Uses the Spark of SPARK_HOME where that is set, else the Spark that Maven resolves.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$home/submit/common.sh"

build_where_missing
spark_options=()
if needs_s3 "$@"; then
  if [ -n "${SPARK_HOME:-}" ]; then
    spark_options+=(--jars "$(s3_jars)")
  else
    write_classpath "$s3_classpath_file" -Ps3
    classpath_file=$s3_classpath_file
  fi
fi

if [ $# -eq 0 ]; then
  rm -rf "$home/sample/results"
  ordermatrix generate --output "$home/sample/orders.csv" --rows 300000 --dates 3 --corrupt 0.001 >&2
  submit_local run --input "$home/sample/orders.csv" --output "$home/sample/results" --lifecycles
fi

split_arguments "$@"

case ${command_line[0]:-} in
  run | report | clean) submit_local "${command_line[@]}" ;;
  plan)
    # What was set for Spark is a part of the plan.
    if [ ${#spark_options[@]} -gt 0 ]; then
      submit_local "${command_line[@]}"
    else
      # The module that a run has, so that the scanner named is that of a run.
      choose_jvm "${command_line[@]}"
      if [ -z "$without_vectors" ]; then plain_options=--add-modules=jdk.incubator.vector; fi
      ordermatrix "${command_line[@]}"
    fi
    ;;
  *) ordermatrix ${command_line[@]+"${command_line[@]}"} ;;
esac

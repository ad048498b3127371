#!/usr/bin/env bash
# Runs ordermatrix on a standalone cluster.
#
#   submit/standalone.sh spark://host:7077 run --input FILES --output DIR
#   submit/standalone.sh spark://host:7077 --deploy-mode cluster --conf spark.executor.cores=4 run ...
#
# Options between the master and the command are passed to spark-submit. Uses the Spark of SPARK_HOME where that is set, else
# the one that submit/spark-home.sh sets up.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$home/submit/common.sh"

case ${1:-} in
  spark://*) master=$1 && shift ;;
  *) echo "Usage: submit/standalone.sh spark://HOST:PORT [options of spark-submit] run|plan ..." >&2 && exit 2 ;;
esac

submit_to_cluster "$master" "$home/conf/spark-defaults-standalone.conf" "$@"

#!/usr/bin/env bash
# Runs ordermatrix on YARN.
#
#   submit/yarn.sh run --input hdfs:///orders --output hdfs:///results
#   submit/yarn.sh --deploy-mode cluster --queue research run ...
#
# Options before the command are passed to spark-submit. HADOOP_CONF_DIR says where the cluster is. Uses the Spark of
# SPARK_HOME where that is set, else the one that submit/spark-home.sh sets up.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$home/submit/common.sh"

if [ -z "${HADOOP_CONF_DIR:-}${YARN_CONF_DIR:-}" ]; then
  echo "HADOOP_CONF_DIR is not set; expected the folder with the cluster's core-site.xml and yarn-site.xml" >&2
  exit 2
fi

# Containers have it in their folder, under its own name.
spark_options=(
  --files "$home/conf/log4j2-cluster.properties"
  --conf "spark.executor.extraJavaOptions=-Dlog4j2.configurationFile=log4j2-cluster.properties"
)
submit_to_cluster yarn "$home/conf/spark-defaults-yarn.conf" "$@"

#!/usr/bin/env bash
# Runs ordermatrix on Kubernetes, in cluster deploy mode.
#
#   submit/kubernetes.sh k8s://https://host:6443 --image registry.example.com/ordermatrix:0.1.0 --namespace research \
#     --conf spark.ordermatrix.cluster.nodes=10 --conf spark.ordermatrix.cluster.cores-per-node=16 \
#     --conf "spark.ordermatrix.cluster.memory-per-node=64 GB" \
#     run --input hdfs://host/orders --output hdfs://host/results
#
# submit/kubernetes/image.sh builds the image, submit/kubernetes/account.yaml has the account of drivers (--account, "ordermatrix"
# by default). Options between these and the command are passed to spark-submit. Uses the Spark of SPARK_HOME where that is
# set, else the one that submit/spark-home.sh sets up.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$home/submit/common.sh"

usage() {
  echo "Usage: submit/kubernetes.sh k8s://URL --image IMAGE [--namespace NAME] [--account NAME]" \
    "[options of spark-submit] run|plan ..." >&2
  exit 2
}

case ${1:-} in
  k8s://*) master=$1 && shift ;;
  *) usage ;;
esac
image='' namespace=default account=ordermatrix
while [ $# -gt 1 ]; do
  case $1 in
    --image) image=$2 ;;
    --namespace) namespace=$2 ;;
    --account) account=$2 ;;
    *) break ;;
  esac
  shift 2
done
if [ -z "$image" ]; then usage; fi

spark_options=(
  --deploy-mode cluster
  --name ordermatrix
  --conf "spark.kubernetes.container.image=$image"
  --conf "spark.kubernetes.namespace=$namespace"
  --conf "spark.kubernetes.authenticate.driver.serviceAccountName=$account"
  --conf "spark.kubernetes.driver.podTemplateFile=$home/submit/kubernetes/pod.yaml"
  --conf "spark.kubernetes.executor.podTemplateFile=$home/submit/kubernetes/pod.yaml"
)
submit_to_cluster "$master" "$home/conf/spark-defaults-kubernetes.conf" "$@"

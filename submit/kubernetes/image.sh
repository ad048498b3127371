#!/usr/bin/env bash
# Builds the image for Kubernetes with the builder that is named, in target/image.
#
#   submit/kubernetes/image.sh docker build -t registry.example.com/ordermatrix:0.1.0
#   submit/kubernetes/image.sh podman build -t registry.example.com/ordermatrix:0.1.0
#   submit/kubernetes/image.sh                    only puts the files of the image together, and prints their folder
#
# Uses the Spark of SPARK_HOME where that is set, else the one that submit/spark-home.sh sets up.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$home/submit/common.sh"

SPARK_HOME=${SPARK_HOME:-$("$home/submit/spark-home.sh")}
export SPARK_HOME
build_where_missing

image="$home/target/image"
rm -rf "$image"
mkdir -p "$image/opt/spark" "$image/opt/ordermatrix"
for folder in bin sbin jars; do
  # Links take no space; they need the same file system.
  cp -rlL "$SPARK_HOME/$folder" "$image/opt/spark/" 2>/dev/null || cp -rfL "$SPARK_HOME/$folder" "$image/opt/spark/"
done
IFS=, read -ra jars <<<"$(s3_jars)"
cp "${jars[@]}" "$image/opt/spark/jars/"
cp "$home/submit/kubernetes/entrypoint.sh" "$image/opt/"
cp "$jar" "$image/opt/ordermatrix/ordermatrix.jar"
cp "$home/conf/log4j2-cluster.properties" "$image/opt/ordermatrix/"
# Readable for the image's user, whatever the umask here.
chmod -R go+rX "$image/opt/entrypoint.sh" "$image/opt/ordermatrix"

if [ $# -eq 0 ]; then
  echo "$image"
else
  exec "$@" -f "$home/submit/kubernetes/Dockerfile" "$image"
fi

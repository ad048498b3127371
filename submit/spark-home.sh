#!/usr/bin/env bash
# Prints the path of a Spark of pom.xml's version, with bin, sbin and jars, for SPARK_HOME. Where target/spark-home has
# none it is made there from the pyspark package, which has support for YARN and Kubernetes too.
#
#   export SPARK_HOME=$(submit/spark-home.sh)
#
# Needs python3 with venv.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$home/submit/common.sh"
version=$(sed -n 's|.*<spark.version>\(.*\)</spark.version>.*|\1|p' "$home/pom.xml")
python_environment spark-home "pyspark==$version"

"$home/target/spark-home/bin/python" -c 'import importlib.util; print(importlib.util.find_spec("pyspark").submodule_search_locations[0])'

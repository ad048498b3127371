# What the scripts of this folder share: where the jar and Spark are, and how a JVM is started. To be sourced, with
# the project's folder in $home.

jar=
classpath_file="$home/target/spark.classpath"

find_jar() {
  find "$home/target" -maxdepth 1 -name 'ordermatrix-*.jar' -print -quit
}

build_where_missing() {
  mkdir -p "$home/target"
  jar=$(find_jar)
  # The newest source decides, so that a changed checkout is not run with an old jar.
  if [ -z "$jar" ] || [ -n "$(find "$home/src/main" "$home/pom.xml" -newer "$jar" -print -quit)" ]; then
    echo "Building ordermatrix ..." >&2
    mvn -q -B -Dstyle.color=never -f "$home/pom.xml" -DskipTests package >&2
    jar=$(find_jar)
  fi
  if [ -z "${SPARK_HOME:-}" ] && { [ ! -s "$classpath_file" ] || [ "$home/pom.xml" -nt "$classpath_file" ]; }; then
    mvn -q -B -Dstyle.color=never -f "$home/pom.xml" dependency:build-classpath -Dmdep.includeScope=compile \
      -Dmdep.outputFile="$classpath_file" >&2
  fi
}

java_command() {
  if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/java"; else echo java; fi
}

spark_classpath() {
  if [ -n "${SPARK_HOME:-}" ]; then echo "$SPARK_HOME/jars/*"; else cat "$classpath_file"; fi
}

# A command that needs no Spark session: plan, generate, report.
ordermatrix() {
  "$(java_command)" -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED -Xshare:auto \
    -Dlog4j2.configurationFile="$home/conf/log4j2.properties" \
    -cp "$jar:$(spark_classpath)" io.ordermatrix.OrderMatrix "$@"
}

# A run in one JVM, with a heap and a number of workers that fit this machine. A failed task is tried again.
submit_local() {
  local launch master= driver_memory= java_options= name value
  launch=$(ordermatrix launch "${@:2}")
  while IFS='=' read -r name value; do
    case $name in
      master) master=$value ;;
      driver_memory) driver_memory=$value ;;
      java_options) java_options=$value ;;
    esac
  done <<<"$launch"
  local options=(
    --master "${master:-local[*,4]}"
    --driver-memory "$driver_memory"
    --conf spark.driver.host=127.0.0.1
    --conf spark.driver.bindAddress=127.0.0.1
    --class io.ordermatrix.OrderMatrix
  )
  export SPARK_LOCAL_IP=127.0.0.1
  local log_option="-Dlog4j2.configurationFile=$home/conf/log4j2.properties"
  if [ -n "${SPARK_HOME:-}" ]; then
    "$SPARK_HOME/bin/spark-submit" "${options[@]}" --driver-java-options "$log_option --enable-native-access=ALL-UNNAMED" \
      ${spark_options[@]+"${spark_options[@]}"} "$jar" "$@"
  else
    # shellcheck disable=SC2086 # they are several
    "$(java_command)" $java_options --enable-native-access=ALL-UNNAMED "-Xmx$driver_memory" "$log_option" \
      -cp "$(spark_classpath)" org.apache.spark.deploy.SparkSubmit \
      "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} "$jar" "$@"
  fi
}

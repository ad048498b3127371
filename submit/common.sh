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
    mvn -q -B -Dstyle.color=never -f "$home/pom.xml" dependency:build-classpath \
      -Dmdep.outputFile="$classpath_file" >&2
  fi
}

java_command() {
  if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/java"; else echo java; fi
}

spark_classpath() {
  if [ -n "${SPARK_HOME:-}" ]; then echo "$SPARK_HOME/jars/*"; else cat "$classpath_file"; fi
}

# A command that needs no Spark session: plan, generate.
ordermatrix() {
  # shellcheck disable=SC2086 # they are several, or none
  "$(java_command)" -XX:+IgnoreUnrecognizedVMOptions ${plain_options:-} --enable-native-access=ALL-UNNAMED -Xshare:auto \
    -Dlog4j2.configurationFile="$home/conf/log4j2.properties" \
    -cp "$jar:$(spark_classpath)" io.ordermatrix.OrderMatrix "$@"
}

# A run is over when all is done, and nobody waits for an answer meanwhile: what counts is throughput, not short pauses.
collector_option=-XX:+UseParallelGC

# The classes of Spark as the JVM lays them out, for this Java and these jars: with it a run begins a few seconds earlier.
class_archive() {
  local key
  key=$({ "$(java_command)" -version 2>&1; echo "$collector_option"; spark_classpath; } | cksum | cut -d ' ' -f 1)
  echo "$home/target/classes-$key.jsa"
}

# Made once, by a run of a small sample that leaves the archive behind when it ends.
make_class_archive() {
  local archive work
  archive=$(class_archive)
  [ -s "$archive" ] && return
  echo "Preparing a faster start (once) ..." >&2
  work=$(mktemp -d "$home/target/class-archive.XXXXXX")
  ordermatrix generate --output "$work/orders.csv" --rows 20000 --corrupt 0.001 >/dev/null
  # Without it everything works as well, only more slowly.
  (
    class_archive_option="-XX:ArchiveClassesAtExit=$work/classes.jsa"
    spark_options=()
    submit_local run --quiet --input "$work/orders.csv" --output "$work/results"
  ) >/dev/null 2>&1 || true
  if [ -s "$work/classes.jsa" ]; then mv "$work/classes.jsa" "$archive"; fi
  rm -rf "$work"
}

# A run or a report in one JVM, with a heap and a number of workers that fit this machine. A failed task is tried again. The
# last thing that a script does: the JVM takes its place, so that signals reach it.
submit_local() {
  # Shells keep the width of the terminal to themselves.
  if [ -t 2 ]; then export COLUMNS=${COLUMNS:-$(tput cols || echo 80)}; fi
  local launch master= driver_memory= java_options= name value
  # What only looks at the machine is over before a better compiler or collector would pay.
  local plain_options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
  # A report is made of results, whatever the options of their run were.
  if [ "$1" = report ]; then launch=$(ordermatrix launch); else launch=$(ordermatrix launch "${@:2}"); fi
  while IFS='=' read -r name value; do
    case $name in
      master) master=$value ;;
      driver_memory) driver_memory=$value ;;
      java_options) java_options=$value ;;
    esac
  done <<<"$launch"
  mkdir -p "$home/target/spark-events"
  local options=(
    --properties-file "$home/conf/spark-defaults-local.conf"
    --load-spark-defaults
    --master "${master:-local[*,4]}"
    --driver-memory "$driver_memory"
    --conf spark.driver.host=127.0.0.1
    --conf spark.driver.bindAddress=127.0.0.1
    --conf "spark.eventLog.dir=file://$home/target/spark-events"
    --class io.ordermatrix.OrderMatrix
  )
  export SPARK_LOCAL_IP=127.0.0.1
  local log_option="-Dlog4j2.configurationFile=$home/conf/log4j2.properties"
  local archive_option=${class_archive_option:-}
  if [ -z "$archive_option" ] && [ -s "$(class_archive)" ]; then
    archive_option="-XX:SharedArchiveFile=$(class_archive)"
  fi
  if [ -n "${SPARK_HOME:-}" ]; then
    exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" \
      --driver-java-options "$log_option $collector_option $archive_option -Xlog:cds*=off --enable-native-access=ALL-UNNAMED" \
      ${spark_options[@]+"${spark_options[@]}"} "$jar" "$@"
  else
    # shellcheck disable=SC2086 # they are several
    exec "$(java_command)" $java_options $collector_option $archive_option "-Xlog:cds*=off" --enable-native-access=ALL-UNNAMED \
      "-Xmx$driver_memory" "$log_option" \
      -cp "$(spark_classpath)" org.apache.spark.deploy.SparkSubmit \
      "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} "$jar" "$@"
  fi
}

# Moves the options before the command from "$@" to spark_options, and leaves the rest in command_line. An option of
# spark-submit takes the next word with it, whatever that is, unless it is one of those without a value.
split_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --help | --version) break ;;
      --*=* | --supervise | --load-spark-defaults | --verbose | -v) spark_options+=("$1") && shift ;;
      --*) spark_options+=("${@:1:2}") && shift "$(($# > 1 ? 2 : 1))" ;;
      *) break ;;
    esac
  done
  command_line=("$@")
}

# A command on a cluster: its master, the defaults of its kind, and what the script was given.
submit_to_cluster() {
  local master=$1 defaults=$2 deploy_mode=client option
  shift 2
  build_where_missing
  if [ -z "${SPARK_HOME:-}" ]; then
    SPARK_HOME=$("$home/submit/spark-home.sh")
    export SPARK_HOME
  fi
  spark_options=(${spark_options[@]+"${spark_options[@]}"})
  split_arguments "$@"
  case ${command_line[0]:-} in
    run) ;;
    # Its place is here, where its output is seen.
    plan) spark_options+=(--deploy-mode client) ;;
    *)
      ordermatrix ${command_line[@]+"${command_line[@]}"}
      return
      ;;
  esac

  local before=
  for option in ${spark_options[@]+"${spark_options[@]}"}; do
    if [ "$before" = --deploy-mode ]; then deploy_mode=$option; fi
    case $before$option in
      --confspark.submit.deployMode=*) deploy_mode=${option#*=} ;;
      --deploy-mode=*) deploy_mode=${option#*=} ;;
    esac
    before=$option
  done
  local log_option="-Dlog4j2.configurationFile=$home/conf/log4j2.properties"
  local options=(
    --properties-file "$defaults"
    --load-spark-defaults
    --master "$master"
    --class io.ordermatrix.OrderMatrix
  )
  export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS:-} $log_option"
  if [ "$deploy_mode" != cluster ]; then
    exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} "$jar" \
      "${command_line[@]}"
  fi
  if [ "$master" = yarn ]; then
    options+=(--conf "spark.driver.extraJavaOptions=-Dlog4j2.configurationFile=log4j2-cluster.properties")
    exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} "$jar" \
      "${command_line[@]}"
  fi
  # A standalone cluster lets spark-submit end with 0 whatever became of the driver, and says it in its log only.
  local log status=0
  log=$(mktemp)
  # shellcheck disable=SC2064 # the name is that of now
  trap "rm -f '$log'" EXIT
  "$SPARK_HOME/bin/spark-submit" "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} "$jar" \
    "${command_line[@]}" 2> >(tee "$log" >&2) || status=$?
  if [ "$status" -eq 0 ] && ! grep -q 'State of driver driver-.* is FINISHED' "$log"; then status=1; fi
  return "$status"
}

# What the scripts of this folder share: where the jar and Spark are, and how a JVM is started. To be sourced, with
# the project's folder in $home.

jar=
classpath_file="$home/target/spark.classpath"
s3_classpath_file="$home/target/spark-s3.classpath"

# That of this version: a jar of another one may be there too.
find_jar() {
  local version
  version=$(sed -n '/<artifactId>ordermatrix</{n;s|.*<version>\(.*\)</version>.*|\1|p;}' "$home/pom.xml")
  find "$home/target" -maxdepth 1 -name "ordermatrix-$version.jar"
}

# Whether a path in the arguments needs the file system of S3, and they do not bring jars of their own.
needs_s3() {
  case " $* " in
    *" --jars"* | *" --packages"*) return 1 ;;
    *s3a://*) return 0 ;;
    *) return 1 ;;
  esac
}

# Runs a command that makes something in target while no other script does: they may be started side by side. macOS has no flock;
# there they have to be started one after the other the first time.
in_turn() {
  local lock="$home/target/$1.lock"
  shift
  mkdir -p "$(dirname "$lock")"
  (
    if command -v flock >/dev/null; then flock 9; fi
    "$@" 9>&-
  ) 9>"$lock"
}

# Writes the class path of Spark into a file, unless it is there; with a profile of pom.xml, if one is given.
write_classpath() { in_turn classpath write_classpath_where_missing "$@"; }

write_classpath_where_missing() {
  local file=$1
  shift
  if [ ! -s "$file" ] || [ "$home/pom.xml" -nt "$file" ]; then
    mvn -q -B -Dstyle.color=never -f "$home/pom.xml" "$@" dependency:build-classpath -Dmdep.outputFile="$file" >&2
    # Maven leaves a file as it is, and as old, whose content has not changed.
    touch "$file"
  fi
}

# The jars of the file system of S3, for a Spark that has everything else; separated by commas.
s3_jars() {
  write_classpath "$classpath_file"
  write_classpath "$s3_classpath_file" -Ps3
  comm -13 <(tr ':' '\n' <"$classpath_file" | sort) <(tr ':' '\n' <"$s3_classpath_file" | sort) | paste -sd , -
}

build_where_missing() {
  in_turn build package_where_missing
  jar=$(find_jar)
  if [ -z "${SPARK_HOME:-}" ]; then write_classpath "$classpath_file"; fi
}

package_where_missing() {
  local packaged
  packaged=$(find_jar)
  # The newest source decides, so that a changed checkout is not run with an old jar.
  if [ -z "$packaged" ] || [ -n "$(find "$home/src/main" "$home/pom.xml" -newer "$packaged" -print -quit)" ]; then
    echo "Building ordermatrix ..." >&2
    mvn -q -B -Dstyle.color=never -f "$home/pom.xml" -DskipTests package >&2
  fi
}

# Makes a Python environment in a folder of target, with what some requirements of pip name, unless it is there with just these.
python_environment() { in_turn "$1" make_environment_where_missing "$@"; }

make_environment_where_missing() {
  local venv="$home/target/$1" requirements=$2
  # Left by the last step, so that an environment that was not finished is made again.
  if [ "$(cat "$venv/requirements.txt" 2>/dev/null)" = "$requirements" ]; then return; fi
  echo "Making the Python environment $venv ..." >&2
  rm -rf "$venv"
  python3 -m venv "$venv" >&2
  "$venv/bin/pip" install -q --disable-pip-version-check -r /dev/stdin <<<"$requirements" >&2
  echo "$requirements" >"$venv/requirements.txt"
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
  SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1} "$(java_command)" -XX:+IgnoreUnrecognizedVMOptions ${plain_options:-} --enable-native-access=ALL-UNNAMED \
    -Dlog4j2.configurationFile="$home/conf/log4j2.properties" \
    -cp "$jar:$(spark_classpath)" io.ordermatrix.OrderMatrix "$@"
}

# What the environment tells every JVM. A JVM that is told twice which collector to use, or which archive of classes, does not start.
given_options="${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}"

# The option for a collector, unless the environment has one.
collector() {
  if [[ $given_options != *-XX:+Use*GC* ]]; then echo "-XX:+Use$1GC"; fi
}

checksum() { cksum | cut -d ' ' -f 1; }

# Every JDK has a file that says what it is, which is faster to read than to start it.
java_version() {
  local command release
  command=$(command -v "$(java_command)")
  release=$(dirname "$(readlink -f "$command")")/../release
  if [ -f "$release" ]; then echo "$command" && cat "$release"; else "$command" -version 2>&1; fi
}

# The table of results that has the answer to a command, as far as its options tell.
table_of_answer() {
  case " $* " in
    *" --keep-orders"* | *" --order-"*) echo orders ;;
    *" --hours "*:00-*:00" "*) echo cube ;;
    *" --hours"*) echo orders ;;
    *) echo cube ;;
  esac
}

# The size of the files that a command names, in megabytes; nothing where that does not say how much there is to read, because
# they are compressed or not on this machine.
input_megabytes() {
  local word inputs=() is_input= compressed sizes
  for word in "$@"; do
    case $word in
      --input) is_input=yes ;;
      --input=*) inputs+=("${word#*=}") ;;
      -*) is_input= ;;
      *)
        # shellcheck disable=SC2206 # it may be a glob
        if [ -n "$is_input" ]; then inputs+=($word); fi
        ;;
    esac
  done
  if [ ${#inputs[@]} -eq 0 ]; then return; fi
  if [ -f "${inputs[0]}/run.json" ]; then inputs=("${inputs[0]}/$(table_of_answer "$@")"); fi
  sizes=$(du -cLm -- "${inputs[@]}" 2>/dev/null) || return 0
  compressed=$(find -L "${inputs[@]}" \( -name '*.gz' -o -name '*.bz2' -o -name '*.zst' \) -print -quit)
  if [ -z "$compressed" ]; then tail -n 1 <<<"$sizes" | cut -f 1; fi
}

# Whether Java can link classes ahead and keep what it learned of them: from 25 on.
java_links_ahead() { grep -qE '^JAVA_VERSION="?(2[5-9]|[3-9][0-9])' <<<"$java_release"; }

# Compiles the loops of a scan for good as soon as they are hot, but few of the methods around them. A loop that is entered again and
# again is compiled once, with its method, and not before that by on-stack replacement.
both_compilers=(-XX:Tier4InvocationThreshold=150000 -XX:Tier4CompileThreshold=500000 -XX:Tier4BackEdgeThreshold=4000000)

# Sets, for a run with these arguments, jvm_options and compiler_options to those that do not depend on the machine, without_vectors
# where the Vector API would cost more than it gains, and archive_kind; and what tells this Java and this jar from others. A run is
# over when all is done, and nobody waits for an answer meanwhile: what counts is throughput, not short pauses.
choose_jvm() {
  local megabytes=
  if [ -z "${SPARK_HOME:-}" ]; then megabytes=$(input_megabytes "$@"); fi
  java_release=$(java_version)
  jar_checksum=$(checksum <"$jar")
  # shellcheck disable=SC2207 # it is one, or none
  jvm_options=($(collector Parallel))
  without_vectors=
  archive_kind=jsa
  # Without the Vector API, Java can link its classes ahead, which starts faster than vectors make up for in this much.
  if [ -n "$megabytes" ] && [ "$megabytes" -lt 16000 ] && java_links_ahead; then
    without_vectors=yes
    archive_kind=aot
  fi
  compiler_options=("${both_compilers[@]}")
  if [ -n "$megabytes" ] && [ "$megabytes" -lt 300 ]; then
    # Over before better machine code would pay.
    without_vectors=yes
    compiler_options=(-XX:TieredStopAtLevel=1)
  fi
}

# The classes of Spark as the JVM lays them out, for this Java, the environment's options and these jars in their places: with it a run
# begins a few seconds earlier. The JVM takes no archive of a jar that has another time than when the archive was made, and does not say.
class_archive() {
  local kind
  kind=$({ echo "$java_release" "$given_options" "$archive_kind" "$jar"; spark_classpath; } | checksum)
  echo "$home/target/classes-$kind-$jar_checksum.$(date -r "$jar" +%s).$archive_kind"
}

# Made once for each kind of run, by a run of a small sample that leaves the archive behind when it ends.
make_class_archive() {
  local archive=$1 work
  echo "Preparing a faster start (once) ..." >&2
  work=$(mktemp -d "$home/target/class-archive.XXXXXX")
  ordermatrix generate --output "$work/orders.csv" --rows 20000 --corrupt 0.001 >/dev/null
  # Without it everything works as well, only more slowly.
  (
    case $archive in
      *.aot) archive_options=("-XX:AOTCacheOutput=$work/classes") ;;
      *) archive_options=("-XX:ArchiveClassesAtExit=$work/classes") ;;
    esac
    spark_options=()
    compiler_options=("${both_compilers[@]}")
    start_spark run --quiet --keep-orders --lifecycles --input "$work/orders.csv" --output "$work/results"
  ) >/dev/null 2>&1 || true
  if [ -s "$work/classes" ]; then
    # Those of older jars are of no use.
    rm -f "${archive%-*}"-*
    mv "$work/classes" "$archive"
  fi
  rm -rf "$work"
}

# Whether a command will do more than explain itself or say what is wrong with it, which should not wait for an archive.
is_ready() {
  case " $* " in
    *" --help "* | *" -h "*) return 1 ;;
    # A plan would write that file too, for a run that may refuse to.
    *" --save-config"*) return 0 ;;
  esac
  # A plan has the options of a run, and needs no Spark.
  [ "$1" != run ] || [ ${#spark_options[@]} -gt 0 ] || ordermatrix plan "${@:2}" >/dev/null 2>&1
}

# What a machine or container has, as far as a JVM is sized by it.
machine() {
  {
    nproc
    grep MemTotal /proc/meminfo
    cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max /sys/fs/cgroup/memory/memory.limit_in_bytes
    sysctl -n hw.ncpu hw.memsize
  } 2>/dev/null || true
}

# The options of a command that set keys of the configuration, one word per line.
configuration_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --config | --preset | --conf | -D) printf '%s\n' "${@:1:2}" && shift "$(($# > 1 ? 2 : 1))" ;;
      --config=* | --preset=* | --conf=* | -D* | @*) printf '%s\n' "$1" && shift ;;
      *) shift ;;
    esac
  done
}

# The settings of the JVM of a run with these options. A JVM of its own finds them out; what it said is kept for the next
# run on the same machine, unless a file that may change has a part in it.
launch_settings() {
  local options=() option settings kept
  while IFS= read -r option; do options+=("$option"); done < <(configuration_options "$@")
  # What only looks at the machine is over before a better compiler or collector would pay.
  local plain_options
  plain_options="-XX:TieredStopAtLevel=1 $(collector Serial)"
  case " ${options[*]-}" in
    *" --config"* | *" @"*)
      ordermatrix launch "${options[@]}"
      return
      ;;
  esac
  kept=$home/target/launch-$({ printf '%s\n' "${options[@]-}"; echo "$java_release" "$jar_checksum"; machine; } | checksum)
  if [ ! -s "$kept" ]; then
    settings=$(ordermatrix launch ${options[@]+"${options[@]}"}) || return
    echo "$settings" >"$kept.$$" && mv "$kept.$$" "$kept"
  fi
  cat "$kept"
}

# A run or a report in one JVM, with a heap and a number of workers that fit this machine. A failed task is tried again. The
# last thing that a script does: the JVM takes its place, so that signals reach it.
submit_local() {
  local archive archive_options=()
  choose_jvm "$@"
  if [[ ! $given_options =~ -Xshare|Archive|AOT ]]; then
    archive=$(class_archive)
    if [ ! -s "$archive" ] && is_ready "$@"; then make_class_archive "$archive"; fi
    if [ -s "$archive" ]; then
      case $archive in
        *.aot) archive_options=("-XX:AOTCache=$archive" "-Xlog:aot*=off") ;;
        *) archive_options=("-XX:SharedArchiveFile=$archive") ;;
      esac
    fi
  fi
  start_spark "$@"
}

# Passes text on but for Java's notice that the Vector API is incubating, which Java prints before all else and has no option
# against. Signals are for Java, whose last words still have to get through.
without_vector_notice() {
  local line=
  trap '' INT TERM HUP
  if IFS= read -r line || [ -n "$line" ]; then
    case $line in
      "WARNING: Using incubator modules: jdk.incubator.vector") ;;
      *) printf '%s\n' "$line" ;;
    esac
  fi
  exec cat
}

start_spark() {
  # Shells keep the width of the terminal to themselves.
  if [ -t 2 ]; then export COLUMNS=${COLUMNS:-$(tput cols || echo 80)}; fi
  local launch master= driver_memory= java_options= name value
  launch=$(launch_settings "$@")
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
  jvm_options+=("${compiler_options[@]}" "-Dlog4j2.configurationFile=$home/conf/log4j2.properties"
    ${archive_options[@]+"${archive_options[@]}"} "-Xlog:cds*=off" --enable-native-access=ALL-UNNAMED)
  if [ -n "${SPARK_HOME:-}" ]; then
    exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" --driver-java-options "$(printf '"%s" ' "${jvm_options[@]}")" \
      ${spark_options[@]+"${spark_options[@]}"} "$jar" "$@"
  else
    if [ -n "$without_vectors" ]; then
      java_options=${java_options/--add-modules=jdk.incubator.vector/}
    else
      # With the filter in between, Java can't see the terminal.
      if [ -t 2 ]; then export ORDERMATRIX_TERMINAL=yes; fi
      exec 2> >(without_vector_notice >&2)
    fi
    # The jar is on the class path, not Spark's to load, so that the archive has its classes too.
    # shellcheck disable=SC2086 # they are several
    exec "$(java_command)" $java_options "${jvm_options[@]}" "-Xmx$driver_memory" \
      -cp "$jar:$(spark_classpath)" org.apache.spark.deploy.SparkSubmit \
      "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} spark-internal "$@"
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
  # The image for Kubernetes has them.
  if [[ $master != k8s://* ]] && needs_s3 "$@"; then spark_options+=(--jars "$(s3_jars)"); fi
  case ${command_line[0]:-} in
    run) ;;
    # Its place is here, where its output is seen.
    plan) spark_options+=(--deploy-mode client) ;;
    *)
      ordermatrix ${command_line[@]+"${command_line[@]}"}
      return
      ;;
  esac

  local before='' files=("${SPARK_CONF_DIR:-$SPARK_HOME/conf}/spark-defaults.conf")
  for option in ${spark_options[@]+"${spark_options[@]}"}; do
    case $before in
      --deploy-mode) deploy_mode=$option ;;
      --properties-file) files+=("$option") ;;
    esac
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
  # Of several masters, one may be down.
  if [[ ${command_line[0]} == run && $master == spark://* && $master != *,* ]] \
    && is_authenticated "${files[@]}" && ! is_accepted "$master"; then
    echo "error: $master does not accept this run's spark.authenticate.secret, or no master is there" >&2
    return 1
  fi
  if [ "$deploy_mode" != cluster ]; then
    exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} "$jar" \
      "${command_line[@]}"
  fi
  if [ "$master" = yarn ]; then
    options+=(--conf "spark.driver.extraJavaOptions=-Dlog4j2.configurationFile=log4j2-cluster.properties")
    exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} "$jar" \
      "${command_line[@]}"
  fi
  # Other clusters let spark-submit end with 0 whatever became of the driver, and say it in its log only.
  local application=$jar log status=0
  if [[ $master == k8s://* ]]; then
    # What the image has.
    application=local:///opt/ordermatrix/ordermatrix.jar
    options+=(--conf "spark.driver.extraJavaOptions=-Dlog4j2.configurationFile=/opt/ordermatrix/log4j2-cluster.properties")
  fi
  log=$(mktemp)
  # shellcheck disable=SC2064 # the name is that of now
  trap "rm -f '$log'" EXIT
  {
    "$SPARK_HOME/bin/spark-submit" "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} "$application" \
      "${command_line[@]}" 2>&1 >&3 | tee "$log" >&2
  } 3>&1 || status=$?
  if [ "$status" -eq 0 ]; then status=$(driver_status "$master" "$log"); fi
  return "$status"
}

# Whether a run is to prove that it knows the cluster's secret, by its options or one of these files.
is_authenticated() {
  [[ " ${spark_options[*]-}" == *[\ =]spark.authenticate=true* ]] \
    || grep -Eqs '^[[:space:]]*spark\.authenticate[[:space:]=:]+true' "$@"
}

# Whether a master lets this run in. Spark itself asks for a minute, and does not say why it is refused. The end of a driver
# that there is not is a question that changes nothing; its answer makes Spark's client end with 255.
is_accepted() {
  local master=$1 status=0
  "$SPARK_HOME/bin/spark-submit" "${options[@]}" ${spark_options[@]+"${spark_options[@]}"} --deploy-mode client \
    --class org.apache.spark.deploy.Client spark-internal kill "$master" driver-none >/dev/null 2>&1 || status=$?
  [ "$status" -eq 255 ]
}

# The exit status of a driver, as far as a cluster tells it to spark-submit, whose log is given.
driver_status() {
  local master=$1 log=$2 status
  case $master in
    # The second where spark-submit was not to wait for the end.
    k8s://*)
      status=$(sed -n -e 's/^.*exit code: \([0-9][0-9]*\).*$/\1/p' -e 's/^.*Deployed Spark application .*$/0/p' "$log" | tail -n 1)
      ;;
    *) status=$(sed -n 's/^.*State of driver driver-.* is FINISHED.*$/0/p' "$log" | tail -n 1) ;;
  esac
  echo "${status:-1}"
}

package io.ordermatrix.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordermatrix.config.ClusterConfig;
import io.ordermatrix.config.LoadedConfig;
import io.ordermatrix.file.Json;
import io.ordermatrix.hardware.GivenSettings;
import io.ordermatrix.hardware.ReportedCluster;
import io.ordermatrix.units.DataSize;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** What is known about Spark and the cluster before a session starts. */
final class ClusterSettings {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSettings.class);
    private static final String STANDALONE = "spark://";
    private static final String UI_PORT = "8080";
    private static final long MIB = 1 << 20;
    private static final int TIMEOUT_MILLIS = 3_000;

    private ClusterSettings() {}

    /** The settings passed by spark-submit. */
    static GivenSettings given(SparkConf settings) {
        return new GivenSettings(Arrays.stream(settings.getAll()).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2)));
    }

    /**
     * The nodes reported by the cluster manager; empty if they are not needed, if there are none, or if the manager
     * can't be asked, which must not keep a job from running.
     */
    static Optional<ReportedCluster> reported(SparkConf settings, LoadedConfig config) {
        String master = settings.get("spark.master", "");
        try {
            if (config.job().cluster().isPresent()) {
                return Optional.empty();
            }
            if (master.equals("yarn")) {
                return yarn(settings);
            }
            return master.startsWith(STANDALONE) ? standalone(master, settings) : Optional.empty();
        } catch (IOException | YarnException | RuntimeException unreachable) {
            LOG.warn("The cluster manager can't be asked for its nodes: {}", unreachable.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<ReportedCluster> yarn(SparkConf settings) throws IOException, YarnException {
        try (YarnClient client = YarnClient.createYarnClient()) {
            client.init(new YarnConfiguration(SparkHadoopUtil.get().newConfiguration(settings)));
            client.start();
            List<Node> nodes = new ArrayList<>();
            for (NodeReport node : client.getNodeReports(NodeState.RUNNING)) {
                nodes.add(new Node(
                        node.getCapability().getVirtualCores(),
                        node.getCapability().getMemorySize()));
            }
            return smallest(nodes, "YARN");
        }
    }

    /** Reads the JSON page of a standalone master, on the port of spark.master.ui.port. */
    private static Optional<ReportedCluster> standalone(String masters, SparkConf settings) throws IOException {
        String host = URI.create(masters.split(",", 2)[0]).getHost();
        URI page = URI.create("http://" + host + ":" + settings.get("spark.master.ui.port", UI_PORT) + "/json/");
        var connection = page.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        JsonNode status;
        try (var in = connection.getInputStream()) {
            status = Json.COMPACT.readTree(in);
        }
        if (!masters.contains(status.path("url").asText().substring(STANDALONE.length()))) {
            throw new IOException(page + " belongs to another master");
        }
        List<Node> nodes = new ArrayList<>();
        for (JsonNode worker : status.path("workers")) {
            if (worker.path("state").asText().equals("ALIVE")) {
                nodes.add(new Node(
                        worker.path("cores").asInt(), worker.path("memory").asLong()));
            }
        }
        return smallest(nodes, "standalone master");
    }

    private record Node(int cores, long mebibytes) {}

    /** All executors have the same size, so the smallest node limits it. */
    private static Optional<ReportedCluster> smallest(List<Node> nodes, String manager) {
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        Node fewestCores = nodes.stream().min(Comparator.comparing(Node::cores)).orElseThrow();
        Node leastMemory =
                nodes.stream().min(Comparator.comparing(Node::mebibytes)).orElseThrow();
        ClusterConfig cluster =
                new ClusterConfig(nodes.size(), fewestCores.cores(), DataSize.ofBytes(leastMemory.mebibytes() * MIB));
        return Optional.of(new ReportedCluster(
                cluster,
                "%s (%d nodes, %d cores and %d MiB or more each)"
                        .formatted(manager, nodes.size(), fewestCores.cores(), leastMemory.mebibytes())));
    }
}

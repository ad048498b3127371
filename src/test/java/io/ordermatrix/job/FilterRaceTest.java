package io.ordermatrix.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ordermatrix.run.SparkContexts;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.sparkproject.jetty.ee10.servlet.FilterMapping;
import org.sparkproject.jetty.ee10.servlet.ServletContextHandler;

/** What Spark throws when YARN's filter for its UI arrives while the UI starts. */
class FilterRaceTest {
    @Test
    void aMappingWhoseFilterWasLostIsTheRace() throws Exception {
        FilterMapping mapping = new FilterMapping();
        mapping.setFilterName("org.apache.spark.deploy.yarn.AmIpFilter");
        mapping.setPathSpec("/*");
        ServletContextHandler page = new ServletContextHandler();

        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> {
            page.getServletHandler().prependFilterMapping(mapping);
            page.start();
        });

        assertTrue(SparkContexts.isFilterRace(failure), failure::toString);
        assertTrue(SparkContexts.isFilterRace(new ConcurrentModificationException()));
    }

    @Test
    void aStoppedContextIsNot() {
        SparkConf settings = new SparkConf()
                .setMaster("local[1]")
                .setAppName("stopped")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        JavaSparkContext spark = new JavaSparkContext(settings);
        spark.stop();

        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> spark.parallelize(List.of(1)));
        assertFalse(SparkContexts.isFilterRace(failure), failure::toString);
    }
}

package io.ordermatrix.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ordermatrix.run.SparkContexts;
import java.util.ConcurrentModificationException;
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
        // What SparkContext.runJob says.
        assertFalse(SparkContexts.isFilterRace(new IllegalStateException("SparkContext has been shutdown")));
        assertFalse(SparkContexts.isFilterRace(new IllegalStateException((String) null)));
    }
}

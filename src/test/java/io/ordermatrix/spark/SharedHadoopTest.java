package io.ordermatrix.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.testkit.TestSpark;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class SharedHadoopTest {
    private static final String SETTING = "test.shared-hadoop";

    private final JavaSparkContext spark =
            JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext());

    @Test
    void tasksSeeTheSettingsOfTheirJob() {
        SharedHadoop first = SharedHadoop.of(spark, with("one"));
        SharedHadoop second = SharedHadoop.of(spark, with("two"));
        SharedHadoop third = SharedHadoop.of(spark, new Configuration(spark.hadoopConfiguration()));
        assertThat(seenBy(first)).containsExactly("one", "one");
        assertThat(seenBy(second)).containsExactly("two", "two");
        assertThat(seenBy(third)).containsExactly("none", "none");
    }

    @Test
    void sendsTheSameSettingsOnce() {
        SharedHadoop first = SharedHadoop.of(spark, with("same"));
        SharedHadoop second = SharedHadoop.of(spark, with("same"));
        assertThat(second.broadcast().id()).isEqualTo(first.broadcast().id());
        assertThat(SharedHadoop.of(spark, with("another")).broadcast().id())
                .isNotEqualTo(first.broadcast().id());
    }

    private Configuration with(String value) {
        Configuration hadoop = new Configuration(spark.hadoopConfiguration());
        hadoop.set(SETTING, value);
        return hadoop;
    }

    private List<String> seenBy(SharedHadoop shared) {
        return spark.parallelize(List.of(1, 2), 2)
                .map(task -> shared.configuration().get(SETTING, "none"))
                .collect();
    }
}

package io.ordermatrix.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermatrix.order.RejectReason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every way to damage a row, and every unusual way to write one, against an independent version of the rules. */
class RowEditsTest {
    private static final FeedText FEED = FeedText.of(FeedSettings.ofRows(1));
    private static final List<String> SOUND = List.of(FEED.lines().get(0).split(",", -1));
    /** Which dates are plausible is a setting of the reader, and the values of a plain feed are whole numbers. */
    private static final List<RejectReason> REASONS = RejectReason.all().stream()
            .filter(reason -> !List.of(
                            "implausible:timestamp", "precision:timestamp", "format:timestamp", "format:security_code")
                    .contains(reason.toString()))
            .toList();

    private final RowClassifier classifier = new RowClassifier(FEED.header());

    @Test
    void everyDamageHasTheReasonWhoseTurnItIs() {
        RowDamage damage = new RowDamage();
        for (int turn = 0; turn < 20; turn++) {
            for (RejectReason reason : REASONS) {
                String line = damage.damage(SOUND);
                assertThat(classifier.reject(line)).as(line).contains(reason.toString());
            }
        }
        assertThat(damage.counts())
                .hasSize(REASONS.size())
                .allSatisfy((reason, rows) -> assertThat(rows).isEqualTo(20));
    }

    @Test
    void oddRowsAreNotRejected() {
        RowOddity oddity = new RowOddity();
        Set<String> different = new HashSet<>();
        for (int turn = 0; turn < 20; turn++) {
            String line = oddity.write(SOUND);
            assertThat(classifier.reject(line)).as(line).isEmpty();
            different.add(line);
        }
        assertThat(different).hasSize(10).doesNotContain(String.join(",", SOUND));
    }
}

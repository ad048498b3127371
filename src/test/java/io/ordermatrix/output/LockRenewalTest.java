package io.ordermatrix.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class LockRenewalTest {
    @Test
    void aRenewalThatFailsIsNotTheLast() throws InterruptedException {
        CountDownLatch third = new CountDownLatch(3);
        AtomicInteger renewals = new AtomicInteger();
        try (LockRenewal renewal =
                new LockRenewal(new Path("/results.lock"), () -> fail(renewals, third), Duration.ofMillis(1))) {
            assertThat(renewal).isNotNull();
            assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        }
        int after = renewals.get();
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(renewals).hasValue(after);
    }

    private static void fail(AtomicInteger renewals, CountDownLatch third) throws IOException {
        third.countDown();
        if (renewals.incrementAndGet() % 2 == 0) {
            throw new IOException("the disk is gone");
        }
        throw new IllegalStateException("the file system is closed");
    }

    @Test
    void aLockIsThatOfADeadRunTwoMinutesAfterItsLastRenewal() {
        long now = System.currentTimeMillis();
        assertThat(LockRenewal.isStale(now - Duration.ofSeconds(90).toMillis())).isFalse();
        assertThat(LockRenewal.isStale(now - Duration.ofSeconds(150).toMillis()))
                .isTrue();
    }
}

package io.ordermatrix.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two directories swap their content, or nothing happens. */
@EnabledOnOs(OS.LINUX)
class AtomicExchangeTest {
    /** File systems whose Linux drivers can exchange two names in one step, known independently of our code. */
    private static final Set<String> KNOWN_TO_EXCHANGE = Set.of("ext4", "xfs", "btrfs", "tmpfs");

    @TempDir
    private Path folder;

    @Test
    void twoDirectoriesSwapTheirContentOrNothing() throws IOException {
        Path one = Files.createDirectories(folder.resolve("one/below")).getParent();
        Path other = Files.createDirectory(folder.resolve("the other, with spaces"));
        Files.writeString(one.resolve("below/first.txt"), "first");
        Files.writeString(other.resolve("second.txt"), "second");
        boolean swapped = AtomicExchange.swap(one, other);
        String fileSystem = Files.getFileStore(folder).type();
        if (KNOWN_TO_EXCHANGE.contains(fileSystem)) {
            assertThat(swapped).as(fileSystem).isTrue();
        }
        Path first = swapped ? other : one;
        Path second = swapped ? one : other;
        assertThat(first.resolve("below/first.txt")).hasContent("first");
        assertThat(first.toFile().list()).containsExactly("below");
        assertThat(second.resolve("second.txt")).hasContent("second");
        assertThat(second.toFile().list()).containsExactly("second.txt");
    }

    @Test
    void nothingChangesIfOneIsMissing() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Files.writeString(one.resolve("first.txt"), "first");
        assertThat(AtomicExchange.swap(one, folder.resolve("absent"))).isFalse();
        assertThat(AtomicExchange.swap(folder.resolve("absent"), one)).isFalse();
        assertThat(one.resolve("first.txt")).hasContent("first");
        assertThat(folder.resolve("absent")).doesNotExist();
    }
}

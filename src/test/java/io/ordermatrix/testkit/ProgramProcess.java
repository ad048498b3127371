package io.ordermatrix.testkit;

import io.ordermatrix.OrderMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** The program in a separate process on two cores, which can be stopped and killed. */
public final class ProgramProcess implements AutoCloseable {
    /** Longer than any test needs: a program that takes this long hangs. */
    private static final long MOST_MINUTES = 10;

    private final Process process;
    private final Path out;
    private final Path err;

    private ProgramProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the program.
     *
     * @param folder for its output and Spark's own files
     * @param heap in the JVM's notation, for example {@code 512m}
     */
    public static ProgramProcess start(Path folder, String heap, List<String> arguments) throws IOException {
        Files.createDirectories(folder);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
        command.addAll(List.of(
                "-Xmx" + heap,
                "-Djava.io.tmpdir=" + folder,
                "-Dlog4j2.configurationFile="
                        + Path.of("conf", "log4j2.properties").toAbsolutePath(),
                "-Dspark.ui.enabled=false",
                "-Dspark.master=local[2,4]",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OrderMatrix.class.getName()));
        command.addAll(arguments);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ProgramProcess(process, out, err);
    }

    /** Runs the program to its end. */
    public static CommandLineRun run(Path folder, String heap, List<String> arguments)
            throws IOException, InterruptedException {
        try (ProgramProcess program = start(folder, heap, arguments)) {
            return program.end();
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long number() {
        return process.pid();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Waits for a file to appear.
     *
     * @return false if the program ended first
     */
    public boolean awaitFile(Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!Files.exists(file)) {
            if (!isAlive()) {
                return Files.exists(file);
            }
            if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(MOST_MINUTES)) {
                throw new AssertionError("The program does not write " + file + ":\n" + Files.readString(err));
            }
            TimeUnit.MICROSECONDS.sleep(200);
        }
        return true;
    }

    /** Waits for the program's end. */
    public CommandLineRun end() throws IOException, InterruptedException {
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("The program does not end:\n" + Files.readString(err));
        }
        return new CommandLineRun(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

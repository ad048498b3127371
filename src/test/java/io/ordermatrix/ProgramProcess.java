package io.ordermatrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** The program in a process of its own, on two cores, which can be told to stop and killed. */
final class ProgramProcess implements AutoCloseable {
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
     * @param folder for what it prints, and what Spark writes on the side
     * @param heap as the JVM takes it, for example {@code 512m}
     */
    static ProgramProcess start(Path folder, String heap, List<String> arguments) throws IOException {
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
    static CommandLineRun run(Path folder, String heap, List<String> arguments)
            throws IOException, InterruptedException {
        try (ProgramProcess program = start(folder, heap, arguments)) {
            return program.end();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long number() {
        return process.pid();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for a file to appear; false if the program has ended before. */
    boolean awaitFile(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            if (!isAlive()) {
                return Files.exists(file);
            }
            TimeUnit.MICROSECONDS.sleep(200);
        }
        return true;
    }

    /** Waits for the program's end. */
    CommandLineRun end() throws IOException, InterruptedException {
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

package io.ordermatrix.sink;

import io.ordermatrix.aggregate.OrderCube;
import io.ordermatrix.merge.GroupRuns;
import io.ordermatrix.sink.StagedOutput.ResultFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * What the waves of a run have done so far, in a directory that outlives the run if that is killed.
 *
 * <pre>
 * state.json                what the run is; without it there is nothing to go on from
 * waves/_wave-00000002/     a wave that is not done
 * waves/wave-00000001/      one that is: wave.json, records/ and rows/
 * parts-0/, parts-1/, ...   parts of a cube, of the orders kept, and of more parts than are merged at once; made anew by a
 *                           run that goes on
 * </pre>
 */
public final class WaveStore {
    private static final String STATE = "state.json";
    private static final String WAVE = "wave.json";

    private final FileSystem fileSystem;
    private final Path directory;

    WaveStore(FileSystem fileSystem, Path directory) {
        this.fileSystem = fileSystem;
        this.directory = directory;
    }

    /** What the run said that it is; empty where there is nothing to go on from. */
    public Optional<String> state() throws IOException {
        return read(new Path(directory, STATE));
    }

    /** Says what the run is, in the place of what was said before, all of it or nothing. */
    public void saveState(String state) throws IOException {
        Path temporary = new Path(directory, "_" + STATE);
        write(temporary, state);
        Path file = new Path(directory, STATE);
        if (!fileSystem.rename(temporary, file)) {
            // HDFS does not rename over a file. Killed right here, a run starts over: it loses time, and nothing else.
            StagedOutput.delete(fileSystem, file);
            StagedOutput.rename(fileSystem, temporary, file);
        }
    }

    /** Forgets everything. */
    public void clear() throws IOException {
        StagedOutput.delete(fileSystem, directory);
        StagedOutput.makeDirectory(fileSystem, directory);
    }

    /** Makes an empty directory for a wave that begins. */
    public Path begin(int wave) throws IOException {
        Path unfinished = unfinished(wave);
        StagedOutput.delete(fileSystem, unfinished);
        StagedOutput.makeDirectory(fileSystem, records(unfinished));
        return unfinished;
    }

    /** Where a wave's chunks leave their records. */
    public static Path records(Path waveDirectory) {
        return new Path(waveDirectory, "records");
    }

    private static Path rows(Path waveDirectory) {
        return new Path(waveDirectory, "rows");
    }

    /** Writes the events of a wave that has begun. */
    public void writeEvents(Path waveDirectory, Dataset<Row> events) {
        ResultWriter.withoutMarker(events)
                .option("parquet.enable.dictionary", "false")
                .parquet(rows(waveDirectory).toString());
    }

    /** Writes the parts of the cube that a wave which has begun comes to. */
    public void writeParts(Path waveDirectory, Dataset<Row> parts) throws IOException {
        writeRuns(rows(waveDirectory), parts);
    }

    /**
     * Writes parts of a cube that are of all waves, and says where.
     *
     * @param pass a number that no other parts have which are still to be read
     */
    public List<Path> writeParts(int pass, Dataset<Row> parts) throws IOException {
        Path runs = new Path(directory, "parts-" + pass);
        StagedOutput.delete(fileSystem, runs);
        writeRuns(runs, parts);
        return List.of(runs);
    }

    private void writeRuns(Path runs, Dataset<Row> parts) throws IOException {
        StagedOutput.makeDirectory(fileSystem, runs);
        parts.write()
                .format(GroupRuns.FORMAT)
                .option(GroupRuns.KEYS, OrderCube.KEYS.size())
                .mode(SaveMode.Append)
                .save(runs.toString());
    }

    /**
     * Makes a wave that has begun one that is done.
     *
     * @param record what there is to say about it
     */
    public void commit(int wave, String record) throws IOException {
        write(new Path(unfinished(wave), WAVE), record);
        StagedOutput.rename(fileSystem, unfinished(wave), done(wave));
    }

    /** The record of a wave; empty if it is not done. */
    public Optional<String> committed(int wave) throws IOException {
        return read(new Path(done(wave), WAVE));
    }

    /** The events of waves that are done. */
    public Dataset<Row> events(List<Integer> waves, Dataset<Row> like) {
        String[] paths = waves.stream().map(wave -> rows(done(wave)).toString()).toArray(String[]::new);
        return like.sparkSession().read().schema(like.schema()).parquet(paths);
    }

    /** Where the parts of a cube lie that waves which are done come to. */
    public List<Path> parts(List<Integer> waves) {
        return waves.stream().map(wave -> rows(done(wave))).toList();
    }

    /** Where the chunks of waves that are done have left their records. */
    public List<Path> records(List<Integer> waves) {
        return waves.stream().map(wave -> records(done(wave))).toList();
    }

    /** The files of a wave that has begun, all but its record, which can be compared with {@link #committedFiles}. */
    public List<ResultFile> files(Path waveDirectory) throws IOException {
        return StagedOutput.files(fileSystem, waveDirectory);
    }

    /** The files of a wave that is done, all but its record. */
    public List<ResultFile> committedFiles(int wave) throws IOException {
        return files(done(wave)).stream()
                .filter(file -> !file.path().equals(WAVE))
                .toList();
    }

    /** Undoes a wave. */
    public void remove(int wave) throws IOException {
        StagedOutput.delete(fileSystem, done(wave));
    }

    private Path unfinished(int wave) {
        return new Path(waves(), "_" + name(wave));
    }

    private Path done(int wave) {
        return new Path(waves(), name(wave));
    }

    private Path waves() {
        return new Path(directory, "waves");
    }

    private static String name(int wave) {
        return "wave-%08d".formatted(wave);
    }

    private Optional<String> read(Path file) throws IOException {
        try (var in = fileSystem.open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    private void write(Path file, String text) throws IOException {
        try (OutputStream out = fileSystem.create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}

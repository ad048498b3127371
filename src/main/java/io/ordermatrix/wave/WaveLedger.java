package io.ordermatrix.wave;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.file.Directories;
import io.ordermatrix.file.Json;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.file.WrittenFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the waves of a run have done so far, in a directory that outlives the run if that is killed.
 *
 * <pre>
 * state.json                what the run is; without it there is nothing to resume
 * waves/_wave-00000002/     a wave that is not done
 * waves/wave-00000001/      one that is: wave.json, records/, groups/ and orders/
 * scratch-groups-1/, ...    what merges leave on the way
 * </pre>
 */
public final class WaveLedger {
    private final FileSystem fileSystem;
    private final Configuration hadoop;
    private final Path directory;
    private final Consumer<String> notices;

    /**
     * What a wave that is done has left.
     *
     * @param files all except this record, with their sizes
     */
    record CommittedWave(WaveRecord record, List<WrittenFile> files) {}

    /**
     * @param notices takes what a person should know of, a line each
     */
    public WaveLedger(Path directory, Configuration hadoop, Consumer<String> notices) throws IOException {
        this.directory = directory;
        this.hadoop = hadoop;
        this.notices = notices;
        fileSystem = directory.getFileSystem(hadoop);
    }

    /** What an earlier run said that it is; empty where there is nothing to resume. */
    public Optional<RunState> state() throws IOException {
        Optional<String> text = read(stateFile());
        try {
            return text.isPresent() ? Optional.of(RunState.parse(text.get())) : Optional.empty();
        } catch (JsonProcessingException unknown) {
            notices.accept("Starting over: what an earlier run left can't be read: " + unknown.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** Forgets everything and begins with a run that has no waves. */
    public void begin(RunState state) throws IOException {
        Directories.makeEmpty(fileSystem, directory);
        save(state);
    }

    /** Says what the run is, in the place of what was said before. */
    public void save(RunState state) throws IOException {
        WholeFile.write(stateFile(), state.json(), hadoop);
    }

    private Path stateFile() {
        return new Path(directory, "state.json");
    }

    /** Makes the empty directory of a wave that begins. */
    public WaveDirectory begin(Wave wave) throws IOException {
        WaveDirectory unfinished = unfinished(wave.number());
        Directories.delete(fileSystem, unfinished.path());
        Directories.make(fileSystem, unfinished.records());
        Directories.make(fileSystem, unfinished.groups());
        Directories.make(fileSystem, unfinished.orders());
        return unfinished;
    }

    /** Makes a wave that has begun one that is done. */
    public void commit(WaveRecord record) throws IOException {
        WaveDirectory unfinished = unfinished(record.wave());
        CommittedWave committed = new CommittedWave(record, Directories.files(fileSystem, unfinished.path()));
        WholeFile.write(unfinished.record(), Json.READABLE.writeValueAsString(committed), hadoop);
        Directories.rename(fileSystem, unfinished.path(), done(record.wave()).path());
    }

    /** The record of a wave; empty if it is not done, or not as it was left. */
    public Optional<WaveRecord> record(Wave wave) throws IOException {
        Optional<String> text = read(done(wave.number()).record());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<WaveRecord> record = undamaged(wave, text.get());
        if (record.isEmpty()) {
            notices.accept("Wave %d is damaged and is scanned again".formatted(wave.number()));
            remove(wave);
        }
        return record;
    }

    /** A machine that lost its power can have kept a wave's name and lost its bytes. */
    private Optional<WaveRecord> undamaged(Wave wave, String text) throws IOException {
        try {
            CommittedWave committed = Json.READABLE.readValue(text, CommittedWave.class);
            List<WrittenFile> found = Directories.files(
                            fileSystem, done(wave.number()).path())
                    .stream()
                    .filter(file -> !file.path().equals(WaveDirectory.RECORD))
                    .toList();
            return committed.files().equals(found) ? Optional.of(committed.record()) : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** Undoes a wave. */
    public void remove(Wave wave) throws IOException {
        Directories.delete(fileSystem, done(wave.number()).path());
    }

    /** Where waves that are done have left what they came to. */
    public List<WaveDirectory> done(List<Wave> waves) {
        return waves.stream().map(wave -> done(wave.number())).toList();
    }

    /** A directory for a pass of a merge. */
    public Path scratch(String what, int pass) {
        return new Path(directory, "scratch-%s-%d".formatted(what, pass));
    }

    private WaveDirectory unfinished(int wave) {
        return new WaveDirectory(new Path(waves(), "_" + name(wave)));
    }

    private WaveDirectory done(int wave) {
        return new WaveDirectory(new Path(waves(), name(wave)));
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
}

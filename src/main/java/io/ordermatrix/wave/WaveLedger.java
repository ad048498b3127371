package io.ordermatrix.wave;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.ordermatrix.file.Directories;
import io.ordermatrix.file.Json;
import io.ordermatrix.file.ObjectStores;
import io.ordermatrix.file.WholeFile;
import io.ordermatrix.file.WrittenFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The progress of a run's waves, in a directory that survives if the run is killed.
 *
 * <pre>
 * state.json                the run's state; without it there is nothing to resume
 * waves/_wave-00000002/     an unfinished wave
 * waves/wave-00000001/      a finished one: wave.json, records/, groups/, orders/ and lifecycles/
 * scratch-groups-1/, ...    temporary files of merges
 * </pre>
 *
 * <p>In an object store, which can't rename a directory, each attempt at a wave writes into a directory of its own, with a name that
 * no other has, and the wave's wave.json, which is put last, names the attempt that counts. What a task of another attempt writes,
 * even after its run was killed, is in none of its directories:
 *
 * <pre>
 * waves/wave-00000001/wave.json
 * waves/wave-00000001/5b0c2d5e-.../
 * scratch-groups-1/5b0c2d5e-.../
 * </pre>
 */
public final class WaveLedger {
    private static final String RECORD = "wave.json";

    private final FileSystem fileSystem;
    private final Configuration hadoop;
    private final Path directory;
    private final Consumer<String> notices;
    private final boolean isInObjectStore;
    /** Names what this run writes in an object store, apart from waves. */
    private final String run = UUID.randomUUID().toString();
    /** The name of the attempt at each wave, in an object store. */
    private final Map<Integer, String> attempts = new HashMap<>();

    /**
     * The content of a finished wave's wave.json.
     *
     * @param attempt the name of the directory with its output, in an object store; null elsewhere
     * @param files all of its output, with their sizes
     */
    record CommittedWave(
            WaveRecord record,
            @JsonInclude(JsonInclude.Include.NON_NULL) String attempt,
            List<WrittenFile> files) {}

    /**
     * @param notices receives messages for people, a line each
     */
    public WaveLedger(Path directory, Configuration hadoop, Consumer<String> notices) throws IOException {
        this.directory = directory;
        this.hadoop = hadoop;
        this.notices = notices;
        fileSystem = directory.getFileSystem(hadoop);
        isInObjectStore = ObjectStores.have(directory, hadoop);
    }

    /** The state of an earlier run; empty if there is nothing to resume. */
    public Optional<RunState> state() throws IOException {
        Optional<String> text = WholeFile.read(fileSystem, stateFile());
        try {
            return text.isPresent() ? Optional.of(RunState.parse(text.get())) : Optional.empty();
        } catch (JsonProcessingException unknown) {
            notices.accept("Starting over, because the state of the earlier run can't be read: "
                    + unknown.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** Deletes everything and begins a run without waves. */
    public void begin(RunState state) throws IOException {
        Directories.makeEmpty(fileSystem, directory);
        save(state);
    }

    /** Saves the state of the run, replacing the earlier one. */
    public void save(RunState state) throws IOException {
        WholeFile.write(stateFile(), state.json(), hadoop);
    }

    private Path stateFile() {
        return new Path(directory, "state.json");
    }

    /** Begins a wave, with an empty directory. */
    public WaveDirectory begin(Wave wave) throws IOException {
        if (isInObjectStore) {
            remove(wave);
            attempts.put(wave.number(), UUID.randomUUID().toString());
        }
        WaveDirectory unfinished = unfinished(wave.number());
        Directories.delete(fileSystem, unfinished.path());
        Directories.make(fileSystem, unfinished.records());
        Directories.make(fileSystem, unfinished.groups());
        Directories.make(fileSystem, unfinished.orders());
        Directories.make(fileSystem, unfinished.lifecycles());
        return unfinished;
    }

    /** Commits a wave. */
    public void commit(Wave wave, WaveRecord record) throws IOException {
        Path unfinished = unfinished(wave.number()).path();
        CommittedWave committed =
                new CommittedWave(record, attempts.get(wave.number()), Directories.files(fileSystem, unfinished));
        String text = Json.READABLE.writeValueAsString(committed);
        if (isInObjectStore) {
            WholeFile.write(recordFile(wave.number()), text, hadoop);
        } else {
            WholeFile.write(new Path(unfinished, RECORD), text, hadoop);
            Directories.rename(fileSystem, unfinished, directory(wave.number()));
        }
    }

    /** The record of a wave; empty if the wave is not finished or is damaged. */
    public Optional<WaveRecord> record(Wave wave) throws IOException {
        Optional<String> text = WholeFile.read(fileSystem, recordFile(wave.number()));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<WaveRecord> record = undamaged(wave.number(), text.get());
        if (record.isEmpty()) {
            notices.accept("Wave %d is damaged and is scanned again".formatted(wave.number()));
            remove(wave);
        }
        return record;
    }

    /** After a power failure, a wave's name may have survived but not its bytes. */
    private Optional<WaveRecord> undamaged(int wave, String text) throws IOException {
        try {
            CommittedWave committed = Json.READABLE.readValue(text, CommittedWave.class);
            if (isInObjectStore) {
                attempts.put(wave, committed.attempt());
            }
            List<WrittenFile> found = Directories.files(fileSystem, done(wave).path()).stream()
                    .filter(file -> !file.path().equals(RECORD))
                    .toList();
            return committed.files().equals(found) ? Optional.of(committed.record()) : Optional.empty();
        } catch (JsonProcessingException | FileNotFoundException unreadable) {
            return Optional.empty();
        }
    }

    /** Deletes a wave. */
    public void remove(Wave wave) throws IOException {
        Directories.delete(fileSystem, directory(wave.number()));
    }

    /** The directories of finished waves. */
    public List<WaveDirectory> done(List<Wave> waves) {
        return waves.stream().map(wave -> done(wave.number())).toList();
    }

    /** A directory for a pass of a merge. */
    public Path scratch(String what, int pass) {
        Path scratch = new Path(directory, String.format(Locale.ROOT, "scratch-%s-%d", what, pass));
        return isInObjectStore ? new Path(scratch, run) : scratch;
    }

    private WaveDirectory unfinished(int wave) {
        return isInObjectStore ? done(wave) : new WaveDirectory(new Path(waves(), "_" + name(wave)));
    }

    private WaveDirectory done(int wave) {
        return new WaveDirectory(isInObjectStore ? new Path(directory(wave), attempts.get(wave)) : directory(wave));
    }

    private Path recordFile(int wave) {
        return new Path(directory(wave), RECORD);
    }

    private Path directory(int wave) {
        return new Path(waves(), name(wave));
    }

    private Path waves() {
        return new Path(directory, "waves");
    }

    private static String name(int wave) {
        return String.format(Locale.ROOT, "wave-%08d", wave);
    }
}

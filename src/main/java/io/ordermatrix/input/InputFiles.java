package io.ordermatrix.input;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.ordermatrix.file.ObjectStores;
import io.ordermatrix.order.LineFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/** Finds the files of an input and reads their headers, before any work is done. */
public final class InputFiles {
    private static final int HEADER_LIMIT_BYTES = 1 << 20;
    private static final byte[] LINE_FEED = {'\n'};
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Configuration hadoop;
    private final LineFormat format;
    private final List<String> problems = new ArrayList<>();
    /** By their line and values: many files have the same header, which is parsed and stored once. */
    private final Map<List<Object>, Header> headers = new ConcurrentHashMap<>();

    private InputFiles(Configuration hadoop, LineFormat format) {
        this.hadoop = hadoop;
        this.format = format;
    }

    /**
     * The files that paths refer to, each once even if links lead to it, ordered by name.
     *
     * @param paths files, directories (with everything below them except hidden files) and globs
     * @param format how the files are written
     * @throws InputException with every path that matches nothing and every file that can't be read as order events
     */
    public static List<InputFile> find(List<String> paths, LineFormat format, Configuration hadoop) {
        InputFiles search = new InputFiles(hadoop, format);
        SortedMap<String, FileStatus> found = new TreeMap<>();
        for (String path : paths) {
            search.addFiles(path, found);
        }
        // Most of the time is spent waiting for small reads.
        List<Opened> opened =
                withoutLinks(found.values()).parallelStream().map(search::open).toList();
        opened.forEach(file -> search.problems.addAll(file.problems()));
        if (!search.problems.isEmpty()) {
            throw new InputException(search.problems);
        }
        return opened.stream().map(Opened::file).toList();
    }

    private void addFiles(String path, SortedMap<String, FileStatus> found) {
        int before = found.size();
        try {
            Path pattern = new Path(path);
            FileSystem fileSystem = ObjectStores.fileSystem(pattern, hadoop);
            FileStatus[] matches = exactOrGlob(fileSystem, pattern);
            if (matches.length == 0) {
                problems.add(path + ": no such file or directory");
                return;
            }
            boolean anyFile = false;
            for (FileStatus match : matches) {
                anyFile |= addBelow(fileSystem, match, found);
            }
            if (!anyFile && found.size() == before) {
                problems.add(path + ": contains no files");
            }
        } catch (IOException | IllegalArgumentException failure) {
            problems.add("%s: can't be listed: %s".formatted(path, failure.getMessage()));
        }
    }

    /** If a file of this exact name exists, it is meant, even if the name looks like a glob. */
    private static FileStatus[] exactOrGlob(FileSystem fileSystem, Path pattern) throws IOException {
        try {
            return new FileStatus[] {fileSystem.getFileStatus(pattern)};
        } catch (FileNotFoundException notLiteral) {
            FileStatus[] matches = fileSystem.globStatus(pattern);
            return matches == null ? new FileStatus[0] : matches;
        }
    }

    private static boolean addBelow(FileSystem fileSystem, FileStatus status, SortedMap<String, FileStatus> found)
            throws IOException {
        if (status.isFile()) {
            found.put(status.getPath().toString(), status);
            return true;
        }
        boolean anyFile = false;
        for (FileStatus child : fileSystem.listStatus(status.getPath())) {
            String name = child.getPath().getName();
            if (!name.startsWith(".") && !name.startsWith("_")) {
                anyFile |= addBelow(fileSystem, child, found);
            }
        }
        return anyFile;
    }

    /** Each file once: by its own name if that is among them, else by that of the first link to it. */
    private static List<FileStatus> withoutLinks(Collection<FileStatus> found) {
        List<String> places = found.parallelStream().map(InputFiles::place).toList();
        Map<String, FileStatus> byPlace = new LinkedHashMap<>();
        int at = 0;
        for (FileStatus file : found) {
            String place = places.get(at++);
            if (place.equals(file.getPath().toString())) {
                byPlace.put(place, file);
            } else {
                byPlace.putIfAbsent(place, file);
            }
        }
        return found.stream().filter(new HashSet<>(byPlace.values())::contains).toList();
    }

    /** The name of the file that is behind a name. Only this machine's disks have links. */
    private static String place(FileStatus file) {
        String name = file.getPath().toString();
        if (!"file".equals(file.getPath().toUri().getScheme())) {
            return name;
        }
        try {
            java.nio.file.Path real =
                    java.nio.file.Path.of(file.getPath().toUri().getPath()).toRealPath();
            return new Path("file", null, real.toString()).toString();
        } catch (IOException | InvalidPathException unreadable) {
            // Opening it says why.
            return name;
        }
    }

    /**
     * A file and its problems.
     *
     * @param file null if it could not be read
     */
    private record Opened(InputFile file, List<String> problems) {}

    private Opened open(FileStatus status) {
        Path path = status.getPath();
        String name = InputFile.displayName(path);
        if (status.getLen() == 0) {
            return new Opened(null, List.of(name + ": the file has no bytes; expected a header line"));
        }
        FileValues values;
        try {
            values = FileValues.of(path.getName(), format);
        } catch (IllegalArgumentException otherName) {
            return new Opened(null, List.of("%s: %s".formatted(name, otherName.getMessage())));
        }
        Compression compression = Compression.of(path.getName());
        try {
            InputFile file = new InputFile(
                    path.toString(), status.getLen(), status.getModificationTime(), compression, Header.NONE);
            byte[] firstLine = firstLine(file);
            Optional<String> other = OtherFormat.of(firstLine);
            if (other.isPresent()) {
                return new Opened(null, List.of(name + ": found " + other.get()));
            }
            String line = format.hasHeaderLine() ? text(firstLine) : "";
            Header header =
                    headers.computeIfAbsent(List.of(line, values), unknown -> Header.of(split(line), format, values));
            List<String> problems = header.problems().stream()
                    .map(problem -> name + ": " + problem)
                    .toList();
            return new Opened(
                    new InputFile(file.location(), file.length(), file.modified(), file.compression(), header),
                    problems);
        } catch (IOException failure) {
            return new Opened(null, List.of("%s: can't be read: %s".formatted(name, failure.getMessage())));
        }
    }

    private byte[] firstLine(InputFile file) throws IOException {
        try (InputStream text = file.open(hadoop, 0);
                LineReader lines = new LineReader(text, LINE_FEED)) {
            Text line = new Text();
            lines.readLine(line, HEADER_LIMIT_BYTES, HEADER_LIMIT_BYTES);
            return line.copyBytes();
        }
    }

    private static String text(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private List<String> split(String line) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(format.separator().character());
        settings.setMaxColumns(Math.max(1, line.length()) + 1);
        settings.setMaxCharsPerColumn(-1);
        settings.setNullValue("");
        settings.setEmptyValue("");
        String[] fields = new CsvParser(settings).parseLine(line);
        return fields == null ? Collections.emptyList() : Arrays.asList(fields);
    }
}

package io.ordermatrix.output;

import io.ordermatrix.file.NewFile;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.output.InputRecord.Section;
import io.ordermatrix.scan.Reject;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The file with all rejects, those of one file after those of another. It exists only if there are any. */
final class RejectFile implements Closeable {
    private static final int COPIED_BYTES = 1 << 16;
    private static final String TOO_SHORT = "rejects.csv is shorter than its record says";
    private static final String HEADER = "file,byte_offset,line,reason,raw\n";

    private final FileSystem fileSystem;
    private final Path path;
    private final Map<String, Section> sections = new HashMap<>();
    private OutputStream out;
    private long written;

    RejectFile(FileSystem fileSystem, Path path) {
        this.fileSystem = fileSystem;
        this.path = path;
    }

    /** Adds a reject. */
    void add(InputFile file, Reject reject) throws IOException {
        String rest = String.format(
                Locale.ROOT,
                "%d,%d,%s,%s\n",
                reject.byteOffset(),
                reject.line(),
                reject.reason(),
                ResultWriter.quoted(reject.raw()));
        write(file.location(), (ResultWriter.quoted(file.displayName()) + "," + rest).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Copies the rejects of a file from an earlier rejects.csv.
     *
     * @param old the record of the file there
     * @param now the record of the file now, which may have another name
     */
    void copy(Path earlier, InputRecord old, InputRecord now) throws IOException {
        try (FSDataInputStream file = fileSystem.open(earlier)) {
            file.seek(old.rejects().start());
            BufferedInputStream in = new BufferedInputStream(file);
            if (old.file().equals(now.file())) {
                copy(in, old.rejects().bytes(), now);
            } else {
                rename(in, old, now);
            }
        }
    }

    private void copy(InputStream in, long count, InputRecord now) throws IOException {
        long left = count;
        while (left > 0) {
            byte[] bytes = in.readNBytes((int) Math.min(COPIED_BYTES, left));
            if (bytes.length == 0) {
                throw new EOFException(TOO_SHORT);
            }
            write(now.location(), bytes);
            left -= bytes.length;
        }
    }

    private void rename(InputStream in, InputRecord old, InputRecord now) throws IOException {
        byte[] before = (ResultWriter.quoted(old.file()) + ",").getBytes(StandardCharsets.UTF_8);
        byte[] name = (ResultWriter.quoted(now.file()) + ",").getBytes(StandardCharsets.UTF_8);
        long left = old.rejects().bytes();
        while (left > 0) {
            in.skipNBytes(before.length);
            byte[] rest = line(in);
            write(now.location(), name);
            write(now.location(), rest);
            left -= before.length + rest.length;
        }
    }

    /** The bytes up to a line feed, which ends a reject: its row is a line, so it has none. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException(TOO_SHORT);
            }
            line.write(next);
            next = in.read();
        }
        line.write(next);
        return line.toByteArray();
    }

    private void write(String location, byte[] bytes) throws IOException {
        if (out == null) {
            out = new BufferedOutputStream(NewFile.create(fileSystem, path));
            byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
            out.write(header);
            written = header.length;
        }
        out.write(bytes);
        Section section = sections.getOrDefault(location, new Section(written, 0));
        written += bytes.length;
        sections.put(location, new Section(section.start(), section.bytes() + bytes.length));
    }

    /** Where the rejects of each file are, by its location. */
    Map<String, Section> sections() {
        return Map.copyOf(sections);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}

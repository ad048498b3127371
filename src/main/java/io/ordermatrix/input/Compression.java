package io.ordermatrix.input;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.util.ReflectionUtils;

/** How a file is compressed, according to its suffix. Only uncompressed files can be cut into chunks. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    BZIP2(".bz2"),
    ZSTANDARD(".zst");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    static Compression of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (Compression compression : values()) {
            if (compression != NONE && name.endsWith(compression.suffix)) {
                return compression;
            }
        }
        return NONE;
    }

    /** Decompresses a stream, which may be several compressed streams one after the other. */
    InputStream decompress(InputStream compressed, Configuration hadoop) throws IOException {
        return switch (this) {
            case NONE -> compressed;
            case GZIP -> codec(GzipCodec.class, hadoop).createInputStream(compressed);
            case BZIP2 -> codec(BZip2Codec.class, hadoop).createInputStream(compressed);
            // Hadoop's own codec needs a native library that a workstation doesn't have.
            case ZSTANDARD -> new ZstdInputStream(compressed);
        };
    }

    private static CompressionCodec codec(Class<? extends CompressionCodec> codec, Configuration hadoop) {
        return ReflectionUtils.newInstance(codec, hadoop);
    }
}

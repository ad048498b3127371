package io.ordermatrix.run;

import io.ordermatrix.question.Question;

/**
 * The results that a run has asked, instead of scanning files.
 *
 * @param results their directory
 * @param fingerprint of the run that made them
 * @param started when that run started; ISO-8601, UTC
 * @param table that had the answer: cube or orders
 * @param bytes the size of this table
 */
public record SourceRecord(String results, String fingerprint, String started, String table, long bytes) {
    static SourceRecord of(Question question) {
        return new SourceRecord(
                question.results().name(),
                question.results().fingerprint(),
                question.results().started(),
                question.table().label(),
                question.bytes());
    }
}

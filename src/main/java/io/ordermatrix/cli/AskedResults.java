package io.ordermatrix.cli;

import io.ordermatrix.config.JobConfig;
import io.ordermatrix.input.InputException;
import io.ordermatrix.question.HeldResults;
import io.ordermatrix.question.Question;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Finds out whether the input is the results of another run. */
final class AskedResults {
    private AskedResults() {}

    /**
     * The question to the results that the input names; empty if it names files.
     *
     * @throws InputException if the results do not have the answer
     */
    static Optional<Question> question(JobConfig job, JobOptions options, Configuration hadoop) throws IOException {
        Optional<HeldResults> results = HeldResults.in(job.input(), hadoop);
        if (results.isEmpty()) {
            return Optional.empty();
        }
        String name = results.get().name();
        if (options.update()) {
            throw new InputException(
                    List.of(name + ": results are asked as a whole; use --overwrite instead of --update"));
        }
        if (options.lifecycles()) {
            throw new InputException(List.of(name + ": --lifecycles needs the CSV files"));
        }
        if (job.output().isPresent()
                && qualified(name, hadoop).equals(qualified(job.output().get(), hadoop))) {
            throw new InputException(List.of(name + ": can't be both input and output"));
        }
        return Optional.of(Question.of(results.get(), job, options.keepOrders(), hadoop));
    }

    private static Path qualified(String name, Configuration hadoop) throws IOException {
        Path path = new Path(name);
        return path.getFileSystem(hadoop).makeQualified(path);
    }
}

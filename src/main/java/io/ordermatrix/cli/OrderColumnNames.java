package io.ordermatrix.cli;

import io.ordermatrix.input.InputException;
import io.ordermatrix.input.InputFile;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.scan.FileColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the optional columns of kept orders by their names. */
final class OrderColumnNames {
    private OrderColumnNames() {}

    /** The names of all columns of files. */
    static SortedSet<String> offered(List<InputFile> files) {
        return files.stream().flatMap(file -> file.header().names()).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Finds columns by name, ignoring case. Columns that every order has are left out.
     *
     * @throws InputException with every name that is not offered
     */
    static List<FileColumn> find(List<String> names, Set<String> offered) {
        List<FileColumn> columns = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String given : names) {
            String name = given.strip().toLowerCase(Locale.ROOT);
            if (isOfEveryOrder(name) || columns.contains(FileColumn.named(name))) {
                continue;
            }
            if (offered.contains(name)) {
                columns.add(FileColumn.named(name));
            } else {
                problems.add("--order-columns: no file has the column %s; found %s"
                        .formatted(name, String.join(", ", offered)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return columns;
    }

    private static boolean isOfEveryOrder(String name) {
        return OrderColumn.named(name)
                .filter(column -> column.isNeeded() || OrderColumn.derived().contains(column))
                .isPresent();
    }
}

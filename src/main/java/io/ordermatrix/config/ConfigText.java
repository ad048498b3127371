package io.ordermatrix.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.ordermatrix.order.FieldFormat;
import io.ordermatrix.order.LineFormat;
import io.ordermatrix.order.OrderColumn;
import io.ordermatrix.order.SecurityType;
import io.ordermatrix.order.Selection;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a configuration as text that {@link ConfigLoader} reads back as an equal configuration. */
public final class ConfigText {
    private static final ConfigRenderOptions FORMAT =
            ConfigRenderOptions.defaults().setOriginComments(false);

    private Config tree = ConfigFactory.empty();

    private ConfigText() {}

    /**
     * The text for a file with this name: JSON if it ends in {@code .json}, otherwise HOCON with a comment for each
     * key. Keys without a value are left out of JSON, and are comments in HOCON.
     */
    public static String render(JobConfig config, String fileName) {
        boolean isJson = fileName.toLowerCase(Locale.ROOT).endsWith(".json");
        ConfigText text = new ConfigText();
        text.putAll(config);
        String values = text.tree.root().render(FORMAT.setJson(isJson).setComments(!isJson));
        return isJson ? values : values + text.unset();
    }

    /** A comment for each key that has no value. */
    private String unset() {
        return ConfigKeys.all().stream()
                .filter(key -> !tree.hasPath(key.name()))
                .map(key -> "# %s: unset; %s%n".formatted(key.name(), key.description()))
                .collect(Collectors.joining());
    }

    private void putAll(JobConfig config) {
        put(ConfigKeys.INPUT, config.input());
        put(ConfigKeys.OUTPUT, config.output());
        put(ConfigKeys.PRESET, config.preset());
        put(ConfigKeys.MODE, config.mode());
        putSelection(config.selection(), config.feed().fields().securities());
        put(ConfigKeys.HOLIDAYS, config.holidays());
        put(ConfigKeys.ENGINE, config.scan().engine());
        put(ConfigKeys.CHUNK_SIZE, config.scan().chunkSize());
        put(ConfigKeys.WAVE_SIZE, config.scan().waveSize());
        putColumns(config.lines());
        putFields(config.feed().fields());
        put(ConfigKeys.EARLIEST_DATE, config.feed().earliest());
        put(ConfigKeys.LATEST_DATE, config.feed().latest());
        put(ConfigKeys.REJECT_MAX_SHARE, config.rejectMaxShare());
        put(ConfigKeys.ON_ERROR, config.onError());
        put(ConfigKeys.WORKERS, config.local().workers());
        put(ConfigKeys.DRIVER_MEMORY, config.local().driverMemory());
        put(ConfigKeys.NODES, config.cluster().map(ClusterConfig::nodes));
        put(ConfigKeys.CORES_PER_NODE, config.cluster().map(ClusterConfig::coresPerNode));
        put(ConfigKeys.MEMORY_PER_NODE, config.cluster().map(ClusterConfig::memoryPerNode));
    }

    private void putSelection(Selection selection, SecurityType securities) {
        put(ConfigKeys.securities(securities), selection.securities());
        put(ConfigKeys.FROM, Optional.ofNullable(selection.from()));
        put(ConfigKeys.TO, Optional.ofNullable(selection.to()));
        put(ConfigKeys.DATES, selection.dates());
        put(ConfigKeys.PARTICIPANTS, selection.participants());
        put(ConfigKeys.ORDER_TYPES, selection.orderTypes());
        put(ConfigKeys.HOURS, selection.tradingHours());
        put(ConfigKeys.ZONE, selection.zone());
    }

    private void putColumns(LineFormat lines) {
        put(ConfigKeys.ALIASES, lines.aliases());
        put(ConfigKeys.NAMES, lines.names());
        put(ConfigKeys.SEPARATOR, lines.separator());
        Map<String, String> constants = new TreeMap<>();
        lines.constants()
                .forEach((column, value) -> constants.put(column.columnName(), constant(column, value, lines)));
        put(ConfigKeys.CONSTANTS, constants);
        put(ConfigKeys.FILE_NAME, Optional.of(lines.fileName().pattern()).filter(pattern -> !pattern.isEmpty()));
    }

    private static String constant(OrderColumn column, long value, LineFormat lines) {
        return column == OrderColumn.SECURITY_CODE ? lines.securities().text((int) value) : Long.toString(value);
    }

    private void putFields(FieldFormat fields) {
        put(ConfigKeys.SECURITY_TYPE, fields.securities());
        put(ConfigKeys.BUY, fields.sides().buy());
        put(ConfigKeys.SELL, fields.sides().sell());
        put(ConfigKeys.TIMESTAMP_UNIT, fields.timestamps());
        put(ConfigKeys.PRICE_DECIMALS, fields.priceDecimals());
        put(ConfigKeys.PRICE_SCALE, fields.priceScale());
    }

    private <T> void put(ConfigKey<T> key, Optional<T> value) {
        value.ifPresent(present -> put(key, present));
    }

    private <T> void put(ConfigKey<T> key, T value) {
        Object plain = key.write(value);
        boolean isEmpty = (plain instanceof Collection<?> values && values.isEmpty())
                || (plain instanceof Map<?, ?> names && names.isEmpty());
        if (!isEmpty) {
            ConfigValue written = ConfigValueFactory.fromAnyRef(plain);
            tree = tree.withValue(
                    key.name(), written.withOrigin(written.origin().withComments(List.of(" " + key.description()))));
        }
    }
}

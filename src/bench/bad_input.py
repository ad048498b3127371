"""What ordermatrix, Spark's CSV source, DuckDB and pandas do with damaged files of orders, as a Markdown table.

Each file has a header, a sound row, one with the damage, and another sound row, or the damage as a whole. All four get
the same names and types of columns. Called by submit/bench.sh --bad-input.
"""

import gzip
import json
import pathlib
import tempfile
import warnings

import duckdb
import pandas
import pyspark
from pyspark.sql import SparkSession

HOME = pathlib.Path(__file__).resolve().parent.parent.parent
TYPES = {
    "order_id": "BIGINT",
    "timestamp": "BIGINT",
    "security_code": "INT",
    "price": "INT",
    "side": "TINYINT",
    "quantity": "INT",
    "leavesquantity": "INT",
    "totalmatchedquantity": "INT",
    "exchangeordertype": "SMALLINT",
    "participantid": "INT",
    "orderstatus": "TINYINT",
    "note": "STRING",
}
PANDAS_TYPES = {"BIGINT": "int64", "INT": "int32", "SMALLINT": "int16", "TINYINT": "int8", "STRING": "str"}
SOUND = {
    "order_id": "7904794000123881961",
    "timestamp": "1725494536001032398",
    "security_code": "110621",
    "price": "3500",
    "side": "1",
    "quantity": "1000",
    "leavesquantity": "600",
    "totalmatchedquantity": "400",
    "exchangeordertype": "0",
    "participantid": "69",
    "orderstatus": "1",
    "note": "text",
}
HEADER = ",".join(SOUND)


def row(**changes):
    return ",".join({**SOUND, **changes}.values())


def file(*rows, header=HEADER, newline="\n", end=True):
    text = newline.join([header, row(), *rows, row()]) + (newline if end else "")
    return text.encode("latin-1")


def without(name):
    return ",".join(value for key, value in SOUND.items() if key != name)


def damages():
    """(what it is, the file's bytes, its name)"""
    no_price = "\n".join([",".join(name for name in SOUND if name != "price"), without("price")]) + "\n"
    twice = HEADER.replace("note", "price")
    turned = list(SOUND)
    turned[0], turned[1] = turned[1], turned[0]
    turned_row = ",".join(SOUND[name] for name in turned)
    packed = gzip.compress(file(row(), *[row(note=str(number)) for number in range(5000)]), mtime=0)
    return [
        ("column `price` missing", no_price.encode()),
        ("column `price` twice", file(header=twice)),
        ("columns in another order", "\n".join([",".join(turned), turned_row, turned_row, ""]).encode()),
        ("file of no bytes", b""),
        ("header only", (HEADER + "\n").encode()),
        ("row too short", file(without("note"))),
        ("row too long", file(row() + ",more")),
        ("quote never closed", file(row(note='"text'))),
        ("quote in the middle of a field", file(row(note='te"xt'))),
        ("newline in quotes", file(row(note='"te\nxt"'))),
        ("price `abc`", file(row(price="abc"))),
        ("price empty", file(row(price=""))),
        ("quantity 3000000000, above INT", file(row(quantity="3000000000"))),
        ("orderstatus 4098, above TINYINT", file(row(orderstatus="4098"))),
        ("order_id above BIGINT", file(row(order_id="9223372036854775808"))),
        ("quantity -5", file(row(quantity="-5"))),
        ("price 3500.5", file(row(price="3500.5"))),
        ("price 3500.0", file(row(price="3500.0"))),
        ("side 3", file(row(side="3"))),
        ("bytes that are not UTF-8 in text", file(row(note="te\xfft"))),
        ("bytes that are not UTF-8 in a number", file(row(price="35\xff0"))),
        ("NUL in text", file(row(note="te\0t"))),
        ("NUL in a number", file(row(price="35\x000"))),
        ("empty line", file("")),
        ("byte order mark", b"\xef\xbb\xbf" + file(row())),
        ("lines end with CR LF", file(row(), newline="\r\n")),
        ("no newline at the end", file(row(), end=False)),
        ("gzip cut off in the middle", packed[: len(packed) // 2], "orders.csv.gz"),
    ]


def rows_text(rows, columns):
    """Which rows came back, and what in them is not as in the sound row."""
    texts = []
    for number, found in enumerate(rows, start=1):
        different = []
        for column in columns:
            value = found.get(column)
            missing = value is None or value != value
            text = "null" if missing else str(value)
            if missing or text.removesuffix(".0") != SOUND[column]:
                shown = text.encode("unicode_escape").decode().replace("|", "\\|")
                different.append(f"{column} = {shown if len(shown) <= 40 else shown[:37] + '...'}")
        if different and len(different) < len(SOUND):
            texts.append(f"row {number}: " + ", ".join(different[:3]) + (" ..." if len(different) > 3 else ""))
        elif different:
            texts.append(f"row {number}: all null")
    if len(texts) > 3:
        texts = texts[:3] + ["..."]
    count = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    return "; ".join([count, *texts])


def error_text(error, path):
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    # Of an error in a JVM the cause says more than the call.
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    text = (causes or lines or [type(error).__name__])[-1 if causes else 0]
    text = text.replace(str(path), path.name).replace("file://", "").replace("|", "\\|")
    return "error: " + (text if len(text) <= 110 else text[:107] + "...")


def by_ordermatrix(spark, path, folder):
    jvm = spark.sparkContext._jvm
    out, err = jvm.java.io.StringWriter(), jvm.java.io.StringWriter()
    output = folder / "results"
    texts = ["run", "--input", str(path), "--output", str(output), "--overwrite", "--quiet"]
    texts.append("-Dspark.ordermatrix.reject.max-share=1")
    arguments = spark.sparkContext._gateway.new_array(jvm.java.lang.String, len(texts))
    for at, text in enumerate(texts):
        arguments[at] = text
    status = jvm.io.ordermatrix.cli.OrderMatrixCommand.execute(
        jvm.java.io.PrintWriter(out, True), jvm.java.io.PrintWriter(err, True), arguments
    )
    if status != 0:
        message = err.toString().strip().splitlines()[0].removeprefix("error: ")
        return f"exit {status}: " + error_text(message, path).removeprefix("error: ")
    accounting = json.loads((output / "run.json").read_text())["accounting"]
    parts = [f"{accounting['kept']} kept"]
    parts += [f"{count} rejected: `{reason}`" for reason, count in accounting["rejected"].items()]
    if accounting["blank"]:
        parts.append(f"{accounting['blank']} blank")
    return "; ".join(parts)


def by_spark(spark, path, _):
    schema = ", ".join(f"{name} {kind}" for name, kind in TYPES.items())
    rows = spark.read.schema(schema).option("header", True).option("mode", "PERMISSIVE").csv(str(path)).collect()
    return rows_text([found.asDict() for found in rows], list(TYPES))


def by_duckdb(_, path, __):
    columns = {name: kind.replace("STRING", "VARCHAR") for name, kind in TYPES.items()}
    found = duckdb.connect().execute(f"SELECT * FROM read_csv('{path}', header = true, columns = {columns})")
    names = [column[0] for column in found.description]
    return rows_text([dict(zip(names, values)) for values in found.fetchall()], list(TYPES))


def by_pandas(_, path, __):
    kinds = {name: PANDAS_TYPES[kind] for name, kind in TYPES.items()}
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        found = pandas.read_csv(path, dtype=kinds)
    absent = "".join(f"; no column {name}" for name in TYPES if name not in found.columns)
    return rows_text(found.to_dict("records"), [name for name in TYPES if name in found.columns]) + absent


def outcome(reader, spark, path, folder):
    try:
        return reader(spark, path, folder)
    except Exception as error:  # whatever a reader throws is its answer
        return error_text(error, path)


def main():
    jar = next((HOME / "target").glob("ordermatrix-*.jar"))
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.driver.extraClassPath", str(jar))
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", False)
        .config("spark.sql.shuffle.partitions", 1)
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    readers = [by_ordermatrix, by_spark, by_duckdb, by_pandas]
    versions = [f"Spark {pyspark.__version__} CSV", f"DuckDB {duckdb.__version__}", f"pandas {pandas.__version__}"]
    print("| damage | ordermatrix | " + " | ".join(versions) + " |")
    print("| --- " * (len(readers) + 1) + "|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for number, (name, content, *file_name) in enumerate(damages()):
            path = folder / str(number) / (file_name[0] if file_name else "orders.csv")
            path.parent.mkdir()
            path.write_bytes(content)
            cells = [outcome(reader, spark, path, path.parent) for reader in readers]
            print("| " + " | ".join([name, *cells]) + " |", flush=True)


if __name__ == "__main__":
    main()

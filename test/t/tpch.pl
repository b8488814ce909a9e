# The generated tables of TPC-H: numbers of rows and values by the rules of its
# specification, and the whole database through an import.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $tpch      = "$ENV{CONVERGE_CHECKOUT}/bench/tpch";
my $directory = PostgreSQL::Test::Utils::tempdir();
my $scale     = 0.01;

# the rows of lineitem are one to seven an order
my %rows = (region => 5, nation => 25, supplier => 10_000, part => 200_000, partsupp => 800_000, customer => 150_000, orders => 1_500_000);
$rows{$_} *= $scale for grep { $rows{$_} > 25 } keys %rows;

my $mysql = Converge::MySQL->shared('tpch');
my $node  = start_cluster('tpch');

system_or_bail('gcc', '-O2', '-o', "$directory/generate", "$tpch/generate.c", '-lm');
system_or_bail("$directory/generate", $scale, "$directory/$_") for qw(data again);
is(system('diff', '-rq', "$directory/data", "$directory/again"), 0, 'the same bytes each time');

# ---------------------------------------------------------------- import

$mysql->make_database('tap_tpch', slurp_file("$tpch/mysql.sql"));
$mysql->file("$directory/data/load.sql", 'tap_tpch');
make_target($node, 'tpch', 'bench/tpch/postgres.sql');
foreign_server($node, 'tpch', 'tpch', $mysql, dbname => 'tap_tpch');

my %imported = map { split /\|/ } split /\n/,
    sql(q(SELECT table_name, imported_rows FROM converge_import('tpch') WHERE status = 'imported' AND table_name <> 'total'));
my $lines = delete $imported{lineitem};
is_deeply(\%imported, \%rows, 'rows of each table');
cmp_ok(abs($lines / $rows{orders} - 4), '<', 0.05, 'four lines an order');
is(sql(q(SELECT table_name, check_name, column_name, detail FROM converge_verify('tpch') WHERE status <> 'ok')), '', 'verified');
is(sql(q(SELECT count(*) FROM converge_verify('tpch') WHERE check_name = 'checksum' AND column_name IS NULL)), 8, 'by checksums of all tables');
is(sql(q(SELECT object_type, object, difference FROM converge_schema_diff('tpch') WHERE severity <> 'info')), '', 'both schemas mean the same');

# ---------------------------------------------------------------- values

# each counts the rows that break a rule
my %broken = (
    'the price of an order is that of its lines' => q(orders JOIN (SELECT l_orderkey,
        round(sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)), 2) AS price FROM lineitem GROUP BY 1) l
        ON l_orderkey = o_orderkey WHERE o_totalprice <> price),
    'the price of a line is that of its parts' => q(lineitem JOIN part ON p_partkey = l_partkey WHERE l_extendedprice <> l_quantity * p_retailprice),
    'the price of a part follows from its key' => q(part WHERE p_retailprice <> (90000 + p_partkey / 10 % 20001 + 100 * (p_partkey % 1000)) / 100.0),
    'the status of an order is that of its lines' => q((SELECT o_orderstatus, CASE WHEN bool_and(l_linestatus = 'F') THEN 'F'
        WHEN bool_and(l_linestatus = 'O') THEN 'O' ELSE 'P' END AS status FROM orders JOIN lineitem ON l_orderkey = o_orderkey
        GROUP BY o_orderkey) o WHERE o_orderstatus <> status),
    'a line is open if it ships after the current date' => q(lineitem WHERE (l_linestatus = 'O') <> (l_shipdate > date '1995-06-17')),
    'only what has been received returns' => q(lineitem WHERE (l_returnflag = 'N') <> (l_receiptdate > date '1995-06-17')),
    'dates follow the order' => q(lineitem JOIN orders ON o_orderkey = l_orderkey WHERE l_shipdate - o_orderdate NOT BETWEEN 1 AND 121
        OR l_commitdate - o_orderdate NOT BETWEEN 30 AND 90 OR l_receiptdate - l_shipdate NOT BETWEEN 1 AND 30
        OR o_orderdate NOT BETWEEN '1992-01-01' AND '1998-08-02'),
    'the lines of an order are numbered from one' => q((SELECT count(*) <> max(l_linenumber) OR count(*) > 7 AS wrong
        FROM lineitem GROUP BY l_orderkey) l WHERE wrong),
    'every order has lines' => q(orders WHERE NOT EXISTS (SELECT FROM lineitem WHERE l_orderkey = o_orderkey)),
    'every third customer has no orders' => q(orders WHERE o_custkey % 3 = 0),
    'eight keys of 32 are in use' => q(orders WHERE (o_orderkey - 1) % 32 > 7),
    'four suppliers for each part' => q((SELECT count(DISTINCT ps_suppkey) FROM partsupp GROUP BY ps_partkey) p WHERE count <> 4),
    'a phone number begins with the nation' => q(customer WHERE left(c_phone, 2)::int <> c_nationkey + 10 OR c_phone !~ '^\d\d-\d{3}-\d{3}-\d{4}$'),
    'ranges of numbers' => q(lineitem WHERE l_quantity NOT BETWEEN 1 AND 50 OR l_discount NOT BETWEEN 0 AND 0.10 OR l_tax NOT BETWEEN 0 AND 0.08),
    'a name has five colors' => q(part WHERE (SELECT count(DISTINCT word) FROM regexp_split_to_table(p_name, ' ') word) <> 5));
is(sql("SELECT count(*) FROM $broken{$_}"), 0, $_) for sort keys %broken;

is(sql(q(SELECT count(DISTINCT p_type), count(DISTINCT p_container), count(DISTINCT p_brand) FROM part)), '150|40|25', 'all kinds of parts');
is(sql(q(SELECT min(length(l_comment)), max(length(l_comment)) FROM lineitem)), '10|43', 'lengths of comments');
is(sql(q(SELECT min(length(ps_comment)), max(length(ps_comment)) FROM partsupp)), '49|198', 'and of the longest');
done_testing();

sub sql ($sql)
{
    return $node->safe_psql('tpch', $sql);
}

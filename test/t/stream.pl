# Rows of every length around the limits of packets, fields and TLS records,
# read by the library and by our own reader of TLS sessions.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{CONVERGE_SEED} // time;
srand $seed;
diag("CONVERGE_SEED=$seed");

my $mysql = Converge::MySQL->new('stream');
my $node  = start_cluster('stream');

# A field of 65536 bytes or more has four bytes of length, from 16 MB on nine;
# the number before it takes two.  A packet ends at 16777215 bytes, and one of
# exactly that length is followed by another, which may be empty.
my $packet  = 16_777_215;
my @lengths = (0, 1, 250 .. 252, 16_370 .. 16_390, 65_535, 65_536, 65_537,
    $packet - 7 .. $packet - 4, $packet, $packet + 1, 2 * $packet - 12 .. 2 * $packet - 9, 2 * $packet);
push @lengths, map { int rand 70_000 } 1 .. 30;
my $values = join(', ', map { "($_, $lengths[$_])" } 0 .. $#lengths);

my $columns = join(', ', map { "c$_ varchar(20)" } 1 .. 90);
my $nulls   = join(', ', map { "IF(n % $_ = 0, NULL, REPEAT('z', n % 17))" } 1 .. 90);
$mysql->make_database('source', qq(
    CREATE TABLE lengths (id int PRIMARY KEY, v longtext);
    CREATE TABLE wanted (id int PRIMARY KEY, n int);
    INSERT INTO wanted VALUES $values;
    INSERT INTO lengths SELECT id, LEFT(REPEAT('0123456', n DIV 7 + 1), n) FROM wanted ORDER BY id;
    INSERT INTO lengths VALUES (1000, NULL);
    SET SESSION cte_max_recursion_depth = 100000;
    CREATE TABLE short (id int PRIMARY KEY, v varchar(300));
    INSERT INTO short WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 50000)
        SELECT n, IF(n % 11 = 0, NULL, LEFT(REPEAT('abcdefghi', 40), n * 7 % 301)) FROM s;
    CREATE TABLE columns_many (n int PRIMARY KEY, $columns);
    INSERT INTO columns_many WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 200)
        SELECT n, $nulls FROM s;
    CREATE TABLE nothing (id int PRIMARY KEY)));
make_target($node, 'target', qq(
    CREATE TABLE lengths (id int PRIMARY KEY, v text);
    CREATE TABLE short (id int PRIMARY KEY, v text);
    CREATE TABLE columns_many (n int PRIMARY KEY, $columns);
    CREATE TABLE nothing (id int PRIMARY KEY)));
is($mysql->sql('SELECT count(*) FROM source.lengths'), @lengths + 1, 'the source has its rows');

no warnings 'redundant';
my %digest = (
    lengths      => 'SELECT concat_ws(\' \', id, length(v), %2$s) FROM %1$s ORDER BY id',
    short        => 'SELECT concat_ws(\' \', id, coalesce(v, \'NULL\')) FROM %1$s ORDER BY id',
    columns_many => 'SELECT concat_ws(\' \', n, ' . join(', ', map { "coalesce(c$_, '-')" } 1 .. 90) . ') FROM %1$s ORDER BY n',
);
for my $mode (qw(required disabled))
{
    foreign_server($node, 'target', 'stream', $mysql, dbname => 'source', ssl_mode => $mode,
        $mode eq 'disabled' ? (get_server_public_key => 'true') : ());
    is($node->safe_psql('target', q(SELECT string_agg(table_name || ' ' || imported_rows, ', ' ORDER BY table_name)
            FROM converge_import('stream', existing => 'truncate', tables => '{lengths,short,columns_many,nothing}')
            WHERE table_name ~ '^(lengths|short|columns_many|nothing)$')),
        'columns_many 200, lengths ' . (@lengths + 1) . ', nothing 0, short 50000', "$mode: imported");
    for my $table (sort keys %digest)
    {
        my @there = split /\n/, $mysql->sql(sprintf($digest{$table}, "source.$table", 'SHA2(v, 256)'));
        my @here  = split /\n/, $node->safe_psql('target', sprintf($digest{$table}, $table,
            q(encode(sha256(convert_to(v, 'UTF8')), 'hex'))));
        my ($differs) = grep { $there[$_] ne ($here[$_] // '') } 0 .. $#there;
        is(@here, @there, "$mode: rows of $table");
        is($differs, undef, "$mode: every row of $table")
          or diag(substr("$there[$differs]\n$here[$differs]", 0, 400));
    }
    # a connection is used for one table after another
    is($node->safe_psql('target', q(SELECT count(*) FROM converge_verify('stream',
            tables => '{lengths,short,columns_many,nothing}') WHERE status NOT IN ('ok', 'skipped'))),
        0, "$mode: verified");
}

done_testing();

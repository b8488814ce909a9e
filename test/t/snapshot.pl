# An import is one moment of the source, and one moment of the target.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->new('snapshot');
my $node  = start_cluster('snapshot');

# money moves between two tables, and the sum stays
$mysql->make_database('bank', q(
    SET SESSION cte_max_recursion_depth = 100000;
    CREATE TABLE a_accounts (id int PRIMARY KEY, amount int);
    INSERT INTO a_accounts WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 5000) SELECT n, 100 FROM s;
    CREATE TABLE b_accounts LIKE a_accounts;
    INSERT INTO b_accounts SELECT * FROM a_accounts));
$mysql->make_database('bank_before');
$mysql->sql("CREATE TABLE bank_before.$_ AS SELECT * FROM bank.$_") for qw(a_accounts b_accounts);
# the import waits in the middle of the first table for a lock of the test's
make_target($node, 'target', q(
    CREATE FUNCTION paused(id int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
        'BEGIN IF id = 2500 THEN PERFORM pg_advisory_xact_lock_shared(1); END IF; RETURN true; END';
    CREATE TABLE a_accounts (id int PRIMARY KEY CHECK (paused(id)), amount int);
    CREATE TABLE b_accounts (id int PRIMARY KEY, amount int)));
foreign_server($node, 'target', 'bank', $mysql, dbname => 'bank');
my $import = q(SELECT imported_rows FROM converge_import('bank') WHERE table_name = 'total');

my ($file, $offset) = split /\t/, $mysql->sql('SHOW BINARY LOG STATUS');
my $holder = $node->background_psql('target');
$holder->query_safe('SELECT pg_advisory_lock(1)');
my $first = start_session($node, 'target', $import);
$node->poll_query_until('target', q(SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'advisory'))
  or die 'no import waits';

# ---------------------------------------------------------------- the source goes on

$mysql->sql('SET SESSION lock_wait_timeout = 5, innodb_lock_wait_timeout = 5;
    BEGIN; UPDATE a_accounts SET amount = amount - 60; UPDATE b_accounts SET amount = amount + 60; COMMIT;
    INSERT INTO a_accounts VALUES (5001, 0); INSERT INTO b_accounts VALUES (0, 0), (5001, 0);
    DELETE FROM a_accounts WHERE id > 4000; DELETE FROM b_accounts WHERE id < 1000', 'bank');
pass('the source can be written to during an import');
$mysql->sql('TRUNCATE bank_before.a_accounts; INSERT INTO bank_before.a_accounts SELECT id, 100 FROM (
    WITH RECURSIVE s (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM s WHERE id < 5000) SELECT /*+ SET_VAR(cte_max_recursion_depth = 100000) */ id FROM s) AS t');

# ---------------------------------------------------------------- so does the target

my $second = start_session($node, 'target', $import);
my $reader = start_session($node, 'target', 'SELECT count(*), sum(amount) FROM a_accounts');
$node->poll_query_until('target', q(SELECT count(*) = 2 FROM pg_locks WHERE NOT granted AND locktype = 'relation'))
  or die 'nobody waits';
pass('a second import and a reader wait for the first');
is($node->safe_psql('target', q(SELECT relname FROM pg_stat_progress_copy p JOIN pg_class c ON c.oid = p.relid)), 'a_accounts',
    'others see which table it is at');

$holder->query_safe('SELECT pg_advisory_unlock(1)');
$holder->quit;
$_->{run}->finish for $first, $second, $reader;
is(${ $first->{out} }, "10000\n", 'the first import has the rows of its moment') or diag(${ $first->{err} });
like(${ $second->{err} }, qr/ERROR:  55000: 2 target tables already hold rows/, 'the second finds them and refuses');
is(${ $reader->{out} }, "5000|500000\n", 'the reader sees all or nothing');
compare_ok($mysql, 'bank_before', $node, 'target', 'as of the snapshot');
is($node->safe_psql('target', 'SELECT (SELECT sum(amount) FROM a_accounts) + (SELECT sum(amount) FROM b_accounts)'),
    1_000_000, 'the sum over both tables holds');
is($node->safe_psql('target', q(SELECT concat_ws('|', snapshot_position ->> 'binlog_file', snapshot_position ->> 'binlog_offset')
    FROM converge_run WHERE status = 'completed')), "$file|$offset", 'the binary log position on record is that of the moment');

# ---------------------------------------------------------------- later, and again

is($node->safe_psql('target', q(SELECT imported_rows FROM converge_import('bank', existing => 'truncate') WHERE table_name = 'total')),
    4000 + 4002 + 0, 'a later import has the later rows');
compare_ok($mysql, 'bank', $node, 'target', 'as of later');

# several at once: one imports, the others find its rows
for my $round (1 .. 5)
{
    $node->safe_psql('target', 'TRUNCATE a_accounts, b_accounts');
    my @runs = map { start_session($node, 'target', $import) } 1 .. 3;
    $_->{run}->finish for @runs;
    is_deeply([ sort map { ${ $_->{err} } =~ /ERROR:  (\w+)/ ? $1 : ${ $_->{out} } } @runs ],
        [ '55000', '55000', "8002\n" ], "three at once, round $round") or diag(map { ${ $_->{err} } } @runs);
}

# a table that is changed at the source after the snapshot is an error, not a guess
$holder = $node->background_psql('target');
$holder->query_safe('SELECT pg_advisory_lock(1)');
my $before = fingerprint($node, 'target');
my $third  = start_session($node, 'target', q(SELECT * FROM converge_import('bank', existing => 'truncate')));
$node->poll_query_until('target', q(SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'advisory')) or die 'no import waits';
$mysql->sql('SET SESSION lock_wait_timeout = 5; TRUNCATE TABLE b_accounts; INSERT INTO b_accounts VALUES (1, 1)', 'bank');
$holder->query_safe('SELECT pg_advisory_unlock(1)');
$holder->quit;
$third->{run}->finish;
like(${ $third->{err} }, qr/ERROR:  40001: /, 'a table truncated at the source meanwhile');
like(${ $third->{err} }, qr/b_accounts/, 'is named');
is(fingerprint($node, 'target'), $before, 'and the target is as before');

done_testing();

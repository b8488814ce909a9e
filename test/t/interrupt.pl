# An import stops when it is told to, wherever it is, and takes its statement
# at the source with it.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes 'time';

my $mysql = Converge::MySQL->shared('interrupt');
my $node  = start_cluster('interrupt');

$mysql->make_database('tap_interrupt', q(
    SET SESSION cte_max_recursion_depth = 1000000;
    CREATE TABLE query (id int PRIMARY KEY);
    INSERT INTO query VALUES (1), (2);
    CREATE TABLE scan (id int PRIMARY KEY, v varchar(2000));
    INSERT INTO scan WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 20000)
        SELECT n, REPEAT('x', 1000) FROM s;
    CREATE TABLE indexed (id int PRIMARY KEY, v varchar(10));
    INSERT INTO indexed WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 50) SELECT n, 'x' FROM s;
    CREATE TABLE referring (id int PRIMARY KEY, other int);
    INSERT INTO referring VALUES (1, 1)));

# Where an import is made to wait: in a long query at the source; between two
# rows of a scan, while the source waits to send more; building an index.
make_target($node, 'target', q(
    CREATE FUNCTION slow(id int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
        'BEGIN PERFORM pg_sleep(0.2); RETURN id; END';
    CREATE TABLE query (id int PRIMARY KEY);
    CREATE TABLE scan (id int PRIMARY KEY CHECK (slow(id) > -10), v text);
    CREATE TABLE indexed (id int PRIMARY KEY, v text);
    CREATE INDEX ON indexed (slow(id));
    INSERT INTO query VALUES (-1); INSERT INTO scan VALUES (-1, 'old'); INSERT INTO indexed VALUES (-1, 'old');
    INSERT INTO converge_rule VALUES ('interrupt', 'query', NULL, 'where', 'id = 1 OR SLEEP(30) = 0')));
foreign_server($node, 'target', 'interrupt', $mysql, dbname => 'tap_interrupt');

my %reached = (
    query   => sub { $mysql->wait_for_statement('%SLEEP(30)%') },
    scan    => sub { $mysql->wait_for_statement('SELECT %`scan`%') },
    indexed => sub { wait_for('the index build', sub {
        $node->safe_psql('target', q(SELECT count(*) FROM pg_stat_progress_copy)) eq '0'
          && $node->safe_psql('target', q(SELECT count(*) FROM pg_stat_activity
             WHERE wait_event = 'PgSleep')) eq '1' }) });

for my $table (qw(query scan indexed))
{
    my $import = "SELECT * FROM converge_import('interrupt', tables => '{$table}', existing => 'truncate')";
    my %ways = (
        'pg_cancel_backend'    => [ '57014', qr/due to user request/, sub ($pid) {
            $node->safe_psql('target', "SELECT pg_cancel_backend($pid)") } ],
        'pg_terminate_backend' => [ '57P01', qr/due to administrator command/, sub ($pid) {
            $node->safe_psql('target', "SELECT pg_terminate_backend($pid)") } ],
        'statement_timeout'    => [ '57014', qr/due to statement timeout/, undef ]);

    for my $way (sort keys %ways)
    {
        my ($sqlstate, $message, $interrupt) = @{ $ways{$way} };
        my $name   = "$way, $table";
        my $before = fingerprint($node, 'target');
        my $began  = time;
        my $run    = start_session($node, 'target',
            $interrupt ? $import : "SET statement_timeout = '2s'; $import");

        if ($interrupt)
        {
            $reached{$table}->();
            my $pid = backend_of($node, 'target', "SELECT * FROM converge_import%");
            $began = time;
            $interrupt->($pid);
        }
        $run->{run}->finish;
        cmp_ok(time - $began, '<', 15, "$name: acts long before the statement would end");
        like(${ $run->{err} }, qr/(?:ERROR|FATAL):  $sqlstate: /, "$name: SQLSTATE");
        like(${ $run->{err} }, $message, "$name: message");
        ok($mysql->wait_until_quiet, "$name: nothing keeps running at the source")
          or diag($mysql->imports);
        is(fingerprint($node, 'target'), $before, "$name: target as before");
        # the record of a terminated run is written after the end of its session
        wait_for('the record', sub { last_run($node, 'target') !~ /^in_progress/ });
        like(last_run($node, 'target'), qr/^failed\|$sqlstate\|/, "$name: on record");
    }
}

# ---------------------------------------------------------------- a scan by itself

my $run = start_session($node, 'target',
    q(SELECT * FROM converge_scan('interrupt', 'query') AS t (id int)));
my $scan = backend_of($node, 'target', '%converge_scan%');
$mysql->wait_for_statement('%SLEEP(30)%');
$node->safe_psql('target', "SELECT pg_cancel_backend($scan)");
$run->{run}->finish;
like(${ $run->{err} }, qr/ERROR:  57014: /, 'converge_scan: cancelled');
ok($mysql->wait_until_quiet, 'converge_scan: nothing keeps running at the source');
is($node->safe_psql('target', q(SELECT count(*) FROM (SELECT converge_scan('interrupt', 'scan', NULL::scan) LIMIT 3) AS few)),
    3, 'converge_scan: a limit ends it');
ok($mysql->wait_until_quiet, 'converge_scan: nothing keeps running after a limit');

# ---------------------------------------------------------------- waiting for a lock

my $locker = $node->background_psql('target');
$locker->query_safe('BEGIN; LOCK TABLE query IN ACCESS SHARE MODE');
refused_in_lock('lock_timeout', "SET lock_timeout = '500ms'", '55P03');
refused_in_lock('statement_timeout', "SET statement_timeout = '500ms'", '57014');
$locker->query_safe('ROLLBACK');
$locker->quit;

done_testing();

sub refused_in_lock ($name, $set, $sqlstate)
{
    my $error = import_error($node, 'target',
        "$set; SELECT * FROM converge_import('interrupt', tables => '{query}', existing => 'truncate')");
    is($error->{sqlstate}, $sqlstate, "$name while waiting for the target's lock");
    ok($mysql->wait_until_quiet, "$name: the source is left");
}

# The server dies in the middle of an import: the target is as it was, the run
# is on record as never ended, and the next import works.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->shared('crash');
my $node  = start_cluster('crash');

$mysql->make_database('tap_crash', q(
    SET SESSION cte_max_recursion_depth = 100000;
    CREATE TABLE items (id int AUTO_INCREMENT PRIMARY KEY, v varchar(2000));
    INSERT INTO items WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 10000)
        SELECT n, REPEAT('x', 500) FROM s));
# the import waits in the middle of the rows, or while an index is built, for as
# long as another session holds a lock
make_target($node, 'target', q(
    CREATE TABLE pause (at text);
    INSERT INTO pause VALUES ('row');
    CREATE FUNCTION paused(id int, here text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
        $$ BEGIN
            IF id = 5000 AND (SELECT at FROM public.pause) = here AND NOT pg_try_advisory_xact_lock_shared(1) THEN
                PERFORM pg_advisory_xact_lock_shared(1);
            END IF;
            RETURN id;
        END $$;
    CREATE TABLE items (id serial PRIMARY KEY CHECK (paused(id, 'row') > 0), v text);
    CREATE INDEX ON items (paused(id, 'index'));
    INSERT INTO items (v) SELECT 'old' FROM generate_series(1, 100)));
foreign_server($node, 'target', 'crash', $mysql, dbname => 'tap_crash');

my $import = q(SELECT imported_rows FROM converge_import('crash', existing => 'truncate') WHERE table_name = 'total');
my %deaths = (
    'kill -9 of the backend' => sub ($pid) {
        kill 'KILL', $pid;
        wait_for('the server to be back', sub {
            ($node->psql('target', 'SELECT 1'))[0] == 0 });
    },
    'immediate shutdown' => sub ($pid) {
        $node->stop('immediate');
        $node->start;
    });

for my $death (sort keys %deaths)
{
    for my $where (qw(row index))
    {
        my $name = "$death, in the middle of the " . ($where eq 'row' ? 'rows' : 'index');
        $node->safe_psql('target', "UPDATE pause SET at = '$where'");
        # a sequence may skip values in a crash, but not those of a checkpoint
        $node->safe_psql('target', 'CHECKPOINT');
        my $before = fingerprint($node, 'target');
        my $holder = $node->background_psql('target', on_error_stop => 0);
        $holder->query_safe('SELECT pg_advisory_lock(1)');

        my $session = start_session($node, 'target', $import);
        $node->poll_query_until('target', q(SELECT count(*) = 1 FROM pg_stat_activity
            WHERE wait_event = 'advisory')) or die 'no import waits';
        my $pid = backend_of($node, 'target', '%converge_import%');
        $deaths{$death}->($pid);
        eval { $session->{run}->finish };
        eval { $holder->quit };

        is(fingerprint($node, 'target'), $before, "$name: target as before");
        is(last_run($node, 'target'), 'in_progress', "$name: on record as begun");
        is($node->safe_psql('target', q(SELECT count(*) FROM pg_locks WHERE classid = 'converge_run'::regclass)),
            0, "$name: and nothing that runs it");
        ok($mysql->wait_until_quiet, "$name: the source is left");
    }
}

is($node->safe_psql('target', $import), 10000, 'the next import works');
compare_ok($mysql, 'tap_crash', $node, 'target', 'after it');
is($node->safe_psql('target', 'SELECT status, count(*) FROM converge_run GROUP BY 1 ORDER BY 1'),
    "completed|1\nin_progress|4", 'the record of all of them');

# what was committed stays, too
my $before = fingerprint($node, 'target');
$node->stop('immediate');
$node->start;
is(fingerprint($node, 'target'), $before, 'a completed import survives a crash');

done_testing();

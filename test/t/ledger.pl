# What stands in converge_run, whatever becomes of the transaction around a run.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $mysql = Converge::MySQL->shared('ledger');
my $node  = start_cluster('ledger', settings => ['max_prepared_transactions = 2']);

$mysql->make_database('tap_ledger', q(
    CREATE TABLE good (id int PRIMARY KEY);
    INSERT INTO good VALUES (1), (2);
    CREATE TABLE bad (id int PRIMARY KEY, u varchar(36));
    INSERT INTO bad VALUES (1, 'nonsense');
    CREATE TABLE slow (id int PRIMARY KEY);
    INSERT INTO slow VALUES (1)));
make_target($node, 'target', q(
    CREATE TABLE good (id int PRIMARY KEY);
    CREATE TABLE bad (id int PRIMARY KEY, u uuid);
    CREATE TABLE slow (id int PRIMARY KEY);
    CREATE TABLE deferred (a int UNIQUE DEFERRABLE INITIALLY DEFERRED);
    INSERT INTO converge_rule VALUES ('ledger', 'slow', NULL, 'where', 'SLEEP(30) = 0');
    CREATE FUNCTION import(source_table text) RETURNS bigint LANGUAGE sql AS $$
        SELECT imported_rows FROM converge_import('ledger', tables => ARRAY[source_table], existing => 'truncate')
        WHERE table_name = 'total' $$));
foreign_server($node, 'target', 'ledger', $mysql, dbname => 'tap_ledger');

my $good = "SELECT import('good');";
my $bad  = "SELECT import('bad');";

# ---------------------------------------------------------------- one transaction

after($good, ['completed'], 'a run');
is($node->safe_psql('target', q(SELECT r.username, r.action, r.server, r.arguments ->> 'existing',
    r.snapshot_position ? 'binlog_file', r.finished_at >= r.started_at, t.table_name, t.imported_rows
    FROM converge_run r JOIN converge_run_table t USING (run_id))),
    'postgres|import|ledger|truncate|t|t|good|2', 'what is on record of it');
after($bad, ['failed|22P02|could not convert value of column "u" to type uuid'], 'an error');
after("BEGIN; $good ROLLBACK;", ['rolled_back'], 'ROLLBACK');
after("BEGIN; $bad COMMIT;", ['failed|22P02|could not convert value of column "u" to type uuid'], 'an error in a block');
after("BEGIN; $good $good COMMIT;", [ 'completed', 'completed' ], 'two runs');
after("BEGIN; $good $bad COMMIT;",
    [ 'rolled_back', 'failed|22P02|could not convert value of column "u" to type uuid' ], 'the second of two fails');
after("BEGIN; $good INSERT INTO deferred VALUES (1), (1); COMMIT;", ['rolled_back'], 'COMMIT fails');

# another session sees it at once: before the block ends, and the error in it
my $session = $node->background_psql('target', on_error_stop => 0);
$session->query('BEGIN');
$session->query($good);
like(last_run($node, 'target'), qr/^in_progress/, 'others see a run in progress');
is($session->query('SELECT status FROM converge_run ORDER BY run_id DESC LIMIT 1'), 'completed', 'its own session sees it completed');
is($node->safe_psql('target', q(SELECT count(*) FROM pg_locks l JOIN converge_run r ON l.objid::bigint = r.run_id
    WHERE l.classid = 'converge_run'::regclass AND l.objsubid = 0 AND r.status = 'in_progress')), 1, 'a lock tells that it lives');
$session->query('COMMIT');
is(last_run($node, 'target'), 'completed', 'others see it completed after COMMIT');
$session->query('BEGIN');
$session->query($bad);
like(last_run($node, 'target'), qr/^failed\|22P02/, 'others see the error before ROLLBACK');
$session->query('ROLLBACK');

# ---------------------------------------------------------------- subtransactions

after("BEGIN; SAVEPOINT a; $good ROLLBACK TO a; $good COMMIT;", [ 'rolled_back', 'completed' ], 'ROLLBACK TO');
after("BEGIN; SAVEPOINT a; SAVEPOINT b; $good RELEASE b; $good ROLLBACK TO a; COMMIT;",
    [ 'rolled_back', 'rolled_back' ], 'RELEASE, then ROLLBACK TO the outer one');
after("BEGIN; SAVEPOINT a; SAVEPOINT b; $good RELEASE b; RELEASE a; COMMIT;", ['completed'], 'RELEASE, COMMIT');
after("BEGIN; SAVEPOINT a; SAVEPOINT b; $good RELEASE b; RELEASE a; ROLLBACK;", ['rolled_back'], 'RELEASE, ROLLBACK');
after(q(DO $$ BEGIN
        BEGIN PERFORM import('bad'); EXCEPTION WHEN others THEN RAISE NOTICE 'caught %', sqlstate; END;
        PERFORM import('good');
    END $$), [ 'failed|22P02|could not convert value of column "u" to type uuid', 'completed' ], 'EXCEPTION after an error');
after(q(DO $$ BEGIN
        PERFORM import('good'); PERFORM 1 / 0; EXCEPTION WHEN division_by_zero THEN NULL;
    END $$), ['rolled_back'], 'EXCEPTION after a completed run');
after(q(DO $$ BEGIN PERFORM import('good'); COMMIT; PERFORM import('good'); ROLLBACK; PERFORM import('good'); END $$),
    [ 'completed', 'rolled_back', 'completed' ], 'COMMIT and ROLLBACK in a procedure');
after(q(SELECT count(*) FROM converge_import('ledger', tables => '{good}', existing => 'truncate', dry_run => true)),
    ['completed'], 'a dry run');
is($node->safe_psql('target', 'SELECT action FROM converge_run ORDER BY run_id DESC LIMIT 1'), 'dry run', 'and it says so');

# ---------------------------------------------------------------- isolation, other ends

for my $level ('REPEATABLE READ', 'SERIALIZABLE')
{
    after("BEGIN ISOLATION LEVEL $level; SELECT 1; $good COMMIT;", ['completed'], "$level, COMMIT");
    after("BEGIN ISOLATION LEVEL $level; SELECT 1; $good ROLLBACK;", ['rolled_back'], "$level, ROLLBACK");
}
my $error = import_error($node, 'target', "BEGIN READ ONLY; $good");
is($error->{sqlstate}, '25006', 'a read-only transaction is refused');

$error = import_error($node, 'target', "BEGIN; $good PREPARE TRANSACTION 'x';");
is($error->{sqlstate}, '0A000', 'PREPARE TRANSACTION is refused');
is(last_run($node, 'target'), 'rolled_back', 'and the run is rolled back');
is($node->safe_psql('target', 'SELECT count(*) FROM pg_prepared_xacts'), 0, 'nothing is prepared');

my $idle = $node->background_psql('target', on_error_stop => 0);
my $pid  = $idle->query('SELECT pg_backend_pid()');
$idle->query('BEGIN');
$idle->query($good);
$node->safe_psql('target', "SELECT pg_terminate_backend($pid, 60000)");
wait_for('the record', sub { last_run($node, 'target') !~ /in_progress/ });
like(last_run($node, 'target'), qr/^failed\|57P01\|/, 'terminated after a completed run');
eval { $idle->quit };

my $gone = start_session($node, 'target', "BEGIN; $good");
$gone->{run}->finish;
wait_for('the record', sub { last_run($node, 'target') !~ /in_progress/ });
is(last_run($node, 'target'), 'rolled_back', 'the client leaves in a transaction');

# ---------------------------------------------------------------- another role

$node->safe_psql('target', q(CREATE ROLE importer LOGIN; GRANT USAGE ON FOREIGN SERVER ledger TO importer;
    GRANT ALL ON good TO importer; ALTER TABLE good OWNER TO importer;
    CREATE USER MAPPING FOR importer SERVER ledger OPTIONS (username 'tap_ledger', password 'reader')));
after("SET SESSION AUTHORIZATION importer; $good", ['completed'], 'a role without rights on the record');
is($node->safe_psql('target', 'SELECT username FROM converge_run ORDER BY run_id DESC LIMIT 1'), 'importer', 'is named in it');
is(import_error($node, 'target', 'SET SESSION AUTHORIZATION importer; SELECT * FROM converge_run')->{sqlstate},
    '42501', 'and cannot read it');
is(import_error($node, 'target', 'SET SESSION AUTHORIZATION importer; UPDATE converge_run SET status = $$failed$$')->{sqlstate},
    '42501', 'or change it');

# ---------------------------------------------------------------- no worker to be had

$session->quit;
$node->append_conf('postgresql.conf', 'max_worker_processes = 0');
$node->restart;
my $runs = $node->safe_psql('target', 'SELECT count(*) FROM converge_run');
refused($node, 'target', $good, '53000', [ qr/background worker/, qr/max_worker_processes/ ], 'no worker slot');
is($node->safe_psql('target', 'SELECT count(*) FROM converge_run'), $runs, 'nothing is on record of what was not begun');

done_testing();

# Runs statements in one session, whatever comes of them, and looks at the
# records of the runs that they began.
sub after ($sql, $expected, $name)
{
    my $last = $node->safe_psql('target', 'SELECT coalesce(max(run_id), 0) FROM converge_run');
    my $run  = start_session($node, 'target', $sql);
    $run->{run}->finish;
    is_deeply([ split /\n/, $node->safe_psql('target', "SELECT concat_ws('|', status, sqlstate,
        split_part(error, E'\\n', 1)) FROM converge_run WHERE run_id > $last ORDER BY run_id") ], $expected, $name)
      or diag(${ $run->{err} });
    is($node->safe_psql('target', "SELECT count(*) FROM converge_run WHERE run_id > $last AND finished_at IS NULL"), 0,
        "$name: finished");
    is($node->safe_psql('target', "SELECT count(*) FROM converge_run_table WHERE run_id > $last"),
        scalar(grep { $_ eq 'completed' } @$expected), "$name: tables of completed runs alone");
}

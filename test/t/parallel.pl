# Several readers bring what one brings: the same rows, from one snapshot, all
# or nothing, and they say why they are fewer than asked for.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(time usleep);

my $mysql = Converge::MySQL->new('parallel');
my $node  = start_cluster('parallel', settings => [ 'max_parallel_workers = 12' ]);

$mysql->make_database('many', q(
    SET SESSION cte_max_recursion_depth = 1000000;
    CREATE TABLE seed (n int PRIMARY KEY);
    INSERT INTO seed WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 60000) SELECT n FROM s;
    CREATE TABLE numbered (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, kind enum('a', 'b', 'ü'), price decimal(12, 2),
        born datetime(6), body varchar(1000));
    INSERT INTO numbered SELECT IF(n < 30000, n, n + 5000000000), 1 + n % 3, n / 7, '2020-02-29 01:02:03.000004' + INTERVAL n SECOND,
        REPEAT(CHAR(65 + n % 26), 400 + n % 100) FROM seed;
    CREATE TABLE named (id char(36) PRIMARY KEY, doc json, note text, empty_date date, small tinyint(1));
    INSERT INTO named SELECT UUID(), JSON_OBJECT('n', n, 'list', JSON_ARRAY(n, 'é', NULL), 'text', REPEAT('json', 90 + n % 10)),
        IF(n % 5000 = 0, REPEAT(SHA2(n, 512), 500), IF(n % 7 = 0, NULL, '')), IF(n % 4000 = 0, NULL, '2021-01-01'), n % 2 FROM seed;
    CREATE TABLE pairs (a int, b int, v varchar(300), PRIMARY KEY (a, b));
    INSERT INTO pairs SELECT n DIV 10, n % 10, REPEAT('p', 200) FROM seed;
    CREATE TABLE keyless (n int, v varchar(300));
    INSERT INTO keyless SELECT n, REPEAT('k', 200) FROM seed;
    CREATE TABLE binary_key (id binary(16) PRIMARY KEY, v varbinary(600));
    INSERT INTO binary_key SELECT UNHEX(LEFT(SHA2(n, 256), 32)), REPEAT(UNHEX('00FF5C0A'), 100) FROM seed;
    CREATE TABLE parted (id int PRIMARY KEY, v varchar(600));
    INSERT INTO parted SELECT n, REPEAT('q', 400) FROM seed;
    CREATE TABLE defaulted (id int PRIMARY KEY, v varchar(600));
    INSERT INTO defaulted SELECT n, REPEAT('d', 400) FROM seed;
    CREATE TABLE child (id int PRIMARY KEY, numbered_id bigint unsigned, CONSTRAINT child_parent FOREIGN KEY (numbered_id) REFERENCES numbered (id));
    INSERT INTO child SELECT n, n FROM seed WHERE n < 1000;
    CREATE TABLE nothing (id int PRIMARY KEY);
    ANALYZE TABLE numbered, named, pairs, keyless, binary_key, parted, defaulted, child));
$mysql->sql('DROP TABLE seed', 'many');

sub grants ($account, @grants)
{
    $mysql->sql(join(';', "CREATE USER $account IDENTIFIED BY 'reader'", map { "GRANT $_ TO $account" } @grants));
}
grants('locker', 'SELECT, LOCK TABLES ON *.*');
grants('looker', 'SELECT ON *.*');
grants('few',    'SELECT, LOCK TABLES ON *.*');
$mysql->sql('ALTER USER few WITH MAX_USER_CONNECTIONS 3');

my $tables = q(
    CREATE TYPE kind AS ENUM ('a', 'b', 'ü');
    CREATE TABLE numbered (id bigint PRIMARY KEY, kind kind, price numeric(12, 2), born timestamp(6) UNIQUE, body text,
        length int GENERATED ALWAYS AS (length(body)) STORED CHECK (length > 0));
    CREATE TABLE named (id uuid PRIMARY KEY, doc jsonb, note text, empty_date date, small boolean);
    CREATE INDEX ON named USING gin (doc);
    CREATE TABLE pairs (a int, b int, v text, PRIMARY KEY (a, b));
    CREATE TABLE keyless (n int, v text);
    CREATE TABLE binary_key (id bytea PRIMARY KEY, v bytea);
    CREATE TABLE parted (v text, id int NOT NULL) PARTITION BY HASH (id);
    CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
    CREATE TABLE parted_1 (gone int, id int NOT NULL, v text);
    ALTER TABLE parted_1 DROP gone;
    ALTER TABLE parted ATTACH PARTITION parted_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
    CREATE TABLE defaulted (id int PRIMARY KEY, v text, number serial);
    CREATE TABLE child (id int PRIMARY KEY, numbered_id bigint REFERENCES numbered);
    CREATE TABLE nothing (id int PRIMARY KEY));
make_target($node, 'target', $tables);
foreign_server($node, 'target', 'many', $mysql, dbname => 'many', username => 'locker');
foreign_server($node, 'target', 'looking', $mysql, dbname => 'many', username => 'looker');
foreign_server($node, 'target', 'few', $mysql, dbname => 'many', username => 'few');

sub import_notes ($server, $arguments, @settings)
{
    return $node->safe_psql('target', join('', map { "SET $_;" } @settings) .
        "SELECT note FROM converge_import('$server', existing => 'truncate', $arguments) WHERE table_name = 'source'");
}

# What is not as it should be: rows, and constraints that do not hold.
sub differences ($schema)
{
    return $node->safe_psql('target', "SELECT concat_ws(' ', check_name, table_name, column_name, status, detail)
        FROM converge_verify('many', level => 'full', target_schema => '$schema') WHERE status NOT IN ('ok', 'info')");
}

# ---------------------------------------------------------------- the same rows

for my $workers (0, 1, 3, 7)
{
    my $note = import_notes('many', "workers => $workers, verify => 'checksum'");
    my $readers = $workers + 1;

    like($note, $workers == 0 ? qr/^$/ : qr/^$readers readers; the source was held still for \d+ ms$/,
        "$workers workers: how the source was read");
    is(differences('public'), '', "$workers workers: every row is there");
    is($node->safe_psql('target', q(SELECT count(*), count(DISTINCT number), max(number) FROM defaulted)), '60000|60000|60000',
        "$workers workers: defaults that only the leader may compute");
    is($node->safe_psql('target', q(SELECT count(*) FROM parted_0) ) + $node->safe_psql('target', 'SELECT count(*) FROM parted_1'), 60000,
        "$workers workers: partitions");
}
compare_ok($mysql, 'many', $node, 'target', 'as read by others', except => [ 'parted', 'parted_0', 'parted_1' ]);

# ---------------------------------------------------------------- in other ways

$node->safe_psql('target', q(SELECT * FROM converge_import('many', existing => 'truncate', workers => 2, dry_run => true)));
is($node->safe_psql('target', 'SELECT count(*) FROM numbered'), 60000, 'a dry run leaves the rows that were there');
$node->safe_psql('target', q(DO $$ BEGIN
    PERFORM converge_import('many', existing => 'truncate', workers => 2);
    RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN NULL; END $$));
is(differences('public'), '', 'a subtransaction that is rolled back takes its import with it');
like($node->safe_psql('target', q(SELECT count(*) FROM converge_import('many', target_schema => 'made', missing => 'create', workers => 3,
    verify => 'checksum') WHERE table_name = 'source' AND note ~ '^4 readers;')), qr/^1$/, 'into tables and types of the same transaction');
is(differences('made'), '', 'which hold every row');
$node->safe_psql('target', 'DROP SCHEMA made CASCADE');

# ---------------------------------------------------------------- fewer readers

like(import_notes('looking', 'workers => 3'), qr/^1 reader of 4: .*LOCK TABLES/, 'an account that may not lock reads alone');
like(import_notes('many', 'workers => 3', 'max_parallel_workers = 0'), qr/^1 reader of 4: no more worker slots were free/,
    'no worker is to be had');
like(import_notes('many', 'workers => 3', 'max_parallel_workers = 2'), qr/^3 readers of 4: no more worker slots were free/,
    'two workers are to be had');
like(import_notes('few', 'workers => 6'), qr/^\d readers? of 7: .*max_user_connections/, 'the source limits the connections');
is(import_notes('many', q(tables => '{child,nothing}')), '', 'for a few rows nobody starts workers unasked');
like(import_notes('many', q(tables => '{child}', workers => 3)), qr/^1 reader of 4: there is nothing that several could divide/,
    'there is nothing to divide');
like(import_notes('many', 'workers => NULL', 'converge.workers = 2'), qr/^3 readers;/, 'the setting counts without the argument');
is(import_notes('many', 'workers => 0', 'converge.workers = 2'), '', 'and not with it');
refused($node, 'target', "SELECT * FROM converge_import('many', workers => $_)", '22023',
    [ qr/argument "workers" must be between 0 and 1024/ ], "workers => $_") for -1, 1025;

# ---------------------------------------------------------------- errors

# nextval does not roll back
my $again = q(exclude => '{defaulted}', existing => 'truncate', workers => 3);
$mysql->sql(q(UPDATE numbered SET born = '0000-00-00' WHERE id = 5000045000), 'many');
refused($node, 'target', "SELECT * FROM converge_import('many', $again)", '22008',
    [ qr/column "born"/, qr/table "numbered", row with id = 5000045000/ ], 'a value that a worker refuses');
$mysql->sql(q(UPDATE numbered SET born = NULL WHERE id = 5000045000; UPDATE child SET numbered_id = NULL WHERE id = 999), 'many');
$mysql->sql(q(SET foreign_key_checks = 0; UPDATE child SET numbered_id = 77000 WHERE id = 5), 'many');
refused($node, 'target', "SELECT * FROM converge_import('many', $again)", '23503', [ qr/numbered_id/ ], 'an orphan among rows of several readers');
$mysql->sql('UPDATE child SET numbered_id = 5 WHERE id = 5', 'many');
$node->safe_psql('target', 'CREATE UNIQUE INDEX only_once ON keyless (n)');
$mysql->sql('INSERT INTO keyless VALUES (17, NULL)', 'many');
refused($node, 'target', "SELECT * FROM converge_import('many', $again)", '23505', [ qr/only_once/ ], 'a duplicate among rows of several readers');
$mysql->sql('DELETE FROM keyless WHERE v IS NULL', 'many');
ok($mysql->wait_until_quiet, 'nothing keeps running at the source');

# ---------------------------------------------------------------- interrupts

make_target($node, 'slow', q(
    CREATE FUNCTION slow(n int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
        'BEGIN IF n % 50 = 0 THEN PERFORM pg_sleep(0.05); END IF; RETURN true; END';
    CREATE TABLE pairs (a int CHECK (slow(a)), b int, v text, PRIMARY KEY (a, b));
    CREATE TABLE keyless (n int CHECK (slow(n)), v text);
    CREATE TABLE parted (id int PRIMARY KEY CHECK (slow(id)), v text);
    INSERT INTO keyless VALUES (-1, 'old')));
foreign_server($node, 'slow', 'many', $mysql, dbname => 'many', username => 'locker');
my $slow = "SELECT * FROM converge_import('many', tables => '{pairs,keyless,parted}', $again)";
my $workers = q(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker' AND wait_event = 'PgSleep');

sub left_nothing ($name, $before)
{
    ok(eval { wait_for('workers to end', sub {
        $node->safe_psql('slow', q(SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker')) eq '0' }) },
        "$name: no worker is left");
    ok(eval { wait_for('the source to be quiet', sub {
        $mysql->sql(q(SELECT count(*) FROM information_schema.processlist WHERE user = 'locker')) eq '0' }) },
        "$name: nothing is left at the source");
    is(fingerprint($node, 'slow'), $before, "$name: target as before");
}

my %strikes = (
    'cancel of the leader' => [ '57014', sub { $node->safe_psql('slow', 'SELECT pg_cancel_backend(' .
        backend_of($node, 'slow', 'SELECT * FROM converge_import%') . ')') } ],
    'end of the leader' => [ '57P01', sub { $node->safe_psql('slow', 'SELECT pg_terminate_backend(' .
        backend_of($node, 'slow', 'SELECT * FROM converge_import%') . ')') } ],
    'end of a worker' => [ '57P01', sub { $node->safe_psql('slow',
        q(SELECT pg_terminate_backend(min(pid)) FROM pg_stat_activity WHERE backend_type = 'parallel worker')) } ],
    'statement_timeout' => [ '57014', undef ]);
for my $name (sort keys %strikes)
{
    my ($sqlstate, $strike) = @{ $strikes{$name} };
    my $before = fingerprint($node, 'slow');
    my $run = start_session($node, 'slow', $strike ? $slow : "SET statement_timeout = '1s'; $slow");

    if ($strike)
    {
        $node->poll_query_until('slow', "$workers", '3') or die "no three workers are at work: ${ $run->{err} }";
        $strike->();
    }
    my $began = time;
    $run->{run}->finish;
    cmp_ok(time - $began, '<', 15, "$name: acts long before the end");
    like(${ $run->{err} }, qr/(?:ERROR|FATAL):  $sqlstate: /, "$name: SQLSTATE");
    left_nothing($name, $before);
}

# the death of a worker restarts the server
{
    my $before = fingerprint($node, 'slow');
    my $run = start_session($node, 'slow', $slow);

    $node->poll_query_until('slow', $workers, '3') or die "no three workers are at work: ${ $run->{err} }";
    kill 'KILL', $node->safe_psql('slow', q(SELECT min(pid) FROM pg_stat_activity WHERE backend_type = 'parallel worker'));
    eval { $run->{run}->finish };
    $node->poll_query_until('postgres', 'SELECT true') or die 'the server does not come back';
    left_nothing('kill -9 of a worker', $before);
}
# the source ends the session of one
{
    my $before = fingerprint($node, 'slow');
    my $run = start_session($node, 'slow', $slow);

    $node->poll_query_until('slow', $workers, '3') or die "no three workers are at work: ${ $run->{err} }";
    $mysql->sql('KILL ' . $mysql->sql(q(SELECT MAX(id) FROM information_schema.processlist WHERE user = 'locker' AND command = 'Query')));
    $run->{run}->finish;
    like(${ $run->{err} }, qr/ERROR:  \w{5}: .*\n.*MySQL error/, 'a session that the source ends: an error');
    left_nothing('a session that the source ends', $before);
}

# ---------------------------------------------------------------- one snapshot

# money moves between the tables all the time, and the sum stays
$mysql->make_database('bank', q(
    SET SESSION cte_max_recursion_depth = 1000000;
    CREATE TABLE a_accounts (id int PRIMARY KEY, amount int, filler varchar(500));
    INSERT INTO a_accounts WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 40000) SELECT n, 100, REPEAT('a', 500) FROM s;
    CREATE TABLE b_accounts LIKE a_accounts;
    INSERT INTO b_accounts SELECT * FROM a_accounts;
    ANALYZE TABLE a_accounts, b_accounts));
make_target($node, 'bank', q(
    CREATE TABLE a_accounts (id int PRIMARY KEY, amount int, filler text);
    CREATE TABLE b_accounts (id int PRIMARY KEY, amount int, filler text)));
foreign_server($node, 'bank', 'bank', $mysql, dbname => 'bank', username => 'locker');
my ($script, $path) = File::Temp::tempfile(UNLINK => 1);
for my $i (1 .. 200_000)
{
    my ($from, $to) = (1 + $i * 7919 % 40000, 1 + $i * 104729 % 40000);
    print $script "BEGIN; UPDATE a_accounts SET amount = amount - 1 WHERE id = $from; UPDATE b_accounts SET amount = amount + 1 WHERE id = $to; COMMIT;\n";
}
close($script);
my $writer = IPC::Run::start([ $mysql->client('bank') ], '<', $path, '>', \my $written, '2>', \my $complaints);
my %balances;
for my $round (1 .. 12)
{
    my $note = $node->safe_psql('bank', q(SELECT note FROM converge_import('bank', existing => 'truncate', workers => 4) WHERE table_name = 'source'));

    like($note, qr/^5 readers;/, "round $round: five readers while the source is written to");
    is($node->safe_psql('bank', 'SELECT (SELECT sum(amount) FROM a_accounts) + (SELECT sum(amount) FROM b_accounts)'), 8_000_000,
        "round $round: the sum over both tables holds");
    $balances{ $node->safe_psql('bank', 'SELECT sum(amount) FROM a_accounts') } = 1;
}
cmp_ok(scalar(keys %balances), '>', 6, 'the source went on from round to round');
$writer->kill_kill;

done_testing();

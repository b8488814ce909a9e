# What an import costs its source: a limit to the bytes in a second, and what
# is told of a source that is a replica.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes 'time';

my $node = start_cluster('impact');
my $bytes = 20_000_000;

rate(Converge::MySQL->shared('impact'));
replica($_) for qw(mysql mariadb);
done_testing();

# ---------------------------------------------------------------- rate

sub rate ($mysql)
{
    $mysql->make_database('impact', q(
        CREATE TABLE wide (id int PRIMARY KEY, body mediumtext);
        INSERT INTO wide WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 200) SELECT n, REPEAT('w', 100000) FROM s;
        CREATE TABLE narrow (id int PRIMARY KEY, body char(90));
        SET SESSION cte_max_recursion_depth = 1000000;
        INSERT INTO narrow WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 200000) SELECT 1000000 + n, REPEAT('n', 87) FROM s;
        CREATE TABLE one (id int PRIMARY KEY, body longtext);
        INSERT INTO one VALUES (1, REPEAT('o', 20000000))));
    make_target($node, 'impact');

    for my $table (qw(wide narrow one))
    {
        my $free = seconds($mysql, $table);
        my $took = seconds($mysql, $table, max_rate => '5');
        # a row that is larger than a slice of time comes before its sleep
        my $rate = $bytes / ($took - ($table eq 'one' ? $free : 0));
        note(sprintf('%s: %.2f s without a limit, %.2f s with it', $table, $free, $took));
        cmp_ok($free, '<', 2, "$table: fast without a limit");
        cmp_ok($rate, '<', 5_500_000, "$table: not above the limit");
        cmp_ok($rate, '>', 4_500_000, "$table: nor far below it");
    }

    # a cancel in the middle of the longest sleep
    foreign_server($node, 'impact', 'source', $mysql, dbname => 'impact', max_rate => '0.1');
    my $session = start_session($node, 'impact', scan('one'));
    my $pid = backend_of($node, 'impact', '%converge_scan%');
    wait_for('a sleep', sub { $mysql->imports eq '' || $mysql->imports =~ /Sleep|Sending|executing/ });
    sleep 2;
    my $began = time;
    $node->safe_psql('impact', "SELECT pg_cancel_backend($pid)");
    $session->{run}->finish;
    cmp_ok(time - $began, '<', 1, 'a cancel ends the sleep');
    like(${ $session->{err} }, qr/ERROR:  57014/, 'with its error');
    ok($mysql->wait_until_quiet, 'nothing is left at the source');

    # and so does a timeout
    my $error = import_error($node, 'impact', "SET statement_timeout = '1s'; " . scan('wide'));
    is($error->{sqlstate}, '57014', 'a statement_timeout ends it as well');
}

sub scan ($table)
{
    return "SELECT count(*) FROM converge_scan('source', '$table') AS t(id int, body text)";
}

sub seconds ($mysql, $table, %options)
{
    foreign_server($node, 'impact', 'source', $mysql, dbname => 'impact', %options);
    my $began = time;
    $node->safe_psql('impact', scan($table));
    return time - $began;
}

# ---------------------------------------------------------------- replica

sub check ($flavour)
{
    return $node->safe_psql($flavour, q(SELECT status || ': ' || detail FROM converge_check('source') WHERE "check" = 'source replication'));
}

sub replica ($flavour)
{
    my $mysql   = $flavour eq 'mysql';
    my $primary = Converge::MySQL->new("primary_$flavour", flavour => $flavour);
    my $replica = Converge::MySQL->new("replica_$flavour", flavour => $flavour, settings => { 'server-id' => 2, 'read-only' => 'ON' });
    my ($word, $source, $where) = $mysql ? ('REPLICA', 'SOURCE', 'SHOW BINARY LOG STATUS') : ('SLAVE', 'MASTER', 'SHOW MASTER STATUS');
    my ($log, $offset) = split /\t/, $primary->sql($where);
    my $monitor = $mysql ? 'REPLICATION CLIENT' : 'REPLICA MONITOR';

    make_target($node, $flavour);
    foreign_server($node, $flavour, 'source', $primary, dbname => 'impact');
    $primary->sql('CREATE DATABASE impact; CREATE TABLE impact.t (id int PRIMARY KEY); CREATE USER copier IDENTIFIED BY \'copier\'; GRANT REPLICATION SLAVE ON *.* TO copier');
    is(check($flavour), 'ok: not a replica, as far as this account sees', "$flavour: the primary");

    $replica->sql("GRANT $monitor ON *.* TO reader; CREATE USER blind IDENTIFIED BY 'reader'; GRANT SELECT ON *.* TO blind");
    $replica->sql("CHANGE " . ($mysql ? 'REPLICATION SOURCE' : 'MASTER') . " TO ${source}_HOST = '127.0.0.1', ${source}_PORT = $primary->{port}, ${source}_USER = 'copier',
        ${source}_PASSWORD = 'copier', ${source}_LOG_FILE = '$log', ${source}_LOG_POS = $offset" . ($mysql ? ', GET_SOURCE_PUBLIC_KEY = 1' : ', MASTER_USE_GTID = no')
        . "; START $word");
    my $at = sub { join(':', (split /\t/, $primary->sql($where))[ 0, 1 ]) };
    my $has = sub ($id) { wait_for("row $id at the replica", sub { ($replica->try_sql("SELECT COUNT(*) FROM impact.t WHERE id = $id"))[1] eq '1' }) };
    $primary->sql('INSERT INTO impact.t VALUES (1)');
    $has->(1);

    foreign_server($node, $flavour, 'source', $replica, dbname => 'impact');
    my $now = $at->();
    wait_for('the replica to be up to date', sub { check($flavour) =~ /\Q$now\E/ });
    like(check($flavour), qr/^ok: a replica, running, 0 s behind; applied up to \Q$now\E.* of the primary$/, "$flavour: a replica");
    like(check($flavour), qr/GTID set \S/, "$flavour: with a GTID set") unless $mysql;

    # what is received and not applied
    $replica->sql("STOP $word SQL_THREAD");
    $primary->sql('INSERT INTO impact.t VALUES (2)');
    like(check($flavour), qr/^warning: a replica that does not apply what it receives; applied up to \Q$now\E/, "$flavour: does not apply");
    $replica->sql("STOP $word");
    like(check($flavour), qr/^warning: a replica that is stopped; applied up to \Q$now\E/, "$flavour: stopped");
    $replica->sql("START $word SQL_THREAD");
    like(check($flavour), qr/^warning: a replica that does not receive/, "$flavour: does not receive");

    # behind: the applier waits for a lock
    my $holder = IPC::Run::start([ $replica->client('impact', '-e', 'LOCK TABLES t READ; SELECT 1; DO SLEEP(30)') ], '<', \undef, '>', \my $out, '2>', \my $err);
    wait_for('a lock', sub { $replica->sql("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'") });
    $replica->sql("START $word");
    $primary->sql('INSERT INTO impact.t VALUES (3)');
    wait_for('the replica to be behind', sub { check($flavour) =~ /^warning: a replica, running, [1-9]\d* s behind/ });
    pass("$flavour: behind");
    $replica->sql('KILL ' . $replica->sql("SELECT id FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'"));
    eval { $holder->finish };
    $has->(3);

    # an error in what it applies
    $replica->sql('SET GLOBAL read_only = OFF; INSERT INTO impact.t VALUES (4); SET GLOBAL read_only = ON');
    $primary->sql('INSERT INTO impact.t VALUES (4)');
    wait_for('the replica to fail', sub { check($flavour) =~ /^warning: a replica that does not apply what it receives \(.*(?:1062|uplicate|worker)/ });
    pass("$flavour: an error");

    foreign_server($node, $flavour, 'source', $replica, dbname => 'impact', username => 'blind');
    is(check($flavour), "warning: read_only is on, so it may be a replica; the account may not ask (it needs $monitor)", "$flavour: not visible");
}

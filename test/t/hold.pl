# Several sessions see one moment of the source, whatever is written to it
# while they begin, by each lock that an account may take; and the lock goes.
# The module cvg_test_split must be installed, as the stage "modules" does.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use File::Temp ();
use Test::More;
use Time::HiRes 'time';

my $node = start_cluster('hold');

# an account: its privileges, and what is to come of them
my %accounts = (
    mysql => [
        [ tables  => 'LOCK TABLES ON %s.*', 1 ],
        [ reload  => 'RELOAD ON *.*', 1 ],
        [ either  => 'LOCK TABLES, RELOAD ON *.*', 1 ],
        [ flush   => 'FLUSH_TABLES, BACKUP_ADMIN ON *.*', 1 ],
        [ nothing => 'SHOW VIEW, BACKUP_ADMIN ON *.*', 0 ],
    ],
    mariadb => [
        [ tables  => 'LOCK TABLES ON %s.*', 1 ],
        [ reload  => 'RELOAD ON *.*', 1 ],
        [ either  => 'LOCK TABLES, RELOAD ON *.*', 1 ],
        [ nothing => 'SHOW VIEW ON *.*', 0 ],
    ]);

my $write = 'SET SESSION lock_wait_timeout = 1, innodb_lock_wait_timeout = 1; UPDATE a SET amount = amount WHERE id = 1; INSERT INTO a VALUES (3, 0); DELETE FROM a WHERE id = 3';

for my $flavour (qw(mysql mariadb))
{
    my $mysql    = Converge::MySQL->new("hold_$flavour", flavour => $flavour);
    my $database = "hold_$flavour";
    make_target($node, $flavour, 'CREATE EXTENSION cvg_test_split');
    $mysql->make_database($database, q(
        CREATE TABLE a (id int PRIMARY KEY, amount bigint); INSERT INTO a VALUES (1, 1000000), (2, 1000000);
        CREATE TABLE b LIKE a; INSERT INTO b SELECT * FROM a));
    for (@{ $accounts{$flavour} })
    {
        my ($account, $privileges) = @$_;
        my $binlog = $flavour eq 'mysql' ? 'REPLICATION CLIENT' : 'BINLOG MONITOR';
        $mysql->sql("CREATE USER $account IDENTIFIED BY 'reader'; GRANT SELECT ON $database.* TO $account;
            GRANT @{[ $privileges =~ s/%s/$database/r ]} TO $account; GRANT $binlog ON *.* TO $account");
        foreign_server($node, $flavour, $account, $mysql, dbname => $database, username => $account);
    }

    one_moment($mysql, $database, @$_) for @{ $accounts{$flavour} };
    lets_go($mysql, $database, $_->[0]) for grep { $_->[2] } @{ $accounts{$flavour} };
    waits($mysql, $database, $_->[0]) for grep { $_->[2] } @{ $accounts{$flavour} };
    waits_in_turn($mysql, $database, 'tables') if $flavour eq 'mysql';
    lost($mysql, $_->[0]) for grep { $_->[2] } @{ $accounts{$flavour} };
    many($mysql);
}
done_testing();

# ---------------------------------------------------------------- one moment

# Money moves between the tables all the time; some transactions stay open for
# a while, so that the lock comes in the middle of them.
sub start_writers ($mysql, $database)
{
    my @writers;
    for ([ 0, 1, 100_000 ], [ 0.05, 2, 2000 ])
    {
        my ($pause, $id, $times) = @$_;
        my $sql = "START TRANSACTION; UPDATE a SET amount = amount - 7 WHERE id = $id; DO SLEEP($pause);
            UPDATE b SET amount = amount + 7 WHERE id = $id; COMMIT;\n" x $times;
        my ($file, $path) = File::Temp::tempfile(UNLINK => 1);
        print $file $sql;
        close($file) or die "$path: $!";
        push @writers, IPC::Run::start([ $mysql->client($database) ], '<', $path, '>', \my $out, '2>', \my $err);
    }
    return @writers;
}

sub one_moment ($mysql, $database, $account, $privileges, $held)
{
    my $name    = "$mysql->{flavour}, $account";
    my @writers = start_writers($mysql, $database);
    my $moments = 0;

    for my $round (1 .. 6)
    {
        my $got = $node->safe_psql($mysql->{flavour}, "SELECT string_agg(DISTINCT coalesce(refusal, sums), ', '), count(*),
            (SELECT sum(n::bigint) FROM regexp_split_to_table(min(sums), ' ') AS n) FROM cvg_test_hold('$account', 8)");
        if ($held)
        {
            like($got, qr/^\d+ \d+\|8\|4000000$/, "$name: eight sessions see one moment, round $round");
        }
        else
        {
            is($got, 'the account may not lock tables (it needs LOCK TABLES on the database, or RELOAD)|1|', "$name: says why not");
            last;
        }
    }
    ok($_->pumpable, "$name: a writer still writes") for @writers;
    $_->kill_kill for @writers;
    wait_for('the writers to leave', sub { $mysql->sql("SELECT COUNT(*) FROM information_schema.processlist WHERE db = '$database'") eq '0' });
    is($mysql->sql('SELECT (SELECT SUM(amount) FROM a) + (SELECT SUM(amount) FROM b)', $database), 4000000, "$name: the writers went on");
    isnt($mysql->sql('SELECT SUM(amount) FROM a', $database), 2000000, "$name: and did write");
    $mysql->sql('UPDATE a SET amount = 1000000; UPDATE b SET amount = 1000000', $database);
}

# ---------------------------------------------------------------- the lock goes

sub start_holding ($mysql, $account)
{
    my $holder = $node->background_psql($mysql->{flavour});
    $holder->query_safe('SELECT pg_advisory_lock(1)');
    my $session = start_session($node, $mysql->{flavour}, "SELECT DISTINCT position, sums FROM cvg_test_hold('$account', 2, 1)");
    $node->poll_query_until($mysql->{flavour}, q(SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'advisory')) or die 'nobody holds';
    return ($holder, $session);
}

sub lets_go ($mysql, $database, $account)
{
    my $name = "$mysql->{flavour}, $account";
    my $show = $mysql->{flavour} eq 'mysql' ? 'SHOW BINARY LOG STATUS' : 'SHOW MASTER STATUS';
    my $position = join(':', (split /\t/, $mysql->sql($show))[ 0, 1 ]);

    my ($holder, $session) = start_holding($mysql, $account);
    my ($ok, undef, $err) = $mysql->try_sql($write, $database);
    ok(!$ok && $err =~ /1205|Lock wait timeout/, "$name: nobody writes while the tables are held") or diag($err);
    $holder->query_safe('SELECT pg_advisory_unlock(1)');
    $session->{run}->finish;
    is(${ $session->{out} }, "$position|2000000 2000000\n", "$name: the position is that of the moment") or diag(${ $session->{err} });
    ($ok, undef, $err) = $mysql->try_sql($write, $database);
    ok($ok, "$name: released") or diag($err);
    $holder->quit;

    # an error while the tables are held
    ($holder, $session) = start_holding($mysql, $account);
    $node->safe_psql($mysql->{flavour}, q(SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'advisory'));
    $session->{run}->finish;
    like(${ $session->{err} }, qr/ERROR:  57014/, "$name: cancelled");
    ($ok, undef, $err) = $mysql->try_sql($write, $database);
    ok($ok, "$name: an error releases") or diag($err);
    $holder->quit;
}

# Two transactions, the second of which is waited for when the first has ended:
# the limit is for both together.
sub waits_in_turn ($mysql, $database, $account)
{
    my $name = "$mysql->{flavour}, $account";
    my @open;

    for (([ 'a', 4 ], [ 'b', 15 ]))
    {
        my ($table, $seconds) = @$_;
        push @open, IPC::Run::start([ $mysql->client($database, '-e',
            "START TRANSACTION; UPDATE $table SET amount = amount WHERE id = 2; DO SLEEP($seconds); COMMIT") ], '<', \undef, '>', \my $out, '2>', \my $err);
    }
    wait_for('two long transactions', sub {
        $mysql->sql("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'") eq '2' });
    my $began = time;
    is($node->safe_psql($mysql->{flavour}, "SELECT coalesce(refusal, sums) FROM cvg_test_hold('$account', 1)"),
        'the tables could not be locked within 5 s, since other sessions use them', "$name: two transactions in turn");
    cmp_ok(time - $began, '<', 8, "$name: the limit is for both together");
    ok(eval { wait_for('the lock to leave', sub {
        $mysql->sql("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'LOCK TABLES%'") eq '0' }, 3) },
        "$name: nobody waits for it any more");
    $mysql->sql("KILL $_") for split /\s+/, $mysql->sql("SELECT id FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'");
    eval { $_->finish } for @open;
}

# A transaction that is open for long: the lock is not had, others go on soon.
sub waits ($mysql, $database, $account)
{
    my $name = "$mysql->{flavour}, $account";
    my $long = IPC::Run::start([ $mysql->client($database, '-e',
            'START TRANSACTION; UPDATE a SET amount = amount WHERE id = 2; SELECT 1; DO SLEEP(20); COMMIT') ], '<', \undef, '>', \my $out, '2>', \my $err);
    wait_for('a long transaction', sub { $mysql->sql("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'") });
    my $id = $mysql->sql("SELECT id FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'");

    my $began   = time;
    my $session = start_session($node, $mysql->{flavour}, "SELECT coalesce(refusal, sums) FROM cvg_test_hold('$account', 1)");
    my $slowest = 0;
    my $asked   = 0;
    while ($session->{run}->pumpable && time < $began + 15)
    {
        my $start = time;
        $mysql->sql('SET SESSION lock_wait_timeout = 30; INSERT INTO a VALUES (5, 0); DELETE FROM a WHERE id = 5', $database);
        $slowest = time - $start if time - $start > $slowest;
        $asked++;
        $session->{run}->pump_nb;
    }
    $session->{run}->finish;
    my $took = time - $began;
    # a lock that does not wait for transactions may be had
    like(${ $session->{out} }, qr/^(the tables could not be locked within 5 s, since other sessions use them|2000000 2000000)$/, "$name: tries")
      or diag(${ $session->{err} });
    cmp_ok($took, '<', 9, "$name: and gives up");
    cmp_ok($slowest, '<', 7, "$name: others wait no longer");
    cmp_ok($asked, '>', 0, "$name: there are others");
    note(sprintf("$name: %s; took %.1f s, others waited %.1f s", ${ $session->{out} }, $took, $slowest));
    $mysql->sql("KILL $id");
    eval { $long->finish };
}

# A lock that is lost is an error.
sub lost ($mysql, $account)
{
    my $name = "$mysql->{flavour}, $account";
    my ($holder, $session) = start_holding($mysql, $account);
    # the last session of the three that began
    $mysql->sql('KILL ' . $mysql->sql("SELECT MAX(id) FROM information_schema.processlist WHERE user = '$account'"));
    $holder->query_safe('SELECT pg_advisory_unlock(1)');
    $session->{run}->finish;
    like(${ $session->{err} }, qr/ERROR:  08006/, "$name: a lock that was lost is an error") or diag(${ $session->{out} });
    $holder->quit;
}

sub many ($mysql)
{
    my $database = 'many';
    $mysql->make_database($database, join(';', map { "CREATE TABLE t$_ (id int PRIMARY KEY, v int)" } 1 .. 500));
    for my $account (grep { $_->[2] } @{ $accounts{ $mysql->{flavour} } })
    {
        $mysql->sql("GRANT SELECT, LOCK TABLES ON $database.* TO $account->[0]");
        foreign_server($node, $mysql->{flavour}, 'many', $mysql, dbname => $database, username => $account->[0]);
        is($node->safe_psql($mysql->{flavour}, "SELECT count(sums) FROM cvg_test_hold('many', 1)"), 1, "$mysql->{flavour}, $account->[0]: 500 tables");
    }
}

# A backend keeps nothing of imports that failed, and an import needs no more
# memory for a large table than for a small one.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes 'usleep';

my $MB    = 1024 * 1024;
my $mysql = Converge::MySQL->shared('leak');
my $node  = start_cluster('leak');

$mysql->make_database('tap_leak', q(
    SET SESSION sql_log_bin = 0, cte_max_recursion_depth = 1000000;
    CREATE TABLE bad (id int PRIMARY KEY, u varchar(36));
    INSERT INTO bad VALUES (1, '6ccd780c-baba-1026-9564-5b8c656024db'), (2, 'nonsense');
    CREATE TABLE parent (id int PRIMARY KEY);
    CREATE TABLE orphan (id int PRIMARY KEY, parent_id int);
    INSERT INTO orphan VALUES (1, 1);
    CREATE TABLE slow (id int PRIMARY KEY);
    INSERT INTO slow VALUES (1);
    CREATE TABLE large (id int PRIMARY KEY, v varchar(3000));
    INSERT INTO large WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 120000)
        SELECT n, REPEAT(CHAR(65 + n % 26), 2000 + n % 1000) FROM s;
    CREATE TABLE huge (id int PRIMARY KEY, t longtext, b longblob);
    INSERT INTO huge VALUES (1, 'before', 'b');
    INSERT INTO huge SELECT 2, REPEAT(CONCAT('é\n', SHA2('t', 512)), 40000000 DIV 131), NULL;
    INSERT INTO huge SELECT 3, NULL, REPEAT(UNHEX(SHA2('b', 512)), 60000000 DIV 64);
    INSERT INTO huge VALUES (4, 'after', 'a')));
make_target($node, 'target', q(
    CREATE TABLE bad (id int PRIMARY KEY, u uuid);
    CREATE TABLE parent (id int PRIMARY KEY);
    CREATE TABLE orphan (id int PRIMARY KEY, parent_id int REFERENCES parent);
    CREATE TABLE slow (id int PRIMARY KEY);
    CREATE TABLE large (id int PRIMARY KEY, v varchar(3000));
    CREATE TABLE huge (id int PRIMARY KEY, t text, b bytea);
    ALTER TABLE large ALTER v SET STORAGE EXTERNAL;
    INSERT INTO converge_rule VALUES ('good', 'slow', NULL, 'where', 'SLEEP(30) = 0')));
foreign_server($node, 'target', 'good', $mysql, dbname => 'tap_leak');
foreign_server($node, 'target', 'wrong', $mysql, dbname => 'tap_leak', password => 'wrong');
foreign_server($node, 'target', 'refused', $mysql, dbname => 'tap_leak',
    port => PostgreSQL::Test::Cluster::get_free_port());
is($mysql->sql('SELECT SUM(LENGTH(v)) > 290000000 FROM large', 'tap_leak'), 1, 'a table of 300 MB');

# ---------------------------------------------------------------- failures

my %failures = (
    'a value that cannot be converted' => [ '22P02', q(converge_import('good', tables => '{bad}')) ],
    'a foreign key that does not hold' => [ '23503', q(converge_import('good', tables => '{orphan}')) ],
    'a wrong password'                 => [ '28P01', q(converge_import('wrong')) ],
    'a refused connection'             => [ '08001', q(converge_import('refused')) ],
    'a cancelled statement'            => [ '57014', q(converge_import('good', tables => '{slow}')) ],
    'a scan that fails'                => [ '22P02', q(converge_scan('good', 'bad', NULL::bad)) ]);

subtest 'failing imports leave nothing behind' => sub {
    my $session = $node->background_psql('target', on_error_stop => 0);
    my $pid     = $session->query('SELECT pg_backend_pid()');
    my (%seen, @size);

    $session->query('SET statement_timeout = 0; \set VERBOSITY sqlstate');
    for my $round (1 .. 40)
    {
        for my $failure (keys %failures)
        {
            my ($sqlstate, $call) = @{ $failures{$failure} };
            $session->query('SET statement_timeout = ' . ($sqlstate eq '57014' ? 100 : 0));
            $session->query("SELECT * FROM $call");
            $seen{$failure}{ $session->{stderr} =~ /(\w{5})\s*$/ ? $1 : 'none' }++;
            $session->{stderr} = '';
        }
        $session->query('SET statement_timeout = 0');
        push @size, sizes($session, $pid) if $round == 8 || $round == 40;
    }
    is_deeply($seen{$_}, { $failures{$_}[0] => 40 }, "40 times $_") for sort keys %failures;
    my ($first, $last) = @size;
    note("$_: $first->{$_}, then $last->{$_}") for sort keys %$first;
    cmp_ok($last->{descriptors}, '<=', $first->{descriptors} + 3, 'open files');
    is($last->{sockets}, $first->{sockets}, 'sockets');
    cmp_ok($last->{contexts} - $first->{contexts}, '<', $MB / 4, 'memory contexts');
    cmp_ok($last->{private} - $first->{private}, '<', 4 * $MB, 'private memory');
    $session->quit;
};

# ---------------------------------------------------------------- a large table

subtest 'memory does not depend on the table' => sub {
    my $run = start_session($node, 'target',
        q(SELECT imported_rows FROM converge_import('good', tables => '{large}') WHERE table_name = 'total'));
    my $pid = backend_of($node, 'target', '%converge_import%');
    my ($samples, $most) = (0, 0);
    while ($run->{run}->pumpable)
    {
        my $now = private_memory($pid);
        $most = $now if $now > $most;
        $samples++;
        $run->{run}->pump_nb;
        usleep(10_000);
    }
    $run->{run}->finish;
    is(${ $run->{out} }, "120000\n", 'imported') or diag(${ $run->{err} });
    note("$samples samples, at most $most bytes of private memory");
    cmp_ok($samples, '>', 10, 'samples of its memory');
    cmp_ok($most, '>', $MB, 'private memory of the backend, at least');
    cmp_ok($most, '<', 64 * $MB, 'private memory of the backend, at most');
};
$node->safe_psql('target', 'CHECKPOINT');

# ---------------------------------------------------------------- large values

is(import_error($node, 'target', q(SELECT * FROM converge_import('good', tables => '{huge}'))), undef, 'values of 40 and 60 MB');
is($node->safe_psql('target', 'SELECT max(octet_length(t)) > 39e6, max(octet_length(b)) > 59e6 FROM huge'), 't|t', 'have their lengths');
compare_ok($mysql, 'tap_leak', $node, 'target', 'large values', tables => ['huge']);
is($node->safe_psql('target', 'SELECT sum(octet_length(v)) FROM large'),
    $mysql->sql('SELECT SUM(LENGTH(v)) FROM large', 'tap_leak'), 'and the large table is all there');

done_testing();

sub sizes ($session, $pid)
{
    opendir(my $dir, "/proc/$pid/fd") or die "/proc/$pid/fd: $!";
    my @files = map { readlink("/proc/$pid/fd/$_") // () } readdir $dir;
    return {
        descriptors => scalar @files,
        sockets     => scalar(grep { /^socket:/ } @files),
        contexts    => scalar $session->query('SELECT sum(total_bytes) FROM pg_backend_memory_contexts'),
        private     => private_memory($pid) };
}

# RssAnon in bytes: what the process has for itself, without shared buffers.
sub private_memory ($pid)
{
    open(my $status, '<', "/proc/$pid/status") or return 0;
    my ($kb) = map { /^RssAnon:\s+(\d+) kB/ ? $1 : () } <$status>;
    return ($kb // 0) * 1024;
}

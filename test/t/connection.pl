# A connection that breaks is an error, wherever it breaks: never a short table,
# and never a target other than before.

use v5.36;
use Converge::Compare;
use Converge::MySQL;
use Converge::Proxy;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{CONVERGE_SEED} // time;
srand $seed;

my $mysql = Converge::MySQL->new('connection');
my $node  = start_cluster('connection');

$mysql->make_database('source', q(
    CREATE TABLE many (id int PRIMARY KEY, v varchar(2000));
    SET SESSION cte_max_recursion_depth = 10000;
    INSERT INTO many WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 2000)
        SELECT n, REPEAT(CHAR(65 + n % 26), n % 700) FROM s;
    CREATE TABLE slow (id int PRIMARY KEY);
    INSERT INTO slow WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 20) SELECT n FROM s;
    CREATE TABLE wide (id int PRIMARY KEY, v longtext);
    INSERT INTO wide WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 24)
        SELECT n, REPEAT('x', 1000000) FROM s));
make_target($node, 'target', q(
    CREATE FUNCTION wait_once(id int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS
        'BEGIN IF id = 1 THEN PERFORM pg_sleep(4); END IF; RETURN true; END';
    CREATE TABLE many (id int PRIMARY KEY, v varchar(2000));
    CREATE TABLE slow (id int PRIMARY KEY);
    CREATE TABLE wide (id int PRIMARY KEY CHECK (wait_once(id)), v text);
    INSERT INTO many VALUES (-1, 'old'); INSERT INTO slow VALUES (-1); INSERT INTO wide VALUES (-1, 'old');
    INSERT INTO converge_rule VALUES ('slow', 'slow', NULL, 'where', 'SLEEP(0.1) = 0')));

# ---------------------------------------------------------------- cut anywhere

my $import = q(SELECT * FROM converge_import('proxy', tables => '{many}', existing => 'truncate'));

for my $mode (qw(disabled required))
{
    # the first login sends more than those that follow
    behind_proxy(undef, undef, $mode, sub ($proxy) { import_error($node, 'target', $import) });
    my $total = behind_proxy(undef, undef, $mode, sub ($proxy) {
        my $error = import_error($node, 'target', $import);
        is($error, undef, "$mode: nothing is cut, and it is imported") or diag($error->{text});
        return $proxy->bytes;
    });
    cmp_ok($total, '>', 690_000, "$mode: bytes of an import");
    $node->safe_psql('target', "TRUNCATE many; INSERT INTO many VALUES (-1, 'old')");

    # TLS says goodbye with some bytes of its own
    my $end   = $mode eq 'disabled' ? $total - 1 : $total - 100;
    my $table = $total - 690_000;
    my @cuts  = (0, 3, 60, 200, 1200, $table, $end, map { int(rand $end) } 1 .. 8);
    my $n = 0;
    for my $after (@cuts)
    {
        my $how = $n++ % 2 ? 'close' : 'reset';
        behind_proxy($after, $how, $mode, sub ($proxy) {
            refused($node, 'target', $import, '08...', [qr/DETAIL|HINT/],
                "$mode: $how after $after of $total bytes") or diag("CONVERGE_SEED=$seed");
        });
        like(last_run($node, 'target'), qr/^failed\|08/, 'on record as failed');
    }
}

# ---------------------------------------------------------------- silence

for ([ 10, 'connect_timeout', 'disabled' ], [ 300_000, 'read_timeout', 'disabled' ], [ 300_000, 'read_timeout', 'required' ])
{
    my ($after, $option, $mode) = @$_;
    behind_proxy($after, 'stall', $mode, sub ($proxy) {
        refused($node, 'target', $import, '08...', [qr/DETAIL|HINT/], "$mode: silence after $after bytes, $option");
    }, $option => 1);
}

# ---------------------------------------------------------------- the source goes away

foreign_server($node, 'target', 'slow', $mysql, dbname => 'source');
my $slow = q(SELECT * FROM converge_import('slow', tables => '{slow}', existing => 'truncate'));

during_scan('the connection is killed', '08...', sub ($id) { $mysql->sql("KILL $id") });
during_scan('the query is killed', '57014', sub ($id) { $mysql->sql("KILL QUERY $id") });
during_scan('the source is killed', '08...', sub ($id) { $mysql->kill9 });
refused($node, 'target', $slow, '08001', [ qr/\b$mysql->{port}\b/ ], 'the source is down');
$mysql->start;
during_scan('the source is shut down', '08...', sub ($id) { $mysql->stop });
$mysql->start;

my $session = $node->background_psql('target', on_error_stop => 0);
my $count   = q(SELECT imported_rows FROM converge_import('slow', tables => '{many}', existing => 'truncate') WHERE table_name = 'many');
is($session->query($count), 2000, 'a session imports');
$mysql->stop;
$mysql->start;
is($session->query($count), 2000, 'and imports again when the source was restarted');
$session->quit;
compare_ok($mysql, 'source', $node, 'target', 'after all that', tables => ['many']);

# ---------------------------------------------------------------- a slow target

# the source's patience with a client that does not read is set by the session
$mysql->sql('SET GLOBAL net_write_timeout = 1');
is(import_error($node, 'target', q(SELECT * FROM converge_import('slow', tables => '{wide}', existing => 'truncate'))),
    undef, 'a target that is slower than net_write_timeout');
compare_ok($mysql, 'source', $node, 'target', 'slow target', tables => ['wide']);
# what it would have been: the same pause in the same table, without that
my $client = IPC::Run::start([ 'sh', '-c', '"$@" | (sleep 4; wc -l)', 'sh',
    $mysql->client('source', '--quick', '-e', 'SELECT * FROM wide') ], '>', \my $lines, '2>', \my $err);
$client->finish;
cmp_ok($lines, '<', 24, 'which cuts off a client that does not');

done_testing();

# Runs the code with server "proxy" pointing at a proxy; returns its value.
sub behind_proxy ($after, $how, $mode, $code, %options)
{
    my $proxy = Converge::Proxy->new(port => $mysql->{port}, after => $after, how => $how);
    foreign_server($node, 'target', 'proxy', $mysql, host => $proxy->{host}, port => $proxy->{port},
        dbname => 'source', ssl_mode => $mode,
        $mode eq 'disabled' ? (get_server_public_key => 'true') : (), %options);
    my $result = $code->($proxy);
    $proxy->stop;
    return $result;
}

# Starts the slow import, runs the code with the id of its connection, and
# expects an error.
sub during_scan ($name, $sqlstate, $code)
{
    my $before  = fingerprint($node, 'target');
    my $session = start_session($node, 'target', $slow);
    $code->($mysql->wait_for_statement('SELECT `id`%SLEEP(0.1)%'));
    $session->{run}->finish;
    note(${ $session->{err} });
    like(${ $session->{err} }, qr/ERROR:  $sqlstate: /, "$name during a scan: SQLSTATE");
    is(${ $session->{out} }, '', "$name during a scan: no result");
    is(fingerprint($node, 'target'), $before, "$name during a scan: target as before");
    like(last_run($node, 'target'), qr/^failed\|$sqlstate/, "$name during a scan: on record");
}

# Who may import, over what connection; and where a password must not appear.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $secret = 'p4ss-w0rd-of-the-test';
my $mysql  = Converge::MySQL->shared('security');
my $node   = start_cluster('security', settings => [ 'log_min_error_statement = error', 'log_statement = none' ]);
my $files  = PostgreSQL::Test::Utils::tempdir();

$mysql->make_account('tap_secret', "BY '$secret'");
$mysql->make_database('tap_security', q(
    CREATE TABLE one (id int PRIMARY KEY, v int);
    INSERT INTO one VALUES (1, 1);
    CREATE TABLE two (id int PRIMARY KEY, v int);
    INSERT INTO two VALUES (1, 1), (2, 2)));
make_target($node, 'target', q(
    CREATE TABLE one (id int PRIMARY KEY, v int);
    CREATE TABLE two (id int PRIMARY KEY, v int);
    INSERT INTO one VALUES (-1, -1)));

my %account = (dbname => 'tap_security', username => 'tap_secret', password => $secret);
my $import  = q(SELECT * FROM converge_import('source', existing => 'truncate'));

# ---------------------------------------------------------------- TLS

chomp(my $ca = $mysql->sql('SELECT CONCAT(@@datadir, @@ssl_ca)'));
system_or_bail('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=another',
    '-keyout', "$files/other.key", '-out', "$files/other.pem");

imports('required',                  ssl_mode => 'required');
like(encryption(), qr/TLS_/, 'required: encrypted');
imports('verify_ca, right CA',       ssl_mode => 'verify_ca', ssl_ca => $ca);
imports('disabled, public key',      ssl_mode => 'disabled', get_server_public_key => 'true');
unlike(encryption(), qr/TLS_/, 'disabled: not encrypted');
is_refused('verify_ca, another CA',  '08...', [qr/certificate/i], ssl_mode => 'verify_ca', ssl_ca => "$files/other.pem");
is_refused('verify_ca, no CA',       '08...', [qr/ssl_ca/], ssl_mode => 'verify_ca');
is_refused('verify_ca, no such CA',  '08...|58...', [qr/ssl_ca/], ssl_mode => 'verify_ca', ssl_ca => "$files/nowhere.pem");
is_refused('verify_identity',        '08...', [qr/SSL|TLS|certificate|host/i], ssl_mode => 'verify_identity', ssl_ca => $ca);

# without TLS a password is not sent in the clear: it needs the key
$mysql->make_account('tap_secret', "BY '$secret'");
is_refused('disabled, no public key', '28000', [qr/get_server_public_key/], ssl_mode => 'disabled');

$mysql->sql('ALTER USER tap_secret REQUIRE SSL');
imports('an account that wants TLS', ssl_mode => 'required');
is_refused('an account that wants TLS, disabled', '28...', [], ssl_mode => 'disabled', get_server_public_key => 'true');
$mysql->sql('ALTER USER tap_secret REQUIRE NONE');

# ---------------------------------------------------------------- who is let in

is_refused('a wrong password', '28P01', [qr/tap_secret/], password => "$secret-not");
is_refused('no password',      '28P01', [qr/tap_secret/], password => undef);
is_refused('no such account',  '28P01', [qr/nobody/],     username => 'tap_nobody');
is_refused('no such database', '3D000|42501', [qr/tap_nowhere/], dbname => 'tap_nowhere');
$mysql->sql('ALTER USER tap_secret ACCOUNT LOCK');
is_refused('a locked account', '28000', [qr/locked/]);
$mysql->sql('ALTER USER tap_secret ACCOUNT UNLOCK');
$mysql->sql('ALTER USER tap_secret PASSWORD EXPIRE');
is_refused('an expired password', '28P01', [qr/expired/]);
$mysql->make_account('tap_secret', "BY '$secret'");
imports('the account as before');

# ---------------------------------------------------------------- what it may read

my $rights = 'tap_security';
$mysql->sql("REVOKE ALL ON *.* FROM tap_secret");
is_refused('an account without privileges', '42501|3D000', [qr/tap_secret|$rights/]);
$mysql->sql("GRANT SELECT ON $rights.* TO tap_secret");
imports('SELECT and nothing else');
like($node->safe_psql('target', q(SELECT snapshot_position ->> 'binlog_file' IS NULL FROM converge_run ORDER BY run_id DESC LIMIT 1)),
    qr/^t$/, 'then without a position of the binary log');
$mysql->sql("REVOKE ALL ON $rights.* FROM tap_secret; GRANT SELECT ON $rights.one TO tap_secret");
foreign_server($node, 'target', 'source', $mysql, %account);
refused($node, 'target', q(SELECT * FROM converge_import('source', tables => '{one,two}', existing => 'truncate')),
    '42...', [qr/\btwo\b/], 'a table that it may not read, asked for');
$mysql->sql("GRANT SELECT (id) ON $rights.two TO tap_secret");
is_refused('a column that it may not read', '42...|55...|HV...', [qr/\btwo\b/]);
$mysql->make_account('tap_secret', "BY '$secret'");

# ---------------------------------------------------------------- roles of PostgreSQL

$node->safe_psql('target', 'CREATE ROLE joe; GRANT USAGE ON FOREIGN DATA WRAPPER converge_mysql TO joe;
    GRANT CREATE ON DATABASE target TO joe');
append_to_file("$files/password", "$secret\n");
for my $option ("ssl_ca '$ca'", "ssl_key '/etc/passwd'", "server_public_key '/etc/passwd'", "plugin_dir '/tmp'")
{
    my $error = import_error($node, 'target', "SET ROLE joe; CREATE SERVER own FOREIGN DATA WRAPPER converge_mysql OPTIONS ($option)");
    is($error->{sqlstate}, '42501', "not for everybody: $option");
}
$node->safe_psql('target', "SET ROLE joe; CREATE SERVER own FOREIGN DATA WRAPPER converge_mysql
    OPTIONS (host '$mysql->{host}', port '$mysql->{port}', dbname 'tap_security')");
my $mapping = "CREATE USER MAPPING FOR joe SERVER own OPTIONS (username 'tap_secret', password_file '$files/password')";
is(import_error($node, 'target', "SET ROLE joe; $mapping")->{sqlstate}, '42501', 'not for everybody: password_file');
$node->safe_psql('target', "GRANT pg_read_server_files TO joe; SET ROLE joe; $mapping");
is($node->safe_psql('target', q(SET ROLE joe; SELECT status FROM converge_check('own') WHERE "check" = 'source connection')),
    'ok', 'with pg_read_server_files: password_file');

foreign_server($node, 'target', 'source', $mysql, %account);
$node->safe_psql('target', 'CREATE ROLE jane');
is(import_error($node, 'target', 'SET ROLE jane; SELECT * FROM converge_import($$source$$)')->{sqlstate}, '42501', 'a server without USAGE');
$node->safe_psql('target', 'GRANT USAGE ON FOREIGN SERVER source TO jane');
like(import_error($node, 'target', 'SET ROLE jane; SELECT * FROM converge_import($$source$$)')->{text}, qr/user mapping/, 'no user mapping');
$node->safe_psql('target', "CREATE USER MAPPING FOR jane SERVER source OPTIONS (username 'tap_secret', password '$secret')");
is(import_error($node, 'target', 'SET ROLE jane; SELECT * FROM converge_import($$source$$)')->{sqlstate}, '42501', 'tables of others');
my $secrets = import_error($node, 'target', "CREATE SERVER bad FOREIGN DATA WRAPPER converge_mysql OPTIONS (password 'x')");
like($secrets->{text}, qr/user mapping/i, 'no password on a server, where all can read it');

# ---------------------------------------------------------------- where the password is not

unlike($node->safe_psql('target', q(SELECT string_agg(r::text, '') FROM converge_run r)), qr/\Q$secret\E/, 'not in converge_run');
unlike($node->safe_psql('target', q(SELECT string_agg(c::text, '') FROM converge_check('source') c)), qr/\Q$secret\E/, 'not in converge_check');
unlike($node->safe_psql('target', q(SET ROLE jane; SELECT string_agg(c::text, '') FROM pg_user_mappings c WHERE usename <> 'jane')),
    qr/\Q$secret\E/, 'not in pg_user_mappings, for others');
my $log = slurp_file($node->logfile) =~ s/^.*STATEMENT:.*(?:CREATE|ALTER) USER MAPPING.*$//mgr;
cmp_ok(length $log, '>', 1000, 'there is a server log');
unlike($log, qr/\Q$secret\E/, 'not in the server log');

$mysql->sql('CREATE TABLE slow (id int PRIMARY KEY); INSERT INTO slow VALUES (1)', 'tap_security');
$node->safe_psql('target', q(CREATE TABLE slow (id int PRIMARY KEY);
    INSERT INTO converge_rule VALUES ('source', 'slow', NULL, 'where', 'SLEEP(30) = 0')));
my $running = start_session($node, 'target', q(SELECT * FROM converge_import('source', tables => '{slow}')));
my $pid     = backend_of($node, 'target', '%converge_import%');
wait_for('the statement', sub { $mysql->sql("SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'tap_secret' AND info LIKE '%SLEEP%'") });
unlike($node->safe_psql('target', 'SELECT string_agg(a::text, $$$$) FROM pg_stat_activity a'), qr/\Q$secret\E/, 'not in pg_stat_activity');
unlike(join("\n", map { slurp_file($_) =~ tr/\0/ /r } "/proc/$pid/cmdline", "/proc/$pid/environ"), qr/\Q$secret\E/, 'not in the process list');
$node->safe_psql('target', "SELECT pg_cancel_backend($pid)");
$running->{run}->finish;

done_testing();

sub imports ($name, %options)
{
    foreign_server($node, 'target', 'source', $mysql, %account, %options);
    my $error = import_error($node, 'target', $import);
    is($error, undef, "$name: imports") or diag($error->{text});
    is($node->safe_psql('target', 'SELECT count(*), sum(v) FROM two'), '2|3', "$name: rows");
    $node->safe_psql('target', 'TRUNCATE one, two; INSERT INTO one VALUES (-1, -1)');
}

sub is_refused ($name, $sqlstate, $patterns, %options)
{
    foreign_server($node, 'target', 'source', $mysql, %account, %options);
    my $error = refused($node, 'target', $import, $sqlstate, $patterns, $name) or return;
    unlike($error->{text}, qr/\Q$secret\E/, "$name: no password in the message");
}

sub encryption
{
    return $node->safe_psql('target',
        q(SELECT detail FROM converge_check('source') WHERE "check" = 'source encryption'));
}

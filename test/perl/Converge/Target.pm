package Converge::Target;

# The target side of a test: a cluster of its own with the extension, foreign
# servers, imports and their errors, and a fingerprint of everything an import
# must leave alone when it fails.

use v5.36;
use Exporter 'import';
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(start_cluster make_target foreign_server import_error refused
  fingerprint last_run start_session backend_of);

my @sessions;
END { my $status = $?; eval { $_->kill_kill } for @sessions; $? = $status }

# Settings near a real server's: the defaults of the test cluster are small.
# Options: install_path, as of PostgreSQL::Test::Cluster; settings, lines.
sub start_cluster ($name, %options)
{
    my $settings = delete $options{settings} // [];
    my $node     = PostgreSQL::Test::Cluster->new($name, %options);
    $node->init;
    $node->append_conf('postgresql.conf', join("\n",
        'shared_buffers = 64MB', 'max_wal_size = 1GB', 'autovacuum = off',
        'restart_after_crash = on', 'max_worker_processes = 16', @$settings));
    $node->start;
    return $node;
}

# A database with the extension, and with the tables of the files or SQL given.
sub make_target ($node, $database, @sql)
{
    $node->safe_psql('postgres', qq(CREATE DATABASE "$database" TEMPLATE template0));
    $node->safe_psql($database, 'CREATE EXTENSION converge');
    for my $sql (@sql)
    {
        if ($sql =~ /\.sql$/)
        {
            $node->command_ok([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1',
                '-d', $node->connstr($database), '-f', "$ENV{CONVERGE_CHECKOUT}/$sql" ],
                "$sql in $database");
        }
        else
        {
            $node->safe_psql($database, $sql);
        }
    }
}

# A server and the caller's user mapping.  Options other than username and
# password are the server's.
sub foreign_server ($node, $database, $name, $mysql, %options)
{
    my %mapping = (username => $mysql->{account} // 'reader', password => 'reader');
    for my $option (qw(username password password_file))
    {
        $mapping{$option} = delete $options{$option} if exists $options{$option};
    }
    my %server = (host => $mysql->{host}, port => $mysql->{port}, %options);
    $node->safe_psql($database, qq(
        DROP SERVER IF EXISTS "$name" CASCADE;
        CREATE SERVER "$name" FOREIGN DATA WRAPPER converge_mysql OPTIONS (@{[list(\%server)]});
        CREATE USER MAPPING FOR CURRENT_USER SERVER "$name" OPTIONS (@{[list(\%mapping)]})));
}

sub list ($options)
{
    return join(', ', map { "$_ '" . $options->{$_} =~ s/'/''/gr . "'" }
        grep { defined $options->{$_} } sort keys %$options);
}

# Runs statements; returns undef, or the error as { sqlstate, message, text },
# where text is all that psql printed of it.
sub import_error ($node, $database, $sql)
{
    my ($status, $out, $err) = $node->psql($database, "\\set VERBOSITY verbose\n$sql",
        on_error_stop => 1);
    return undef if $status == 0;
    my ($state, $message) = $err =~ /(?:ERROR|FATAL|PANIC):  (\w{5}): (.*)/;
    return { sqlstate => $state // '', message => $message // '', text => $err };
}

# The statements must fail with the SQLSTATE and say all that the patterns ask
# for, and must leave the target as it was.  Returns the error.
sub refused ($node, $database, $sql, $sqlstate, $patterns, $name)
{
    my $before = fingerprint($node, $database);
    my $error  = import_error($node, $database, $sql);

    ok(defined $error, "$name: refused") or return undef;
    like($error->{sqlstate}, qr/^(?:$sqlstate)$/, "$name: SQLSTATE") or diag($error->{text});
    like($error->{text}, $_, "$name: says $_") for @$patterns;
    is(fingerprint($node, $database), $before, "$name: target as before");
    return $error;
}

# One value of all that an import may change in a database: rows, sequences,
# storage, indexes, constraints, triggers and their states.
sub fingerprint ($node, $database)
{
    return $node->safe_psql($database, <<'SQL');
CREATE FUNCTION pg_temp.one(query text) RETURNS text LANGUAGE plpgsql AS
    'DECLARE result text; BEGIN EXECUTE query INTO result; RETURN result; END';
WITH mine AS (
    SELECT c.oid, c.relkind, c.relname, c.relfilenode, c.relhasindex, n.nspname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
      AND c.relname NOT LIKE 'converge\_%')
SELECT md5(string_agg(part, E'\n' ORDER BY part)) FROM (
    SELECT mine::text AS part FROM mine
    UNION ALL
    SELECT relname || pg_temp.one(format(
        'SELECT count(*) || md5(coalesce(string_agg(md5(t::text), '','' ORDER BY md5(t::text)), '''')) FROM ONLY %I.%I t',
        nspname, relname))
    FROM mine WHERE relkind = 'r'
    UNION ALL
    SELECT relname || pg_temp.one(format(
        'SELECT last_value || ''/'' || is_called FROM %I.%I',
        nspname, relname))
    FROM mine WHERE relkind = 'S'
    UNION ALL
    SELECT indexrelid::regclass || pg_get_indexdef(indexrelid) || indisvalid || indisready
    FROM pg_index JOIN mine ON mine.oid = indexrelid
    UNION ALL
    SELECT conname || pg_get_constraintdef(k.oid) || convalidated
    FROM pg_constraint k JOIN mine ON mine.oid = conrelid
    UNION ALL
    SELECT tgname || tgenabled::text FROM pg_trigger JOIN mine ON mine.oid = tgrelid) AS parts
SQL
}

# Status, sqlstate and beginning of the error of the latest run.
sub last_run ($node, $database)
{
    return $node->safe_psql($database, q(SELECT concat_ws('|', status, sqlstate,
        split_part(left(error, 200), E'\n', 1)) FROM converge_run ORDER BY run_id DESC LIMIT 1));
}

# A psql of its own that runs while the test goes on; finish() ends it.
sub start_session ($node, $database, $sql)
{
    my ($out, $err) = ('', '');
    my $file = PostgreSQL::Test::Utils::tempdir() . '/session.sql';
    append_to_file($file, $sql);
    my $run = IPC::Run::start(
        [ 'psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-d', $node->connstr($database), '-f', $file ],
        '<', \undef, '>', \$out, '2>', \$err,
        IPC::Run::timeout($PostgreSQL::Test::Utils::timeout_default));
    push @sessions, $run;
    return { run => $run, out => \$out, err => \$err };
}

# Process of the backend whose statement is like the pattern, once there is one.
sub backend_of ($node, $database, $pattern)
{
    $node->poll_query_until($database, "SELECT count(*) = 1 FROM pg_stat_activity
        WHERE query LIKE '$pattern' AND state = 'active' AND pid <> pg_backend_pid()
          AND backend_type = 'client backend'") or die "no statement like $pattern";
    return $node->safe_psql($database, "SELECT pid FROM pg_stat_activity
        WHERE query LIKE '$pattern' AND state = 'active' AND pid <> pg_backend_pid()
          AND backend_type = 'client backend'");
}

1;

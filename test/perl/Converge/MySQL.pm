package Converge::MySQL;

# A MySQL or MariaDB server as a test needs it: the sandbox's own, or one that
# belongs to the test, which may break it.

use v5.36;
use Exporter 'import';
use File::Temp ();
use IPC::Run ();
use PostgreSQL::Test::Cluster ();
use PostgreSQL::Test::Utils   ();
use Time::HiRes 'usleep';

our @EXPORT = qw(wait_for);

my @in_use;

# ---------------------------------------------------------------- which server

# The sandbox's server.  A test makes databases in it, with names of its own,
# and imports by an account of its own, so that it sees what its imports do
# there; all that is gone when it ends.
sub shared ($class, $test)
{
    my $self = bless {
        name    => 'sandbox',
        flavour => 'mysql',
        host    => $ENV{MYSQL_HOST},
        port    => $ENV{MYSQL_TCP_PORT},
        socket  => $ENV{MYSQL_UNIX_PORT},
        account => "tap_$test",
    }, $class;
    $self->make_account($self->{account});
    push @in_use, $self;
    return $self;
}

# A server of the test's own, started.  Options: flavour => 'mariadb',
# settings => { name => value } for its option file.
sub new ($class, $name, %options)
{
    my $flavour = $options{flavour} // 'mysql';
    my $base    = PostgreSQL::Test::Utils::tempdir_short();
    my $self    = bless {
        name    => $name,
        flavour => $flavour,
        program => $ENV{ $flavour eq 'mysql' ? 'MYSQLD' : 'MARIADBD' },
        host    => '127.0.0.1',
        port    => PostgreSQL::Test::Cluster::get_free_port(),
        account => 'reader',
        base    => $base,
        socket  => "$base/s",
        log     => "$PostgreSQL::Test::Utils::log_path/$name.log",
    }, $class;
    die "no $flavour server to test with" unless $self->{program};

    $self->write_settings($options{settings} // {});
    $self->initialize;
    push @in_use, $self;
    $self->start;
    $self->make_account($self->{account});
    return $self;
}

END
{
    my $status = $?;
    $_->leave for @in_use;
    $? = $status;
}

sub leave ($self)
{
    return $self->kill9 if $self->{base};
    $self->try_sql(join(';', map { "DROP DATABASE IF EXISTS `$_`" } keys %{ $self->{databases} }));
    $self->try_sql(join(';', map { "DROP USER IF EXISTS $_" } keys %{ $self->{accounts} }));
}

sub write_settings ($self, $settings)
{
    my %all = (
        datadir                        => "$self->{base}/data",
        # a server that starts deletes temporary tables of all others there
        tmpdir                         => "$self->{base}/tmp",
        port                           => $self->{port},
        'bind-address'                 => '127.0.0.1',
        'skip-name-resolve'            => 'ON',
        socket                         => $self->{socket},
        'pid-file'                     => "$self->{base}/pid",
        'log-bin'                      => 'binlog',
        'server-id'                    => 1,
        'local-infile'                 => 'ON',
        'innodb-flush-log-at-trx-commit' => 2,
        'innodb-buffer-pool-size'      => '128M',
        $self->{flavour} eq 'mysql' ? (mysqlx => 'OFF') : (),
        %$settings);
    mkdir "$self->{base}/tmp" or die "$self->{base}/tmp: $!";
    PostgreSQL::Test::Utils::append_to_file("$self->{base}/my.cnf",
        join('', "[mysqld]\n", map { "$_ = $all{$_}\n" } sort keys %all));
}

sub initialize ($self)
{
    my @command = ($self->{program}, "--defaults-file=$self->{base}/my.cnf");

    if ($self->{flavour} eq 'mysql')
    {
        push @command, '--initialize-insecure';
    }
    else
    {
        @command = ('mariadb-install-db', "--defaults-file=$self->{base}/my.cnf",
            '--auth-root-authentication-method=normal', '--skip-test-db');
    }
    IPC::Run::run(\@command, '<', \undef, '>>', $self->{log}, '2>>', $self->{log})
        or die "could not initialize $self->{name}, see $self->{log}";
}

# An account that may import; its password is "reader".
sub make_account ($self, $name, $identified = "BY 'reader'")
{
    my $binlog = $self->{flavour} eq 'mysql' ? 'REPLICATION CLIENT' : 'BINLOG MONITOR';
    $self->sql("DROP USER IF EXISTS $name; CREATE USER $name IDENTIFIED $identified;
        GRANT SELECT, RELOAD, LOCK TABLES, SHOW VIEW, PROCESS, $binlog ON *.* TO $name");
    $self->{accounts}{$name} = 1;
}

# ---------------------------------------------------------------- up and down

sub start ($self)
{
    # MYSQL_TCP_PORT and the like are for clients, and a server takes them too
    local @ENV{qw(MYSQL_HOST MYSQL_TCP_PORT MYSQL_UNIX_PORT MYSQL_UNIX_SOCKET)};
    delete @ENV{qw(MYSQL_HOST MYSQL_TCP_PORT MYSQL_UNIX_PORT MYSQL_UNIX_SOCKET)};

    $self->{process} = IPC::Run::start(
        [ $self->{program}, "--defaults-file=$self->{base}/my.cnf" ],
        '<', \undef, '>>', $self->{log}, '2>>', $self->{log});
    wait_for("$self->{name} to accept connections",
        sub { ($self->try_sql('SELECT 1'))[0] });
}

sub stop ($self)
{
    kill 'TERM', $self->pid;
    $self->await_end;
}

sub kill9 ($self)
{
    return unless $self->{process};
    # one that has just been started may have no file yet
    my $pid = eval { $self->pid };
    $pid ? kill('KILL', $pid) : $self->{process}->signal('KILL');
    $self->await_end;
}

sub await_end ($self)
{
    eval { $self->{process}->finish };
    $self->{process} = undef;
}

# The server's process: the program may be a script around it.
sub pid ($self)
{
    open(my $file, '<', "$self->{base}/pid") or return undef;
    chomp(my $pid = <$file>);
    return $pid;
}

# ---------------------------------------------------------------- statements

# The client as root over the socket, with values in one form whatever the
# server's defaults are.
sub client ($self, $database = undef, @options)
{
    return ($ENV{MYSQL}, '--no-defaults', '--host=localhost',
        "--socket=$self->{socket}", '--user=root', '--local-infile=1',
        '--default-character-set=utf8mb4', '--batch', '--raw', '--skip-column-names',
        "--init-command=SET time_zone = '+00:00', sql_mode = 'NO_ENGINE_SUBSTITUTION'",
        @options, defined $database ? $database : ());
}

# Runs statements; returns whether they succeeded, output and messages.
sub try_sql ($self, $sql, $database = undef)
{
    # a file and not a pipe: a client that ends before it has read all of a pipe
    # ends the test
    my ($file, $path) = File::Temp::tempfile(UNLINK => 1);
    print $file $sql;
    close($file) or die "$path: $!";
    my ($out, $err) = ('', '');
    my $ok = IPC::Run::run([ $self->client($database) ], '<', $path, '>', \$out, '2>', \$err);
    unlink $path;
    chomp $out;
    return ($ok, $out, $err);
}

sub sql ($self, $sql, $database = undef)
{
    my ($ok, $out, $err) = $self->try_sql($sql, $database);
    die "$self->{name}: $err\n" unless $ok;
    return $out;
}

# Runs a file, from its directory: LOAD DATA names the files beside it.
sub file ($self, $path, $database)
{
    my ($directory) = $path =~ m{(.*)/};
    my ($out, $err) = ('', '');
    IPC::Run::run([ $self->client($database) ], '<', $path, '>', \$out, '2>', \$err,
        init => sub { chdir $directory or die "$directory: $!" })
        or die "$self->{name}: $path: $err\n";
}

# A database made anew from schema files and generated rows.  Options of
# test/data/generate: scale, poisoned, legacy.
sub make_sample ($self, $database, $sample, %options)
{
    my $test      = "$ENV{CONVERGE_CHECKOUT}/test/data";
    my $directory = PostgreSQL::Test::Utils::tempdir();
    my @arguments = map { $options{$_} eq '' ? "--$_" : ("--$_", $options{$_}) } keys %options;

    PostgreSQL::Test::Utils::system_or_bail("$test/generate", '--database', $sample,
        '--out', $directory, @arguments);
    $self->make_database($database);
    $self->file("$test/$sample/mysql.sql", $database);
    $self->file("$test/$sample/legacy.sql", $database) if exists $options{legacy};
    $self->file("$directory/load.sql", $database);
    return $directory;
}

sub make_database ($self, $database, $sql = undef)
{
    $self->sql("DROP DATABASE IF EXISTS `$database`; CREATE DATABASE `$database`");
    $self->{databases}{$database} = 1;
    $self->sql($sql, $database) if defined $sql;
}

# ---------------------------------------------------------------- what it does

# Connections of the importing account, as "id command state info".
sub imports ($self)
{
    return $self->sql("SELECT id, command, state, LEFT(COALESCE(info, ''), 60)
        FROM information_schema.processlist WHERE user = '$self->{account}'");
}

# Waits until the importing account runs a statement like the pattern.
sub wait_for_statement ($self, $pattern)
{
    my $id;
    wait_for("a statement like $pattern at the source", sub {
        $id = $self->sql("SELECT id FROM information_schema.processlist
            WHERE user = '$self->{account}' AND command = 'Query' AND info LIKE '$pattern'");
        $id ne '' });
    return $id;
}

# Whether its imports have left the source; waits for it.
sub wait_until_quiet ($self)
{
    return eval { wait_for('imports to leave the source', sub { $self->imports eq '' }) };
}

# Polls until the code returns true; dies after the timeout.  Returns true.
sub wait_for ($what, $code, $seconds = $PostgreSQL::Test::Utils::timeout_default)
{
    my $until = time + $seconds;
    do
    {
        return 1 if $code->();
        usleep(50_000);
    } while (time < $until);
    die "timed out waiting for $what\n";
}

1;

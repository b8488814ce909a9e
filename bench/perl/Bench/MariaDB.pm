package Bench::MariaDB;

# A MariaDB server for the time of a part of the benchmark, with MySQL's
# databases, which stay for the next time.

use v5.36;
use Bench::Run;
use Bench::Store;
use File::Path 'make_path';
use IO::Socket::INET;
use Time::HiRes 'sleep';

my @running;

sub start ($class) {
    my $port = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 1)->sockport;
    my $self = bless { port => $port, base => Bench::Store::folder() . '/mariadb', owner => $$ }, $class;
    my $is_new = !-d "$self->{base}/data/mysql";
    $self->stop;    # one that was left behind
    push @running, $self;
    # its JSON goes 32 levels deep, and is text: what MySQL holds goes in unchecked
    $self->{client} = "mariadb --no-defaults --host=localhost --socket=$self->{base}/s --user=root --local-infile=1 --init-command='SET check_constraint_checks = 0'";
    make_path("$self->{base}/tmp");
    write_file("$self->{base}/my.cnf", <<~SETTINGS);
        [mysqld]
        datadir = $self->{base}/data
        tmpdir = $self->{base}/tmp
        port = $port
        bind-address = 127.0.0.1
        skip-name-resolve
        socket = $self->{base}/s
        pid-file = $self->{base}/pid
        log-error = $self->{base}/log
        local-infile = ON
        innodb-buffer-pool-size = 2G
        SETTINGS
    run("rm -rf $self->{base}/data && mariadb-install-db --defaults-file=$self->{base}/my.cnf --auth-root-authentication-method=normal --skip-test-db") if $is_new;
    run("env -u MYSQL_TCP_PORT -u MYSQL_HOST -u MYSQL_UNIX_PORT $ENV{MARIADBD} --defaults-file=$self->{base}/my.cnf </dev/null >/dev/null 2>&1 &");
    for (1 .. 300) {
        last if eval { $self->sql('SELECT 1') };
        sleep 0.1;
    }
    $self->sql(q{CREATE USER IF NOT EXISTS reader IDENTIFIED BY 'reader'; GRANT SELECT, SHOW VIEW, PROCESS ON *.* TO reader});
    $self->{pid} = $self->process;
    return $self;
}

sub sql ($self, $sql, $database = '') { return mysql($sql, $database, $self->{client}) }

# Before the folder of its files goes.
END {
    my $status = $?;
    $_->stop for grep { $_->{owner} == $$ } @running;
    $? = $status;
}

sub stop ($self) {
    my $pid = $self->process or return;
    kill 'TERM', $pid;
    for (1 .. 300) {
        last unless kill 0, $pid;
        sleep 0.1;
    }
}

# Its process, if it runs: after a crash the number may be another's.
sub process ($self) {
    chomp(my $pid = slurp("$self->{base}/pid"));
    return $pid && slurp("/proc/$pid/cmdline") =~ m{\Q$self->{base}/my.cnf\E} ? $pid : '';
}

1;

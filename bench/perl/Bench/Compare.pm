package Bench::Compare;

# Alternating runs of all ways over databases.

use v5.36;
use Bench::Database;
use Bench::MariaDB;
use Bench::Run;
use Bench::Settings;
use Bench::Store;
use Bench::Ways;
use Time::HiRes ();

my $mariadb;

sub mariadb_version () { return $mariadb ? $mariadb->sql('SELECT version()') =~ s/-.*//r : '' }

# Returns what the results need of each database. If only to prepare, makes the
# sources and measures nothing.
sub databases ($prepare, @names) {
    my @results;
    for my $name (@names) {
        my $database = Bench::Database->make($name, scale_of($name));
        my $without_mariadb = copy_to_mariadb($database) if grep { $_ eq 'pgloader' } Bench::Ways::names_for($database);
        next if $prepare;
        progress("== $database->{title}");
        push @results, compare($database, $without_mariadb);
        run("dropdb --force $database->{target}; rm -rf $work/binary-$name $work/$name-*");
    }
    return \@results;
}

# Returns why that cannot be done, or undef.
sub copy_to_mariadb ($database) {
    $mariadb //= Bench::MariaDB->start;
    return undef if eval { $database->copy_to($mariadb); 1 };
    return 'MariaDB does not take this database: ' . shorten($@);
}

# First converge warms up and fills the target. In the first round each way has
# to prove that it brings the same data; one that fails is left out from then on.
sub compare ($database, $without_mariadb) {
    my $self = { database => $database, results => {} };
    my $runs = runs_of($database->{name});
    my @ways = Bench::Ways::names_for($database);

    warm_up($self, $without_mariadb, @ways);
    for my $round (1 .. $runs) {
        for my $way (@ways) {
            my $result = $self->{results}{$way} //= { runs => [], note => '' };
            $result->{error} //= $without_mariadb if $way eq 'pgloader';
            next if $result->{error} || ($round > 1 && is_once($database->{name}, $way));
            one_run($self, $way, $round, $result);
        }
    }
    $self->{results}{$_} //= { runs => [], error => 'left out of this run' } for Bench::Ways::possible($database);
    my $bytes = eval { $self->{results}{converge}{runs}[0]{reported}[1] };
    return {
        (map { $_ => $database->{$_} } qw(name title)),
        rows => $database->rows, bytes => $bytes, longest_row => $database->longest_row,
        verify_seconds => $self->{verify_seconds}, results => $self->{results}, ways => [ Bench::Ways::possible($database) ],
    };
}

sub warm_up ($self, $without_mariadb, @ways) {
    my $database = $self->{database};
    one_run($self, 'converge', 0, { runs => [] });
    Bench::Ways::save_binary($database) if grep { $_ eq 'binary' } @ways;
    return if $without_mariadb || !grep { $_ eq 'pgloader' } @ways;
    # its pages too may come from the disk
    my $file = write_file("$work/warm-up.sql", join '', map { "SELECT * FROM `$_`;\n" } $database->{tables}->@*);
    run("$mariadb->{client} --quick -N -B $database->{source} < $file >/dev/null");
    return;
}

sub one_run ($self, $way, $round, $result) {
    my $database = $self->{database};
    my $script = Bench::Ways::prepare($way, $database, $mariadb);
    psql('postgres', 'CHECKPOINT');
    my $measured = measure($script, $way eq 'pgloader' ? $mariadb->{pid} : mysqld(), setting('BENCH_TIMEOUT'));
    progress(sprintf '%-10s %-10s %8.2f s%s', $database->{name}, $way, $measured->{seconds}, $round ? '' : '  (warm-up)');
    return failed($self, $way, $result, $measured->{error}) if $measured->{error};
    push $result->{runs}->@*, { %$measured, round => $round };
    prove($self, $way, $result) if $round == 1 && Bench::Ways::loads_rows($way);
    return;
}

sub mysqld () { return (split /\n/, slurp("$ENV{CONVERGE_STATE}/run/mysql.pid"))[0] }

sub prove ($self, $way, $result) {
    my $began = Time::HiRes::time;
    my $difference = $self->{database}->difference;
    $self->{verify_seconds} = Time::HiRes::time - $began if $way eq 'converge';
    return failed($self, $way, $result, "not the same data: $difference") if $difference;
    $result->{note} = join '; ', 'verified', grep { length } $result->{runs}[-1]{said};
    return;
}

# The target is made anew, as nobody knows what it holds. The ways that come
# next need rows in it.
sub failed ($self, $way, $result, $error) {
    my $database = $self->{database};
    die "$way: $error\n" if $way eq 'converge';
    my $is_refused = $way =~ /^workers-/ && $error =~ /argument "workers"/;
    $result->{error} = $is_refused ? 'not taken by this version' : 'fails: ' . shorten($error);
    Bench::Store::save_log("$database->{name}-$way", $error);
    progress("$way $result->{error}");
    $result->{runs} = [];
    return if $is_refused;
    for (1 .. 60) {    # a server that fell comes back
        last if eval { psql('postgres', 'SELECT 1') };
        sleep 1;
    }
    $database->make_target;
    run('bash -e ' . Bench::Ways::prepare('converge', $database, $mariadb));
    return;
}

# The line that says it, without the files that it names first.
sub shorten ($error) {
    my ($line) = grep { /\b(?:ERROR|FATAL)\b|terminated abnormally|exhausted|fell through|not the same data/ } split /\n/, $error;
    return substr(($line // $error) =~ s/^psql:\S+ //r =~ s/\s+/ /gr =~ s/\|/\\|/gr, 0, 200);
}

1;

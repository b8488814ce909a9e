package Bench::Cores;

# What workers bring where one connection is slow: each passes through
# bench/slow.c, as if the source were on another host. That stands for cores
# that this machine lacks: who reads waits for the source, not for a core, and
# all together get faster until the cores there are can no more.

use v5.36;
use Bench::Compare;
use Bench::Database;
use Bench::Run;
use Bench::Settings;
use Bench::Ways;
use IPC::Open2 'open2';

# Returns { rate, bytes, readers => [ { workers, slow, direct, error } ] }, where
# slow and direct are what measure returns.
sub measure_cores ($prepare) {
    my $database = Bench::Database->make('three', scale_of('three'));
    return if $prepare;
    my $rate = setting('BENCH_RATE');
    run("gcc -O2 -o $work/slow bench/slow.c");
    my ($port, $proxy) = start_proxy($rate);
    my $result = { rate => $rate, readers => [] };

    run_through($database, $ENV{MYSQL_TCP_PORT}, '');    # warms up
    for my $workers (split ' ', setting('BENCH_READERS')) {
        push $result->{readers}->@*, readers($database, $workers, $port);
    }
    $result->{bytes} = ($result->{readers}[0]{direct} // {})->{reported}[1];
    close $proxy;
    run("dropdb --force $database->{target}");
    return $result;
}

# Ends when the handle is closed, or with this process.
sub start_proxy ($rate) {
    my $pid = open2(my $out, my $in, "$work/slow", $ENV{MYSQL_TCP_PORT}, $rate * 1e6);
    my $port = 0 + <$out>;
    return ($port, $in);
}

sub readers ($database, $workers, $port) {
    my %line = (workers => $workers);
    for ([ slow => $port ], [ direct => $ENV{MYSQL_TCP_PORT} ]) {
        my ($name, $through) = @$_;
        my $measured = run_through($database, $through, ", workers => $workers");
        progress(sprintf 'cores: %d workers, %-6s %8.2f s', $workers, $name, $measured->{seconds});
        if ($measured->{error}) {
            $line{error} = $measured->{error} =~ /argument "workers"/ ? 'not taken by this version' : 'fails: ' . Bench::Compare::shorten($measured->{error});
            progress("cores: $workers workers: $line{error}");
            return \%line;
        }
        $line{$name} = $measured;
    }
    my $difference = $database->difference;
    $line{error} = "not the same data: $difference" if $difference;
    return \%line;
}

# Leaves the server with its own port.
sub run_through ($database, $port, $more) {
    psql($database->{target}, "ALTER SERVER three OPTIONS (SET port '$port')");
    psql('postgres', 'CHECKPOINT');
    my $script = write_file("$work/cores.sh", Bench::Ways::import_into($database, "$work/cores", 'NULL', $more));
    my $measured = measure($script, Bench::Compare::mysqld(), setting('BENCH_TIMEOUT'));
    psql($database->{target}, "ALTER SERVER three OPTIONS (SET port '$ENV{MYSQL_TCP_PORT}')");
    return $measured;
}

1;

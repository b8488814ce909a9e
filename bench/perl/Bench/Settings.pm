package Bench::Settings;

# What the environment asks for.

use v5.36;
use Exporter 'import';

our @EXPORT = qw(setting runs_of is_once wants_way workers scale_of);

my %default = (
    BENCH_SF      => 1,              # tpch, employees
    BENCH_SCALE   => 1,              # tables, cores
    BENCH_ALKEMIO => 10,
    BENCH_RUNS    => 5,
    BENCH_WAYS    => '',             # all
    BENCH_ONCE    => '',             # ways that run in the first round alone
    BENCH_WORKERS => '0 1 2',
    BENCH_RATE    => 16,             # MB/s of a connection, part cores
    BENCH_READERS => '0 1 3 7',      # workers in part cores
    BENCH_GB      => 1,              # part cutover
    BENCH_TIMEOUT => 900,            # seconds of one run
);

sub setting ($name) {
    return length($ENV{$name} // '') ? $ENV{$name} : $default{$name} // die "there is no setting $name\n";
}

# "5 tpch=3 alkemio=2": five, but for two databases.
sub runs_of ($name) {
    my ($runs, %of) = (5);
    for (split ' ', setting('BENCH_RUNS')) {
        if (/^(\w+)=(\d+)$/) { $of{$1} = $2 }
        elsif (/^(\d+)$/) { $runs = $1 }
        else { die "BENCH_RUNS: $_\n" }
    }
    return $of{$name} // $runs;
}

sub scale_of ($name) {
    return setting($name eq 'alkemio' ? 'BENCH_ALKEMIO' : $name =~ /^(?:tpch|employees)$/ ? 'BENCH_SF' : 'BENCH_SCALE');
}

sub workers { return split ' ', setting('BENCH_WORKERS') }

# A way, or a way of one database: "fdw tpch:csv".
sub names ($setting, $database, $way) {
    return grep { $_ eq $way || $_ eq "$database:$way" } split ' ', setting($setting);
}

sub is_once ($database, $way) { return names('BENCH_ONCE', $database, $way) > 0 }

# BENCH_WAYS names ways to take; with a minus before them, ways to leave out.
sub wants_way ($database, $way) {
    my @given = split ' ', setting('BENCH_WAYS');
    return 0 if grep { $_ eq "-$way" || $_ eq "-$database:$way" } @given;
    return 1 unless grep { !/^-/ } @given;
    return $way eq 'converge' || names('BENCH_WAYS', $database, $way) > 0;
}

1;

package Bench::Cutover;

# The largest table of the database that converge was made for, as large as is
# asked for: what the report projects from.

use v5.36;
use Bench::Compare;
use Bench::Database;
use Bench::Run;
use Bench::Settings;
use Bench::Ways;
use Time::HiRes 'time';

# Returns { gigabytes, rows, bytes, verify_seconds, longest_row, runs => [measured] }.
sub measure_cutover ($prepare) {
    my $gigabytes = setting('BENCH_GB');
    my $database = Bench::Database->make('cutover', $gigabytes);
    return if $prepare;
    my @runs;

    for my $run (0 .. runs_of('cutover')) {
        my $script = Bench::Ways::prepare('converge', $database, undef);
        psql('postgres', 'CHECKPOINT');
        my $measured = measure($script, Bench::Compare::mysqld(), setting('BENCH_TIMEOUT'));
        die $measured->{error} if $measured->{error};
        progress(sprintf 'cutover: %.2f s%s', $measured->{seconds}, $run ? '' : '  (warm-up)');
        push @runs, $measured if $run;
    }
    my $began = time;
    my $difference = $database->difference;
    die "not the same data: $difference" if $difference;
    my $result = { gigabytes => $gigabytes, rows => $database->rows, bytes => $runs[0]{reported}[1], verify_seconds => time - $began,
        longest_row => $database->longest_row, runs => \@runs };
    run("dropdb --force $database->{target}");
    return $result;
}

1;

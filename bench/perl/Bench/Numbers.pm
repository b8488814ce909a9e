package Bench::Numbers;

# What follows from the runs that were stored: medians, ratios, goals, and the
# projection for the cut-over.

use v5.36;
use Bench::Run 'median';
use Bench::Ways;
use Exporter 'import';
use List::Util qw(first max min sum0);

our @EXPORT = qw(database seconds ratios load_ratios peers spread goals projection near_linear busy_cores megabytes);

# The database of that name in the parts, or undef.
sub database ($name, %parts) {
    return first { $_->{name} eq $name } map { ($_->{databases} // [])->@* } values %parts;
}

sub runs_in ($database, $way) {
    my $result = $database && $database->{results}{$way} or return;
    return $result->{runs}->@*;
}

sub seconds ($database, $way) { return map { $_->{seconds} } runs_in($database, $way) }

# Of the rounds in which both ran, a value of the one through that of the other.
sub by_round ($database, $way, $other, $value) {
    my %of = map { $_->{round} => $_ } runs_in($database, $other);
    return map { $value->($_) / $value->($of{ $_->{round} }) } grep { $of{ $_->{round} } } runs_in($database, $way);
}

# How many times as long as converge.
sub ratios ($database, $way) {
    return by_round($database, $way, 'converge', sub ($run) { $run->{seconds} });
}

# What a way reports of itself, through the same of the bare read, both without
# connecting. That of "load" is the import's without the source's COUNT(*).
sub load_ratios ($database, $way) {
    return by_round($database, $way, 'read', sub ($run) { $run->{reported}[-1] }) if $way eq 'verify';
    my %read = map { $_->{round} => $_->{reported}[0] } runs_in($database, 'read');
    my %count = $way eq 'load' ? map { $_->{round} => $_->{reported}[0] } runs_in($database, 'count') : ();
    return map { ($_->{reported}[0] - ($count{ $_->{round} } // 0)) / $read{ $_->{round} } }
        grep { $read{ $_->{round} } && ($way ne 'load' || defined $count{ $_->{round} }) } runs_in($database, 'bare');
}

# The peers that have brought the same data, the fastest first.
sub peers ($database) {
    my @peers = grep { Bench::Ways::kind($_) eq 'peer' && runs_in($database, $_) } keys $database->{results}->%*;
    my %median = map { $_ => median(ratios($database, $_)) } @peers;
    return sort { $median{$a} <=> $median{$b} } @peers;
}

sub megabytes ($bytes) { return $bytes / 1e6 }

sub spread (@ratios) {
    return '–' unless @ratios;
    my $text = sprintf '%.2f', median(@ratios);
    return @ratios > 1 ? sprintf('%s (%.2f – %.2f)', $text, min(@ratios), max(@ratios)) : $text;
}

# ---------------------------------------------------------------- goals

# What is to be reached: { what, goal, found, reached }, the last undef if
# nothing was measured.
sub goals (%parts) {
    my @goals;
    for ([ pipe => 'mysql \| psql', 2.3, 1.4, 2.3 ], [ fdw => 'mysql_fdw', 3.5, 3.3, 2.4 ]) {
        my ($way, $title, %least) = (@$_[ 0, 1 ], wide => $_->[2], narrow => $_->[3], authz => $_->[4]);
        for my $name (qw(wide narrow authz)) {
            my $database = database($name, %parts);
            push @goals, at_least("table $name, against $title", $least{$name}, $database ? ratios($database, $way) : ());
        }
    }
    for ([ wide => 1.05 ], [ narrow => 1.2 ], [ authz => 1.35 ]) {
        my ($name, $most) = @$_;
        my $database = database($name, %parts);
        my @ratios = $database ? load_ratios($database, 'load') : ();
        push @goals, goal("table $name, load / bare read", "at most $most", spread(@ratios), @ratios ? median(@ratios) <= $most : undef);
    }
    return @goals, goals_of_databases(%parts);
}

sub goals_of_databases (%parts) {
    my ($alkemio, $tpch, $small) = map { database($_, %parts) } qw(alkemio tpch small);
    my ($best) = $tpch ? peers($tpch) : ();
    my @small = $small ? seconds($small, 'converge') : ();
    return (
        at_least(($alkemio ? $alkemio->{title} : 'Alkemio sample') . ', counted, against CSV files', 3, $alkemio ? ratios($alkemio, 'csv') : ()),
        at_least(($tpch ? $tpch->{title} : 'TPC-H') . ', against the best peer' . ($best ? ', ' . Bench::Ways::title($best) : ''), 2, $best ? ratios($tpch, $best) : ()),
        goal('1,000 small tables', 'under 5 s', @small ? sprintf('%.1f s', median(@small)) : '–', @small ? median(@small) < 5 : undef),
        goal_of_memory(%parts),
        goal_of_readers(%parts),
        goal_of_cutover(%parts),
    );
}

sub goal ($what, $goal, $found, $reached) { return { what => $what, goal => $goal, found => $found, reached => $reached } }

sub at_least ($what, $least, @ratios) {
    return goal($what, "at least $least times as fast", spread(@ratios), @ratios ? median(@ratios) >= $least : undef);
}

# A few rows: four.
sub goal_of_memory (%parts) {
    my @found;
    my $reached = 1;
    for my $database (map { ($_->{databases} // [])->@* } @parts{ grep { $parts{$_} } qw(tables tpch employees alkemio small) }) {
        my $peak = max(0, map { $_->{memory}{postgres} } map { runs_in($database, $_) } grep { Bench::Ways::kind($_) eq 'own' } keys $database->{results}->%*);
        my $rows = megabytes(4 * $database->{longest_row});
        push @found, sprintf '%s %.0f', $database->{name}, $peak;
        $found[-1] .= sprintf ' (four rows: %.0f)', $rows if $rows >= 1;
        $reached = 0 if $peak > 64 + $rows;
    }
    return goal('peak memory of a process, all databases', '64 MB and a few rows', @found ? 'MB: ' . join(', ', @found) : '–', @found ? $reached : undef);
}

sub goal_of_readers (%parts) {
    my @lines = $parts{cores} ? grep { $_->{slow} && !$_->{error} } $parts{cores}{cores}{readers}->@* : ();
    my ($linear, $next, $cores) = near_linear(@lines);
    my ($what, $goal) = ('slow connections, more workers', 'near-linear until a limit');
    return goal($what, $goal, '–', undef) if @lines < 2;
    my $found = sprintf '%.2f times as fast with %d workers', $lines[0]{slow}{seconds} / $linear->{slow}{seconds}, $linear->{workers};
    $found .= sprintf '; with %d, %.1f cores are busy', $next->{workers}, $cores if $next;
    return goal($what, $goal, $found, $linear->{workers} > 0 ? 1 : 0);
}

# The line of most workers that still are four fifths of what they might be, and
# the next one, with how many cores worked in that. With the leader, readers are
# one more than workers.
sub near_linear (@lines) {
    my ($linear, $next);
    for my $line (@lines) {
        if (!$next && $lines[0]{slow}{seconds} / $line->{slow}{seconds} >= 0.8 * ($line->{workers} + 1)) { $linear = $line }
        else { $next //= $line }
    }
    return ($linear, $next, $next ? busy_cores($next->{slow}) : undef);
}

sub busy_cores ($measured) { return sum0(@{ $measured->{cpu} }{qw(postgres source clients others)}) / $measured->{seconds} }

sub goal_of_cutover (%parts) {
    my $projection = projection(%parts);
    my $what = '5 GB of table authz, projected';
    return goal($what, 'fits into 30 minutes with room', '–', undef) unless $projection;
    return goal($what, 'fits into 30 minutes with room', sprintf('%.1f minutes', $projection->{table} / 60), $projection->{table} < 900);
}

# ---------------------------------------------------------------- projection

# Seconds for the database of the mission: { rate, table, table_proof, others,
# others_proof, all, all_proof }, from the large table and the sample; those of
# the sample are undef without it.
sub projection (%parts) {
    my $large = $parts{cutover} && $parts{cutover}{cutover} or return;
    my $times = 5e9 / $large->{bytes};
    my %p = (rate => megabytes($large->{bytes}) / median(map { $_->{seconds} } $large->{runs}->@*));
    $p{table} = $times * median(map { $_->{seconds} } $large->{runs}->@*);
    $p{table_proof} = $times * $large->{verify_seconds};
    my $sample = database('alkemio', %parts) or return \%p;
    my $more = 3.5e6 / $sample->{rows};
    $p{others} = $more * median(seconds($sample, 'converge'));
    $p{others_proof} = $more * $sample->{verify_seconds};
    $p{all} = $p{table} + $p{others};
    $p{all_proof} = $p{table_proof} + $p{others_proof};
    return \%p;
}

1;

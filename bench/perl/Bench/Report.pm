package Bench::Report;

# The results as tables of Markdown.

use v5.36;
use Bench::Database;
use Bench::Numbers;
use Bench::Run;
use Bench::Ways;
use List::Util qw(max min sum0);

my @order = qw(tables tpch employees alkemio small cores cutover);

# part => what bench/measure has stored
sub markdown (%parts) {
    my @parts = grep { $_ } @parts{@order};
    my ($servers) = map { $_->{servers} } grep { $_->{servers} =~ /MariaDB/ } @parts;
    $servers = ($servers // (@parts ? $parts[0]{servers} : '')) =~ s/MySQL [\d.]+\K[^,]*//r;
    return join "\n", <<~HEAD, goals_table(%parts), tables(%parts), whole(%parts), cores_table(%parts), cutover(%parts), machine(@parts);
        # Results

        Written by `make bench`; what is compared, and how, is in [README.md](README.md). $servers, all of
        them on one machine. Medians, ratios run by run; what is in brackets, and *from – to*, is the least and the most of all runs.

        ![times as long as converge](RESULTS.svg)
        HEAD
}

sub goals_table (%parts) {
    my $text = "## Goals\n\n| what | goal | found | |\n|---|---|---|---|\n";
    for my $goal (goals(%parts)) {
        my $reached = !defined $goal->{reached} ? 'not measured' : $goal->{reached} ? 'reached' : '**not reached**';
        $text .= "| $goal->{what} | $goal->{goal} | $goal->{found} | $reached |\n";
    }
    return $text;
}

# ---------------------------------------------------------------- databases

sub tables (%parts) {
    my @databases = ($parts{tables}{databases} // [])->@* or return ();
    return "## Three tables\n\n" . ways_table(@databases) . "\n" . <<~HEAD . join '', map { limits_line($_) } @databases;
        Without connecting: *load* is reading, converting and writing, the time that converge reports for the table without index, less the
        time of the source's `COUNT(*)`; *converge_verify* makes digests of all rows and columns of both sides.

        | table | bare read s | load / bare read | with `COUNT(*)` | converge_verify / bare read |
        |---|--:|--:|--:|--:|
        HEAD
}

sub limits_line ($database) {
    return '' unless grep { !$_->{error} } $database->{results}{read} // ();
    return sprintf "| %s | %s | %s | %s | %s |\n", $database->{name}, two(median(map { $_->{reported}[0] } $database->{results}{read}{runs}->@*)),
        map { spread(load_ratios($database, $_)) } qw(load bare verify);
}

sub whole (%parts) {
    my @databases = map { ($_->{databases} // [])->@* } grep { $_ } @parts{qw(tpch employees alkemio small)};
    return @databases ? "## Whole databases\n\n" . ways_table(@databases) : ();
}

sub ways_table (@databases) {
    my $text = <<~HEAD;
        | database | way | runs | median s | from – to | times converge | CPU s PostgreSQL | CPU s source | CPU s programs | peak MB PostgreSQL | peak MB programs | data |
        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
        HEAD
    for my $database (@databases) {
        my $title = "$database->{title}, " . commas($database->{rows}) . ' rows' . ($database->{bytes} ? sprintf ', %.0f MB', megabytes($database->{bytes}) : '');
        $title = $database->{title} if $database->{title} =~ /^table/;
        for my $way ($database->{ways}->@*) {
            my $result = $database->{results}{$way} or next;
            $text .= '| ' . join(' | ', $title, Bench::Ways::title($way) . (Bench::Ways::is_limit($way) ? ' (limit)' : ''),
                numbers($database, $way), $result->{error} // $result->{note}) . " |\n";
            $title = '';
        }
    }
    return $text;
}

sub numbers ($database, $way) {
    my @runs = $database->{results}{$way}{runs}->@*;
    return ('–') x 9 unless @runs;
    my @seconds = map { $_->{seconds} } @runs;
    return (scalar @runs, two(median(@seconds)), two(min(@seconds)) . ' – ' . two(max(@seconds)), spread(ratios($database, $way)),
        (map { my $of = $_; two(median(map { $_->{cpu}{$of} } @runs)) } qw(postgres source clients)),
        (map { my $of = $_; sprintf '%.0f', max(map { $_->{memory}{$of} } @runs) } qw(postgres clients)));
}

sub two ($number) { return sprintf '%.2f', $number }

# ---------------------------------------------------------------- the other parts

sub cores_table (%parts) {
    my $cores = $parts{cores} && $parts{cores}{cores} or return ();
    my $size = megabytes($cores->{bytes} // 0);
    my @lines = $cores->{readers}->@*;
    my $text = sprintf <<~HEAD, $size, $cores->{rate};
        ## More readers than cores

        The three tables at once, %.0f MB, each connection to the source slowed down to %s MB/s (`slow.c`), as if the source were on another
        host: who reads then waits for it, not for a core. The leader reads as well, so readers are one more than workers. Then the same without
        slowing down. *Cores busy* is what everything on the machine used.

        | workers | s, slow | MB/s | times as fast | linear | cores busy | CPU s PostgreSQL | CPU s source | s, not slowed | MB/s | cores busy | peak MB of a process | data |
        |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
        HEAD
    for my $line (@lines) {
        my ($slow, $direct) = @$line{qw(slow direct)};
        my @cells = ('–') x 11;
        @cells[ 0 .. 6 ] = (two($slow->{seconds}), sprintf('%.0f', $size / $slow->{seconds}), two($lines[0]{slow}{seconds} / $slow->{seconds}),
            $line->{workers} + 1, sprintf('%.1f', busy_cores($slow)), map { two($slow->{cpu}{$_}) } qw(postgres source)) if $slow;
        @cells[ 7 .. 10 ] = (two($direct->{seconds}), sprintf('%.0f', $size / $direct->{seconds}), sprintf('%.1f', busy_cores($direct)),
            sprintf('%.0f', max(map { $_->{memory}{postgres} } $slow, $direct))) if $direct;
        $text .= '| ' . join(' | ', $line->{workers}, @cells, $line->{error} // join '; ', 'verified', grep { length } $direct->{said}) . " |\n";
    }
    return $text . limit_text($size, $cores->{rate}, grep { $_->{slow} && !$_->{error} } @lines);
}

# Where more readers are no help, as the CPU time of the last line says.
sub limit_text ($size, $rate, @lines) {
    return '' if @lines < 2;
    my ($linear, $next, $busy) = near_linear(@lines);
    my $cpu = sum0(@{ $lines[-1]{slow}{cpu} }{qw(postgres source)});
    my $limit = cores() * $size / $cpu;
    my $text = "\nNear-linear (four fifths of it) up to $linear->{workers} workers.";
    $text .= sprintf ' With %d, %.1f of the %d cores are busy.', $next->{workers}, $busy, cores() if $next;
    return $text . ' ' . sprintf <<~TEXT, $cpu, $size, cores(), $limit, $limit / $rate, $rate, cores() * $size / $lines[-1]{slow}{cpu}{postgres};
        Source and PostgreSQL
        together need %.1f s of CPU time for %.0f MB, so that %d cores that do both are full at %.0f MB/s: what %.1f readers of %s MB/s bring. With
        the source elsewhere, PostgreSQL alone fills them at %.0f MB/s.
        TEXT
}

sub cutover (%parts) {
    my $p = projection(%parts) or return ();
    my $large = $parts{cutover}{cutover};
    my $text = sprintf <<~HEAD, commas($large->{rows}), megabytes($large->{bytes}), two(median(map { $_->{seconds} } $large->{runs}->@*)), $p->{rate}, two($large->{verify_seconds});
        ## The night of the cut-over

        Measured: a table of %s rows of 1.6 kB of JSON, %.0f MB, into `jsonb` with a primary key, counted at both sides, statistics made, in %s s: %.0f MB/s.
        `converge_verify` with checksums of every row afterwards: %s s.

        | projected | minutes | proof by checksums besides, minutes |
        |---|--:|--:|
        HEAD
    my $line = sub ($what, $import, $proof) { sprintf "| %s | %.1f | %.1f |\n", $what, $import / 60, $proof / 60 };
    $text .= $line->('an authorization table of 5 GB', @$p{qw(table table_proof)});
    return $text unless defined $p->{all};
    $text .= $line->('3.5 million rows like those of the Alkemio sample', @$p{qw(others others_proof)});
    $text .= $line->('both', @$p{qw(all all_proof)});
    return $text . sprintf <<~TAIL, 30 - ($p->{all} + $p->{all_proof}) / 60;

        Assumed: time grows with bytes for the table and with rows for the rest; hardware, network and load as here; WAL and checkpoints of a larger import
        cost no more than in proportion. The sample's rows have an authorization table of their own, so *both* counts about a third of the rows twice. The
        application stands still for 30 minutes: %.1f of them are left after import and proof.
        TAIL
}

# ---------------------------------------------------------------- the machine

sub machine (@parts) {
    my $text = <<~HEAD;
        ## How quiet the machine was

        *Others* are cores that something else than the measured servers and programs used, median and most of all runs; the benchmark's own sampling is
        not in it. What the slowed connections pass through is.

        | part | begun (UTC) | commit | took | load before | others |
        |---|---|---|--:|--:|--:|
        HEAD
    for my $part (@parts) {
        my @others = map { $_->{cpu}{others} / $_->{seconds} } grep { $_->{seconds} > 0.5 } all_runs($part);
        $text .= sprintf "| %s | %s | %s | %d:%02d min | %s | %s |\n", @$part{qw(part at commit)}, $part->{seconds} / 60, $part->{seconds} % 60, $part->{load},
            @others ? sprintf('%.2f – %.2f', median(@others), max(@others)) : '–';
    }
    return $text;
}

sub all_runs ($part) {
    return ((map { $_->{runs}->@* } map { values $_->{results}->%* } ($part->{databases} // [])->@*),
        ($part->{cutover} ? $part->{cutover}{runs}->@* : ()),
        ($part->{cores} ? grep { $_ } map { @$_{qw(slow direct)} } $part->{cores}{readers}->@* : ()));
}

1;

package Bench::Report;

# The results as a table of Markdown and as a picture.

use v5.36;
use Bench::Run;
use Bench::Ways;
use List::Util qw(max min);

# Times as long as converge: the median of the ratios run by run.
sub ratio ($results, $way) {
    my ($mine, $converge) = map { $results->{$_}{runs} } $way, 'converge';
    return undef unless $mine && $converge && @$mine && @$mine == @$converge;
    return median(map { $mine->[$_]{seconds} / $converge->[$_]{seconds} } 0 .. $#$mine);
}

# databases: name, title, rows, results => { way => { runs => [measured], note, error } }
sub markdown ($about, @databases) {
    my $text = <<~HEAD;
        # Results

        Written by `make bench-shapes`; what is compared, and how, is in [README.md](README.md).

        $about

        ![times as long as converge](RESULTS.svg)

        | database | way | median s | from – to | times converge | CPU s PostgreSQL | CPU s source | CPU s programs | peak MB PostgreSQL | peak MB programs | data |
        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|
        HEAD
    for my $database (@databases) {
        my $title = "$database->{title}, " . thousands($database->{rows}) . ' rows';
        for my $way (Bench::Ways::names()) {
            my $result = $database->{results}{$way} or next;
            $text .= '| ' . join(' | ', $title, Bench::Ways::title($way) . (Bench::Ways::is_limit($way) ? ' (limit)' : ''),
                numbers($database->{results}, $way), $result->{error} // $result->{note}) . " |\n";
            $title = '';
        }
    }
    return $text;
}

sub numbers ($results, $way) {
    my $runs = $results->{$way}{runs};
    return ('–') x 8 unless $runs && @$runs;
    my @seconds = map { $_->{seconds} } @$runs;
    my $ratio = ratio($results, $way);
    return (two(median(@seconds)), two(min(@seconds)) . ' – ' . two(max(@seconds)), defined $ratio ? two($ratio) : '–',
        (map { my $of = $_; two(median(map { $_->{cpu}{$of} } @$runs)) } qw(postgres source clients)),
        (map { my $of = $_; sprintf '%.0f', max(map { $_->{memory}{$of} } @$runs) } qw(postgres clients)));
}

sub two ($number) { return sprintf '%.2f', $number }

sub thousands ($number) {
    1 while $number =~ s/^(\d+)(\d{3})/$1,$2/;
    return $number;
}

# Bars of the ratios, a group for each database.
sub svg (@databases) {
    my ($left, $width, $line) = (230, 520, 20);
    my ($y, $bars) = (34, '');
    my $largest = max(2, map { my $of = $_->{results}; grep { defined } map { ratio($of, $_) } keys %$of } @databases);
    my $scale = $width / $largest;

    for my $database (@databases) {
        $bars .= text(10, $y + 12, escape($database->{title}), 'font-weight="bold"');
        $y += $line + 2;
        for my $way (Bench::Ways::names()) {
            my $ratio = ratio($database->{results}, $way);
            next unless $database->{results}{$way};
            my $color = $way eq 'converge' ? '#2e6f9e' : Bench::Ways::is_limit($way) ? '#b9c4cc' : '#d98c3f';
            $bars .= text($left - 8, $y + 12, escape(Bench::Ways::title($way) =~ s/\\//gr), 'text-anchor="end"');
            $bars .= sprintf qq{<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>\n}, $left, $y + 1, $ratio * $scale, $line - 5, $color if defined $ratio;
            $bars .= text($left + ($ratio // 0) * $scale + 5, $y + 12, defined $ratio
                ? sprintf('%.2f (%.1f s)', $ratio, median(map { $_->{seconds} } $database->{results}{$way}{runs}->@*)) : 'does not load it', '');
            $y += $line;
        }
        $y += 10;
    }
    my $one = sprintf '%.1f', $left + $scale;
    my $wide = $left + $width + 120;
    return <<~SVG;
        <svg xmlns="http://www.w3.org/2000/svg" width="$wide" height="$y" viewBox="0 0 $wide $y" font-family="sans-serif" font-size="12" fill="#222">
        <rect width="$wide" height="$y" fill="#fff"/>
        <text x="10" y="18">Times as long as converge takes for the whole database, all indexes and foreign keys in place; grey: limits</text>
        <line x1="$one" x2="$one" y1="26" y2="@{[$y - 6]}" stroke="#888" stroke-dasharray="3 3"/>
        $bars</svg>
        SVG
}

sub text ($x, $y, $text, $attributes) { return sprintf qq{<text x="%.1f" y="%d" %s>%s</text>\n}, $x, $y, $attributes, $text }

sub escape ($text) { return $text =~ s/&/&amp;/gr =~ s/</&lt;/gr }

1;

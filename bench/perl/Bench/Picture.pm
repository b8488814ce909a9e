package Bench::Picture;

# The results as a picture: bars, in groups. Its colors follow the reader's
# choice of light or dark.

use v5.36;
use Bench::Database;
use Bench::Numbers;
use Bench::Run;
use Bench::Ways;
use List::Util qw(max min);

my ($left, $width, $line) = (230, 480, 20);
my $longest = 6;    # times; what is longer is cut off

sub svg (%parts) {
    my @databases = map { ($_->{databases} // [])->@* } grep { $_ } @parts{qw(tables tpch employees alkemio small)};
    my ($y, $bars) = (20, '');
    my $add = sub ($text) { $bars .= $text };

    $add->(text(10, $y, 'Times as long as converge takes, all indexes and foreign keys in place', 'class="h"'));
    $y += 10;
    my $top = $y;
    $y = group($add, $y, $_) for @databases;
    my $one = $left + $width / $longest;
    $bars = sprintf(qq{<line class="rule" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>\n}, $one, $one, $top, $y - 8) . $bars if @databases;
    $y = legend($add, $y + 4);
    $y = readers($add, $y + 22, $parts{cores}{cores}) if $parts{cores};
    return frame($left + $width + 150, $y, $bars);
}

# A bar for each way of a database.
sub group ($add, $y, $database) {
    $add->(text(10, $y + 13, $database->{title}, 'class="h"'));
    $y += $line + 2;
    for my $way (grep { $_ !~ /^(?:verify|count)$/ } $database->{ways}->@*) {
        my $result = $database->{results}{$way} or next;
        next if ($result->{error} // '') =~ /^(?:not taken|left out)/;
        my @ratios = ratios($database, $way);
        my $kind = { own => 'own', peer => 'peer' }->{ Bench::Ways::kind($way) } // 'limit';
        my $label = @ratios ? sprintf('%.2f (%s s)', median(@ratios), short(median(seconds($database, $way)))) : 'does not load it';
        $y = bar($add, $y, Bench::Ways::title($way) =~ s/\\//gr, $kind, @ratios ? median(@ratios) / $longest : undef, $label);
    }
    return $y + 10;
}

# Returns where the next one goes; a share of the full width.
sub bar ($add, $y, $title, $kind, $share, $label) {
    my $length = $width * min(1, $share // 0);
    $add->(text($left - 8, $y + 12, $title, 'text-anchor="end"'));
    $add->(sprintf qq{<rect class="%s" x="%d" y="%d" width="%.1f" height="%d"/>\n}, $kind, $left, $y + 1, $length, $line - 5) if defined $share;
    $add->(sprintf qq{<path class="cut" d="M%.1f %d l6 -%d"/>\n}, $left + $width - 14, $y + $line - 2, $line) if ($share // 0) > 1;
    $add->(text($left + $length + 6, $y + 12, $label, ''));
    return $y + $line;
}

sub legend ($add, $y) {
    my $x = $left;
    for ([ own => 'converge' ], [ peer => 'other ways' ], [ limit => 'limits and parts' ]) {
        $add->(sprintf qq{<rect class="%s" x="%d" y="%d" width="12" height="12"/>\n}, $_->[0], $x, $y);
        $add->(text($x + 18, $y + 10, $_->[1], ''));
        $x += 130;
    }
    return $y + $line;
}

# How many times as fast more workers are.
sub readers ($add, $y, $cores) {
    my @lines = grep { $_->{slow} && !$_->{error} } $cores->{readers}->@*;
    return $y - 22 if @lines < 2;
    my $most = 1 + max(map { $_->{workers} } @lines);
    $add->(text(10, $y, "Times as fast as without workers, each connection to the source slowed down to $cores->{rate} MB/s", 'class="h"'));
    $y += 10;
    for (@lines) {
        my $faster = $lines[0]{slow}{seconds} / $_->{slow}{seconds};
        my $linear = ($_->{workers} + 1) / $most;
        my $at = $left + $width * $linear;
        my $next = bar($add, $y, "workers => $_->{workers}", 'own', $faster / $most, '');
        $add->(sprintf qq{<line class="mark" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>\n}, $at, $at, $y - 1, $y + $line - 3);
        $add->(text($left + $width * max(min(1, $faster / $most), $linear) + 6, $y + 12, sprintf('%.2f (%s s)', $faster, short($_->{slow}{seconds})), ''));
        $y = $next;
    }
    $add->(sprintf qq{<line class="mark" x1="%d" x2="%d" y1="%d" y2="%d"/>\n}, $left, $left, $y + 4, $y + 18);
    $add->(text($left + 8, $y + 15, 'as many times as fast as there are readers: workers and the leader', ''));
    return $y + $line;
}

sub short ($seconds) { return sprintf $seconds < 9.95 ? '%.2f' : '%.1f', $seconds }

sub frame ($wide, $high, $content) {
    $high += 10;
    return <<~SVG;
        <svg xmlns="http://www.w3.org/2000/svg" width="$wide" height="$high" viewBox="0 0 $wide $high" font-family="sans-serif" font-size="12">
        <style>
        text { fill: #222; stroke: #fff; stroke-width: 3; paint-order: stroke } .h { font-weight: bold } .back { fill: #fff } .own { fill: #2e6f9e } .peer { fill: #d98c3f } .limit { fill: #aab6bf }
        .rule { stroke: #777; stroke-dasharray: 3 3 } .mark { stroke: #222; stroke-width: 2 } .cut { stroke: #fff; stroke-width: 4 }
        \@media (prefers-color-scheme: dark) {
        text { fill: #e6e6e6; stroke: #16191d } .back { fill: #16191d } .cut { stroke: #16191d } .own { fill: #5aa2d6 } .limit { fill: #66727c } .rule { stroke: #999 } .mark { stroke: #e6e6e6 }
        }
        </style>
        <rect class="back" width="$wide" height="$high"/>
        $content</svg>
        SVG
}

sub text ($x, $y, $text, $attributes) {
    return sprintf qq{<text x="%.1f" y="%d" %s>%s</text>\n}, $x, $y, $attributes, $text =~ s/&/&amp;/gr =~ s/</&lt;/gr;
}

1;

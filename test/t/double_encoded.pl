# How often text that is right is taken for text that was encoded twice, and
# how often the latter is found: the numbers in docs/preflight.md.  The texts
# are made here, the same every time, and judged a second time by Perl.

use v5.36;
use utf8;
use Converge::MySQL;
use Converge::Target;
use Encode ();
use PostgreSQL::Test::Utils;
use Test::More;

# Words with letters beyond ASCII, by language.
my %words = (
    French     => [ qw(été déjà élève forêt naïve cœur garçon où là hôtel réalité dû Noël façade âme île août épée ambiguë évidé) ],
    German     => [ qw(schön Straße Müller über Äpfel Öl fährt größer süß weiß Tür Ärger müßig Übung Köln Gruß) ],
    Portuguese => [ qw(São não ação maçã avó avô pão órgão irmã coração português três você além Índia até é água) ],
    Spanish    => [ qw(año niño mañana corazón está él qué adiós Ñandú pingüino mamá jardín café) ],
    Italian    => [ qw(città perché più è università già così lunedì caffè virtù può) ],
    Catalan    => [ qw(què això països pingüí mà així demà francès) ],
    Dutch      => [ qw(één coördinatie reünie ideeën café België zoëven) ],
    Swedish    => [ qw(på är för måste även språk ö å ägg Malmö ångström) ],
    Danish     => [ qw(ø å være også rødgrød smørrebrød København Århus æble gå få) ],
    Icelandic  => [ qw(Reykjavík þjóð ég hér já við það Ísland þú ætla sjó) ],
    Finnish    => [ qw(yö hyvä päivä myös šakki Åbo työ mäki hämäläinen) ],
    Estonian   => [ qw(õhtu öö šokolaad žürii jäääär õun müüa) ],
    Irish      => [ qw(Éire fáilte tá mé sí bó Siobhán Gaeltacht) ],
    Albanian   => [ qw(është çfarë një shqipëri dhëmb punë) ],
    Vietnamese => [ qw(Việt Nam đẹp không phở nước tiếng cà ê à được Huế Đà Nẵng người) ],
    Turkish    => [ qw(İstanbul şeker güzel çocuk ağaç ığdır öğretmen) ],
    Polish     => [ qw(Łódź żółw gęś ćma świat być źle) ],
    Czech      => [ qw(Příliš žluťoučký kůň úpěl ďábelské ódy šéf) ],
    Greek      => [ qw(Αθήνα καλημέρα ευχαριστώ) ],
    Russian    => [ qw(Привет Москва ёлка) ],
    Chinese    => [ qw(漢字 北京 你好) ]);
my @latin1 = map { chr } 0xC0 .. 0xD6, 0xD8 .. 0xF6, 0xF8 .. 0xFF;
my @marks  = map { chr } 0x2026, 0x201D, 0x00BB, 0x2019, 0x2013, 0x2122, 0x00AE;
my $random = 1;

my %texts = (letters => [ map { my $first = $_; map { $first . $_ } @latin1 } @latin1 ], words => [], marks => [], sentences => []);
for my $language (sort keys %words)
{
    my @words = @{ $words{$language} };
    my @cases = map { ($_, ucfirst, uc) } @words;
    push @{ $texts{words} }, @cases;
    push @{ $texts{marks} }, map { my $word = $_; map { $word . $_ } @marks } @cases;
    # of three to eight words, with what typesetters put around them; every
    # fourth in capitals, as headings are
    for my $n (1 .. 1000)
    {
        my $sentence = join ' ', map { one_of(@words) } 1 .. 3 + draw(6);
        $sentence = one_of("$sentence.", "$sentence…", "“$sentence”", "« $sentence »", "„$sentence“",
            "$sentence – $sentence", "‘$sentence’", "$sentence!");
        push @{ $texts{sentences} }, $n % 4 == 0 ? uc $sentence : $sentence;
    }
}

# what docs/preflight.md says: how many of the texts that are right are taken for
# encoded twice, and how many of those that are encoded twice are found
my %stated = (
    letters   => '0 of 3844, 3844 of 3844',
    words     => '0 of 603, 594 of 594',
    marks     => '385 of 4221, 4221 of 4221',
    sentences => '0 of 21000, 21000 of 21000');

my $mysql = Converge::MySQL->shared('double_encoded');
my $node  = start_cluster('double_encoded');
my $sql   = '';
for my $kind (sort keys %texts)
{
    for ([ $kind, @{ $texts{$kind} } ], [ "twice_$kind", grep { defined } map { twice($_) } @{ $texts{$kind} } ])
    {
        my ($table, @texts) = @$_;
        $sql .= "CREATE TABLE $table (id int AUTO_INCREMENT PRIMARY KEY, t varchar(400) CHARACTER SET utf8mb4);\n";
        while (my @some = splice @texts, 0, 1000)
        {
            $sql .= "INSERT INTO $table (t) VALUES " . join(', ', map { "(X'" . unpack('H*', Encode::encode('UTF-8', $_)) . "')" } @some) . ";\n";
        }
    }
}
$mysql->make_database('tap_double_encoded', $sql);
make_target($node, 'texts', map { "CREATE TABLE $_ (id int PRIMARY KEY, t text); CREATE TABLE twice_$_ (id int PRIMARY KEY, t text)" } keys %texts);
foreign_server($node, 'texts', 'texts', $mysql, dbname => 'tap_double_encoded');

my %found = map { split /\|/ } split /\n/, $node->safe_psql('texts',
    q(SELECT table_name, rows FROM converge_preflight('texts') WHERE code = 'DOUBLE_ENCODED'));
for my $kind (sort keys %texts)
{
    my @texts = @{ $texts{$kind} };
    my @twice = grep { defined } map { twice($_) } @texts;
    is($found{$kind} // 0, scalar(grep { looks_twice($_) } @texts), "$kind: as Perl has it");
    is($found{"twice_$kind"} // 0, scalar(grep { looks_twice($_) } @twice), "$kind, encoded twice: as Perl has it");
    is(sprintf('%d of %d, %d of %d', $found{$kind} // 0, scalar @texts, $found{"twice_$kind"} // 0, scalar @twice),
        $stated{$kind}, "$kind: as documented");
}

# ---------------------------------------------------------------- the way out

# the statement of the documentation, and what the hint says
my ($update) = slurp_file("$ENV{CONVERGE_CHECKOUT}/docs/preflight.md") =~ /^(UPDATE page SET title = .*?;)$/ms;
my ($correction) = $update =~ /SET title = (.*)$/m;
is($node->safe_psql('texts', q(SELECT DISTINCT hint FROM converge_preflight('texts') WHERE code = 'DOUBLE_ENCODED')),
    'The import keeps it as it is. At the source, ' . $correction =~ s/title/value/r . ' is what it would be.', 'the hint');
for my $kind (qw(letters marks sentences))
{
    # all of these are found, so the ids are those of what they were
    $mysql->sql($update =~ s/\bpage\b/twice_$kind/r =~ s/\btitle\b/t/gr, 'tap_double_encoded');
    is($mysql->sql("SELECT COUNT(*) FROM $kind a LEFT JOIN twice_$kind b USING (id)
        WHERE b.t IS NULL OR CAST(a.t AS BINARY) <> CAST(b.t AS BINARY)", 'tap_double_encoded') =~ s/\s//gr, 0, "$kind are what they were");
}

done_testing();

# Numbers of our own: those of rand differ from one Perl to the next.
sub draw ($n) { $random = ($random * 1103515245 + 12345) % 2**31; return int($random / 65536) % $n }

sub one_of (@choices) { $choices[draw(scalar @choices)] }

# What becomes of the text's UTF-8 when it is read as cp1252, as MySQL has it;
# undef for ASCII, which stays as it is.
sub twice ($text)
{
    my $bytes = Encode::encode('UTF-8', $text);
    return $bytes =~ /[\x80-\xff]/ ? join('', map { from_cp1252($_) } split //, $bytes) : undef;
}

sub from_cp1252 ($byte)
{
    my $character = Encode::decode('cp1252', my $copy = $byte);
    return $character eq "\x{FFFD}" ? chr ord $byte : $character;
}

sub looks_twice ($text)
{
    state %byte = map { (from_cp1252(chr) => chr) } 0 .. 255;
    return 0 unless $text =~ /[^\x00-\x7f]/;
    my $bytes = join '', map { $byte{$_} // return 0 } split //, $text;
    return defined eval { Encode::decode('UTF-8', $bytes, Encode::FB_CROAK) } ? 1 : 0;
}

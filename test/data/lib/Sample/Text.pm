package Sample::Text;

# Texts, all as UTF-8 bytes: words, sentences, and the odd ones that importers
# trip over.

use v5.36;
use Exporter 'import';
use Sample::Random;

our @EXPORT = qw(odd_texts odd_documents words title sentence prose slug
    first_name last_name city country json_string encoded);

my @Word = qw(
    access action agenda agreement allotment analysis answer archive area
    balance bench benefit board bridge budget building canal care change
    chapter circle citizen city climate coast code common community compass
    contract council craft culture data debate decision delta design dialogue
    district draft east education effort energy evidence example exchange
    experiment farm field finding forest forum framework future garden goal
    grant green ground group growth guide harbour health heat history home
    housing idea impact income insight island issue journey knowledge land
    language learning lesson library light link local loop market material
    meadow meeting member method mobility model morning mountain museum nature
    neighbour network north note number ocean office open orchard order outcome
    owner paper park part partner path pattern people phase pilot place plan
    platform point policy power practice price principle process product
    programme progress project proof proposal public purpose quality quarter
    question rain reader reason record region report research resource result
    review right river road role room round rule safety sample scale school
    science sea season section sector service session shelter shore signal
    skill society soil solar solution source south space square stage station
    step storage store story street strength structure student study subject
    summer supply support survey system table talent target task team test
    theme theory timber time tool topic town track trade training transition
    travel tree trial trust value vehicle view village vision voice waste water
    weather west whole wind window winter work workshop world year yield youth
);
my @First = qw(Aafje Abel Adèle Aiko Amir Ana Björn Carlos Chloé Daan Elif Emeka
    Fatima Femke Giulia Håkon Ines Ivan Jamal Jan João Kwame Lena Lucía Maarten
    Mei Mohammed Niamh Noor Olga Pär Priya Rafał Renée Sami Siobhán Sofia Søren
    Thijs Thủy Tomás Ursula Viktor Wanjiru Willem Xavier Yara Yuki Zoë Željko);
my @Last = qw(Andersson Bakker Banerjee Çelik Chen Costa Dąbrowski De-Vries Dubois
    Eriksen Fernández Fischer García Haddad Hansen Ibrahim Ivanov Jansen Jørgensen
    Kowalski Kovačić Lefèvre Li López Meijer Müller Nakamura Nguyễn Núñez O’Brien
    Okafor Papadopoulos Peeters Quigley Rossi Sánchez Schmidt Silva Smit Suzuki
    Takács Tremblay Van-Dijk Visser Weiß Yılmaz Zhang Živković);
my @City = ('Amsterdam', 'Århus', "’s-Hertogenbosch", 'København', 'Kraków', 'Lagos',
    'Łódź', 'Malmö', 'München', 'Nairobi', 'Porto', 'Reykjavík', 'São Paulo',
    'Straßburg', 'Tromsø', 'Utrecht', 'Zürich', 'İzmir');
my @Country = qw(NL DK PL NG SE DE KE PT IS BR FR NO CH TR BE ES);

sub words ($count) { join ' ', map { $Word[rand @Word] } 1 .. $count }
sub title          { ucfirst words(between(2, 5)) }
sub slug           { join '-', $Word[rand @Word], $Word[rand @Word], $_[0] }
sub first_name     { pick(@First) }
sub last_name      { pick(@Last) }
sub city           { pick(@City) }
sub country        { pick(@Country) }

# Perl holds this file's literals as bytes; code points above come through
# here.
sub encoded ($text) { utf8::encode($text); return $text }

# [what it is, text]; every text but the last two has at most 120 characters.
sub odd_texts {
    state @odd = map { [$_->[0], encoded($_->[1])] } (
        ['emoji', "launched \x{1F680} by \x{1F469}\x{200D}\x{1F52C} and \x{1F1F3}\x{1F1F1}"],
        ['right to left', "\x{05E9}\x{05DC}\x{05D5}\x{05DD} \x{0645}\x{0631}\x{062D}\x{0628}\x{0627} \x{202E}abc\x{202C}"],
        ['combining characters', "e\x{0301} is not \x{00E9}, n\x{0303}\x{0323}, \x{1112}\x{1161}\x{11AB}"],
        ['other scripts', "\x{6F22}\x{5B57} \x{30AB}\x{30BF} \x{D55C}\x{AE00} \x{0E44}\x{0E17}\x{0E22} \x{0928}\x{092E}\x{0938}\x{094D}\x{0924}\x{0947}"],
        ['line feed', "first line\nsecond line\n"],
        ['carriage return and line feed', "first line\r\nsecond line\r\n"],
        ['carriage return alone', "first line\rsecond line\r"],
        ['tab', "\tname\tvalue\t"],
        ['quotes', q{'single' "double" `back` ''twice'' ""twice""}],
        ['backslash at the end', 'C:\\temp\\'],
        ['backslash before a letter', '\\n \\t \\r \\0 \\x41 \\u0041 \\Z \\%'],
        ['literal \N', '\\N'],
        ['literal NULL', 'NULL'],
        ['empty', ''],
        ['a space', ' '],
        ['spaces around', '  padded  '],
        ['end of data of COPY', '\\.'],
        ['end of data of COPY in a line', "above\n\\.\nbelow"],
        ['comma-separated', 'a,"b ""c""",;d|e'],
        ['braces of arrays', '{"a",NULL,b}'],
        ['looks like a number', '00012.50'],
        ['looks like a date', '0000-00-00 00:00:00'],
        ['looks like SQL', q{'); DROP TABLE users; -- $$ $1 ? :name %s %L @x}],
        ['control characters', join '', map { chr } 1 .. 8, 11, 12, 14 .. 31, 127],
        ['separators of Unicode', "a\x{00A0}b\x{2028}c\x{2029}d\x{0085}e\x{200B}f"],
        ['byte order mark', "\x{FEFF}marked"],
        ['ends of the code planes', "\x{D7FF}\x{E000}\x{FFFD}\x{FFFE}\x{FFFF}\x{10000}\x{10FFFF}"],
        ['encoded twice', "caf\x{00C3}\x{00A9} \x{00E2}\x{20AC}\x{2122}"],
        ['case folding', "stra\x{00DF}e STRASSE \x{0130}\x{0131} \x{FB01} \x{01C5}"],
        ['markup', '<p class="x">&amp;&nbsp;&#x27;</p><!-- \\" -->'],
        ['65,535 bytes of ASCII', 'abcdefghijklmno' x 4369],
        ['65,535 bytes of three each', "\x{6C34}" x 21845],
    );
    return @odd;
}

# [what it is, JSON text]: legal in PostgreSQL's json, and in jsonb but for
# the first.
sub odd_documents {
    state @odd = map { [$_->[0], encoded($_->[1])] } (
        ['\u0000', '{"before": "a\\u0000b", "k\\u0000": ["\\u0000"]}'],
        ['null', 'null'],
        ['true', 'true'],
        ['a string', '"only a string"'],
        ['a number', '-17'],
        ['empty object', '{}'],
        ['empty array', '[]'],
        ['empty key and text', '{"": ""}'],
        ['exponents', '[1e308, -2.5e-300, 1.5E+3, 0.1, 1e0]'],
        ['negative zero', '[-0.0, 0.0, -0]'],
        ['big integers', '[9223372036854775807, -9223372036854775808, 18446744073709551615, 9007199254740993]'],
        ['many digits', '[0.30000000000000004, 123456789.123456789]'],
        ['escapes', '{"escapes": "\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0001 \\u001f \\u007f"}'],
        ['surrogates', '{"\\ud83d\\ude00": "\\ud83c\\uddf3\\ud83c\\uddf1 \\u00e9"}'],
        ['other scripts', "{\"\x{05E9}\x{05DC}\x{05D5}\x{05DD}\": \"\x{1F680} e\x{0301} \x{6F22}\x{5B57}\"}"],
        ['keys differing in case', '{"key": 1, "Key": 2, "KEY": 3}'],
        ['keys in no order', '{"zz": 1, "b": 2, "aaa": 3, "10": 4, "9": 5}'],
        ['nested', ('{"a": [' x 40) . 'null' . (']}' x 40)],
        ['JSON in a string', '{"json": "{\\"a\\": \\"\\\\\\"b\\\\\\"\\"}"}'],
    );
    return @odd;
}

sub _plain_sentence { ucfirst(words(between(5, 14))) . pick('.', '.', '.', '?', '!') }

# A few hundred sentences, made once a run, one in twenty odd.
sub _sentences {
    state @sentence;
    return \@sentence if @sentence;
    my @odd = grep { length $_->[1] < 1000 } odd_texts();
    @sentence = map { $_ % 20 ? _plain_sentence() : $odd[$_ / 20 % @odd][1] } 1 .. 900;
    return \@sentence;
}

sub prepare { start_stream('text'); _sentences() }

sub sentence { my $sentence = _sentences(); return $sentence->[rand @$sentence] }

sub prose ($count) {
    my $sentence = _sentences();
    return join ' ', map { $sentence->[rand @$sentence] } 1 .. $count;
}

my %Short = ("\b" => '\\b', "\f" => '\\f', "\n" => '\\n', "\r" => '\\r', "\t" => '\\t',
    '"' => '\\"', '\\' => '\\\\');

sub json_string ($text) {
    $text =~ s/([\x00-\x1f"\\])/$Short{$1} || sprintf '\\u%04x', ord $1/ge;
    return "\"$text\"";
}

1;

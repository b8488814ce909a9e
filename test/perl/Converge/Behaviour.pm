package Converge::Behaviour;

# What an application sees of a schema: which statements it refuses and what
# they leave behind.  The source is the judge: each case is run on both sides,
# and both must refuse it, or take it and give the same answer.  The word says
# what MySQL's manual lets expect, so that a case that fails for a reason of its
# own (a table that is missing on both sides) is seen.

use v5.36;
use Exporter 'import';
use Test::More;

our @EXPORT = qw(behaves_alike);

# All cases of a source: [ refused or taken, statement or [ theirs, mine ], query ]
my %CASES = (
    types => [
        (map { [ refused => "INSERT INTO integers (id, $_->[0]) VALUES (10, $_->[1])" ] }
            [ tu => -1 ], [ tu => 256 ], [ su => -1 ], [ su => 65536 ], [ mu => -1 ], [ mu => 16777216 ], [ iu => -1 ], [ iu => 4294967296 ],
            [ z => -1 ], [ bz => -1 ], [ gu => -1 ], [ gu => '18446744073709551616' ], [ y => 1900 ], [ y => 2156 ], [ s => 32768 ], [ i => 2147483648 ]),
        (map { [ taken => "INSERT INTO integers (id, $_->[0]) VALUES (10, $_->[1])", "SELECT $_->[0] + 0 FROM integers WHERE id = 10" ] }
            [ tu => 255 ], [ su => 65535 ], [ mu => 16777215 ], [ iu => 4294967295 ], [ gu => '18446744073709551615' ], [ y => 1901 ], [ y => 2155 ], [ wild => 5 ]),
        [ refused => 'INSERT INTO fractions (id, du) VALUES (10, -0.01)' ],
        [ refused => 'INSERT INTO fractions (id, du) VALUES (10, 1000000)' ],
        [ refused => 'INSERT INTO fractions (id, fu) VALUES (10, -1)' ],
        [ refused => 'INSERT INTO fractions (id, gu) VALUES (10, -1)' ],
        [ refused => "INSERT INTO texts (id, c0) VALUES (10, 'x')" ],
        [ refused => "INSERT INTO texts (id, v) VALUES (10, REPEAT('x', 256))" ],
        [ refused => "INSERT INTO moments (id, d) VALUES (10, '2023-02-29')" ],
        [ refused => [ q(INSERT INTO bytes (id, b) VALUES (10, X'0102030405')), q(INSERT INTO bytes (id, b) VALUES (10, '\x0102030405')) ] ],
        [ refused => [ q(INSERT INTO bytes (id, vb0) VALUES (10, X'01')), q(INSERT INTO bytes (id, vb0) VALUES (10, '\x01')) ] ],
        [ refused => [ "INSERT INTO labels (id, odd, odd_set, e) VALUES (10, '(x)', '', 'huge')", "INSERT INTO labels (id, odd, odd_set, e) VALUES (10, '(x)', '{}', 'huge')" ] ],
        [ refused => [ "INSERT INTO labels (id, odd, odd_set, s) VALUES (10, '(x)', '', 'x,w')", "INSERT INTO labels (id, odd, odd_set, s) VALUES (10, '(x)', '{}', '{x,w}')" ] ],
        [ refused => [ "INSERT INTO labels (id, odd, odd_set, long_one) VALUES (10, '(x)', '', 'other')", "INSERT INTO labels (id, odd, odd_set, long_one) VALUES (10, '(x)', '{}', 'other')" ] ],
        [ taken => [ "INSERT INTO labels (id, odd, odd_set, s) VALUES (10, '(x)', '', 'x,z')", "INSERT INTO labels (id, odd, odd_set, s) VALUES (10, '(x)', '{}', '{x,z}')" ], 'SELECT count(*) FROM labels' ],
        # the order of an enum is that of its labels
        [ taken => 'SELECT 1', "SELECT id FROM labels WHERE e IS NOT NULL ORDER BY e" ],
        [ refused => q(INSERT INTO documents (id, j, k) VALUES (10, '{', '{}')) ],
    ],
    beyond => [
        [ taken => 'INSERT INTO beyond (id) VALUES (10)', 'SELECT v, w, g, q, qe FROM beyond WHERE id = 10' ],
        [ refused => "INSERT INTO beyond (id, v) VALUES (10, '😢')" ],
        [ refused => "INSERT INTO beyond (id, v) VALUES (10, 'ö')" ],
        [ taken => "INSERT INTO beyond (id, v) VALUES (10, '🙂')", 'SELECT smile FROM beyond_view WHERE id = 10' ],
        [ taken => "INSERT INTO beyond_labels (id, e, one, q) VALUES (10, '😀', '🙂', '?')", 'SELECT e, one, q FROM beyond_labels WHERE id = 10' ],
        [ refused => "INSERT INTO beyond_labels (id, e) VALUES (10, '😢')" ],
    ],
    defaults => [
        # the row with id 1 is what the source made of its defaults
        [ taken => 'INSERT INTO literals (id) VALUES (10)', [ 'SELECT 1',
            "SELECT CASE WHEN (SELECT to_jsonb(l) - 'id' FROM literals l WHERE id = 10) IS NOT DISTINCT FROM (SELECT to_jsonb(l) - 'id' FROM literals l WHERE id = 1) THEN 1 END" ] ],
        [ taken => 'INSERT INTO expressions (id) VALUES (10)',
            "SELECT n, t, joined, low, CASE WHEN created > '2020-01-01' AND created6 > '2020-01-01' AND stamp > '2020-01-01' AND stamp3 > '2020-01-01'
                AND today > '2020-01-01' AND tomorrow > created AND seconds > 1600000000 AND CHAR_LENGTH(CONCAT(u, '')) = 36 THEN 'well' ELSE 'ill' END FROM expressions WHERE id = 10" ],
        (map { [ taken => "INSERT INTO computed (id, a, b, word, price, made) VALUES (10, $_)",
            'SELECT total, total_v, both_words, choice, fallback, gross, up, year_made, len, whole, rest, label FROM computed WHERE id = 10' ] }
            "-8, 3, 'ñandú', 0.5, '2020-12-31 23:59:59'", "11, NULL, '', 0.01, NULL", "10, 2000, NULL, NULL, '0999-01-01 00:00:00'"),
        [ refused => 'INSERT INTO computed (id, a, total) VALUES (10, 1, 1)' ],

        # ON UPDATE: not when nothing changes, not when the column is set, else yes
        [ taken => 'UPDATE touched SET v = 1 WHERE id = 1', "SELECT at_dt < '2002-01-01', at_ts < '2002-01-01', at_six < '2002-01-01', fixed_at < '2002-01-01' FROM touched WHERE id = 1" ],
        [ taken => 'UPDATE touched SET v = 2 WHERE id = 1', "SELECT at_dt < '2002-01-01', at_ts < '2002-01-01', at_six < '2002-01-01', fixed_at < '2002-01-01' FROM touched WHERE id = 1" ],
        [ taken => 'UPDATE touched SET v = NULL WHERE id = 1', "SELECT at_dt < '2002-01-01', fixed_at < '2002-01-01' FROM touched WHERE id = 1" ],
        [ taken => "UPDATE touched SET v = 2, at_dt = '2001-05-05 00:00:00' WHERE id = 1", "SELECT at_dt < '2002-01-01', at_ts < '2002-01-01' FROM touched WHERE id = 1" ],
        [ taken => 'UPDATE touched SET at_six = NULL WHERE id = 1', "SELECT at_dt < '2002-01-01', at_six IS NULL FROM touched WHERE id = 1" ],
        [ taken => 'UPDATE touched SET v = 3', "SELECT id, at_dt > '2020-01-01', at_ts > '2020-01-01', at_six > '2020-01-01', fixed_at IS NULL FROM touched ORDER BY id" ],
        [ taken => 'UPDATE touched SET id = 7 WHERE id = 2', "SELECT at_dt > '2020-01-01', at_six > '2020-01-01' FROM touched WHERE id = 7" ],
        [ taken => 'UPDATE touched SET v = 3 WHERE id = 1; UPDATE touched SET v = 3 WHERE id = 1', "SELECT at_dt > '2020-01-01' FROM touched WHERE id = 1" ],

        # counters go on where they are, whatever rows there are
        (map { [ taken => "INSERT INTO $_ (v) VALUES (77)", "SELECT id FROM $_ WHERE v = 77" ] }
            qw(counter_plain counter_empty counter_ahead counter_big counter_zero)),
        [ taken => 'INSERT INTO counter_child (big_id) VALUES (4000000000000)', 'SELECT max(id) FROM counter_child' ],
        [ taken => 'INSERT INTO counter_second (kind) VALUES (5)', 'SELECT n FROM counter_second WHERE kind = 5' ],
        [ taken => 'INSERT INTO counter_plain (id, v) VALUES (500, 1)', 'SELECT max(id) FROM counter_plain' ],
        [ refused => 'INSERT INTO counter_full (v) VALUES (1)' ],
        [ refused => 'INSERT INTO counter_ahead (id, v) VALUES (70000, 1)' ],
        [ refused => 'INSERT INTO counter_big (id, v) VALUES (-1, 1)' ],
        [ refused => 'INSERT INTO counter_child (big_id) VALUES (5)' ],
    ],
    keys => [
        [ refused => "INSERT INTO composite VALUES (1, 'x', NULL, 5, 5)" ],
        [ taken => "INSERT INTO composite VALUES (1, 'z', NULL, 1, 5)", 'SELECT count(*) FROM composite' ],
        [ refused => "INSERT INTO composite VALUES (9, 'z', '2024-01-01', 1, 5)" ],
        [ refused => "INSERT INTO prefixes (id, v) VALUES (9, 'abcdefghijZZZ')" ],
        [ taken => "INSERT INTO prefixes (id, v) VALUES (9, 'abcdefghiZZZZ')", 'SELECT count(*) FROM prefixes' ],
        [ refused => 'INSERT INTO keyless_table VALUES (1, 1)' ],
        [ taken => 'INSERT INTO keyless_table VALUES (NULL, 1)', 'SELECT count(*) FROM keyless_table' ],
        [ taken => q(INSERT INTO everything_long VALUES (9, REPEAT('y', 3000))), 'SELECT count(*) FROM everything_long' ],
    ],
    checks => [
        (map { [ refused => "INSERT INTO checked (id, $_->[0]) VALUES (10, $_->[1])" ] }
            [ age => 17 ], [ 'age, rate', '20, 100.01' ], [ 'age, rate', '20, -0.01' ], [ 'age, low, high', '20, 3, 1' ], [ 'age, low, high', '20, 3, 3' ], [ 'age, code', "20, ''" ],
            [ 'age, code', "20, 'ABCDEFGHI'" ], [ 'age, kind', "20, 'three'" ], [ 'age, kind', "20, 'ONE'" ], [ 'age, low, high', '20, 1, 2' ], [ 'age, day', "20, '2000-01-01'" ],
            [ 'age, flags', '20, 3' ], [ 'age, flags', '20, -3' ], [ 'age, low', '20, 5' ]),
        (map { [ taken => "INSERT INTO checked (id, $_->[0]) VALUES (10, $_->[1])", 'SELECT count(*) FROM checked' ] }
            [ 'age, kind', "20, 'it''s'" ], [ 'age, low, high', '20, 1, 4' ], [ 'low, high', '1, 3' ], [ 'age, rate', '20, NULL' ], [ 'age, code', "20, 'ABCDEFGH'" ], [ 'age, flags', '20, 0' ]),
        [ refused => 'INSERT INTO checked_too VALUES (9, 0)' ],
        [ refused => 'INSERT INTO checked_too VALUES (9, 100)' ],
        [ refused => 'INSERT INTO checked (id) VALUES (10)' ],
    ],
    references => [
        (map { [ refused => "INSERT INTO actions (id, $_) VALUES (10, 99)" ] } qw(c_cascade c_null c_restrict c_none c_default)),
        [ refused => 'DELETE FROM parent WHERE id = 3' ],
        [ refused => 'UPDATE parent SET id = 33 WHERE id = 3' ],
        [ taken => 'DELETE FROM parent WHERE id = 1', 'SELECT (SELECT count(*) FROM actions), (SELECT count(*) FROM pairs)' ],
        [ taken => 'DELETE FROM parent WHERE id = 2', 'SELECT id, c_null FROM actions ORDER BY id' ],
        [ taken => 'UPDATE parent SET id = 11 WHERE id = 1', 'SELECT id, c_cascade FROM actions ORDER BY id' ],
        [ taken => 'UPDATE parent SET id = 22 WHERE id = 2', 'SELECT id, c_null FROM actions ORDER BY id' ],
        [ refused => q(INSERT INTO pairs VALUES (10, 1, 'y')) ],
        [ taken => q(INSERT INTO pairs VALUES (10, 77, NULL)), 'SELECT count(*) FROM pairs' ],
        [ refused => q(UPDATE parent SET b = 'q' WHERE id = 1) ],
        [ taken => 'DELETE FROM tree WHERE id = 1', 'SELECT id FROM tree ORDER BY id' ],
        [ taken => 'DELETE FROM tree WHERE id = 4', 'SELECT id FROM tree ORDER BY id' ],
        [ refused => 'INSERT INTO tree VALUES (10, 9)' ],
        [ refused => 'DELETE FROM egg' ],
        [ taken => 'UPDATE egg SET hen_id = NULL; DELETE FROM hen; DELETE FROM egg', 'SELECT count(*) FROM egg' ],
    ],
    partitions => [
        [ refused => 'INSERT INTO by_range_open VALUES (20, 1)' ],
        [ refused => 'INSERT INTO by_list VALUES (1, 9)' ],
        [ refused => "INSERT INTO by_list_columns VALUES (1, 'XX')" ],
        [ refused => 'INSERT INTO by_list_null VALUES (1, 7)' ],
        [ taken => 'INSERT INTO by_list_null VALUES (9, NULL)', 'SELECT count(*) FROM by_list_null' ],
        [ taken => 'INSERT INTO by_range_null VALUES (NULL, 9), (10, 9), (9, 9)', 'SELECT count(*) FROM by_range_null' ],
        [ taken => 'INSERT INTO by_range VALUES (2147483647, 1), (-2147483648, 1)', 'SELECT sum(id) FROM by_range' ],
        [ taken => "INSERT INTO by_range_columns VALUES ('9999-12-31', 2147483647, 1)", 'SELECT count(*) FROM by_range_columns' ],
        [ refused => 'INSERT INTO by_hash VALUES (1, 1)' ],
        [ refused => "INSERT INTO by_year VALUES (1, '2023-12-31')" ],
    ],
    collations_icu => [
        [ refused => "INSERT INTO unique_ci VALUES (10, 'ABC')" ],
        [ refused => "INSERT INTO unique_ci VALUES (10, 'ábc')" ],
        [ taken => "INSERT INTO unique_ci VALUES (10, 'abe')", 'SELECT count(*) FROM unique_ci' ],
        [ taken => "INSERT INTO unique_bin VALUES (10, 'É')", 'SELECT count(*) FROM unique_bin' ],
        [ refused => "INSERT INTO unique_bin VALUES (10, 'A')" ],
        [ taken => "INSERT INTO ci_child VALUES (10, 'ABC')", 'SELECT count(*) FROM ci_child' ],
        [ refused => "INSERT INTO ci_child VALUES (10, 'abx')" ],
        [ taken => "INSERT INTO ci_check VALUES (10, 'ON')", 'SELECT count(*) FROM ci_check' ],
        (map { [ taken => 'SELECT 1', "SELECT count(*) FROM compared WHERE $_ = 'a'" ] } qw(bin l1ci genci u3ci unici)),
    ],
    collations_citext => [
        [ refused => "INSERT INTO unique_ci VALUES (10, 'ABC')" ],
        [ taken => "INSERT INTO unique_ci VALUES (10, 'abe')", 'SELECT count(*) FROM unique_ci' ],
        [ taken => "INSERT INTO ci_child VALUES (10, 'ABC')", 'SELECT count(*) FROM ci_child' ],
        [ refused => "INSERT INTO ci_child VALUES (10, 'abx')" ],
        [ refused => "INSERT INTO unique_ci VALUES (10, '012345678901234567890')" ],
        [ taken => 'SELECT 1', "SELECT count(*) FROM compared WHERE genci = 'a'" ],
        [ taken => 'SELECT 1', "SELECT count(*) FROM compared WHERE bin = 'a'" ],
    ],
    views => [
        [ refused => 'UPDATE checked_view SET price = 200 WHERE id = 1' ],
        [ taken => 'UPDATE checked_view SET price = 50.5 WHERE id = 1', 'SELECT price FROM product WHERE id = 1' ],
        [ taken => 'UPDATE plain_view SET name = \'mallet\' WHERE id = 1', 'SELECT name FROM product WHERE id = 1' ],
        [ taken => 'DELETE FROM product WHERE id = 3', 'SELECT (SELECT count(*) FROM union_view), (SELECT count(*) FROM a_on_view), (SELECT count(*) FROM b_on_both)' ],
    ],
    rental => [
        [ refused => 'INSERT INTO movie (title, tongue_id) VALUES (\'x\', 9)' ],
        [ refused => 'DELETE FROM tongue WHERE tongue_id = 1' ],
        [ taken => 'UPDATE tongue SET tongue_id = 8 WHERE tongue_id = 1', 'SELECT movie_id, tongue_id, first_tongue_id FROM movie ORDER BY movie_id' ],
        [ taken => 'DELETE FROM lending WHERE lending_id = 1', 'SELECT receipt_id, lending_id FROM receipt ORDER BY receipt_id' ],
        [ taken => "INSERT INTO movie (title, tongue_id) VALUES ('New', 2)", "SELECT days, fee, penalty, rated FROM movie WHERE title = 'New'" ],
        [ taken => "UPDATE movie SET plot = 'x' WHERE movie_id = 2", "SELECT changed > '2020-01-01' FROM movie WHERE movie_id = 2" ],
        [ refused => 'UPDATE movie SET days = 300 WHERE movie_id = 1' ],
        [ refused => 'UPDATE movie SET made = 1900 WHERE movie_id = 1' ],
        [ refused => "INSERT INTO lending (lent, copy_id, member_id) VALUES ('2024-01-01 10:00:00', 1, 1)" ],
    ],
    staff => [
        [ taken => 'DELETE FROM person WHERE person_no = 10001', 'SELECT (SELECT count(*) FROM team_lead), (SELECT count(*) FROM team_person), (SELECT count(*) FROM post), (SELECT count(*) FROM pay)' ],
        [ refused => "INSERT INTO pay VALUES (10001, 1, '1986-06-26', '1990-01-01')" ],
        [ refused => "INSERT INTO person VALUES (1, '2000-01-01', 'a', 'b', 'Q', '2020-01-01')" ],
        [ refused => "INSERT INTO team_lead VALUES (10001, 't009', '2000-01-01', '2001-01-01')" ],
    ],
    atlas => [
        [ refused => "INSERT INTO town (name, state_code) VALUES ('x', 'ZZZ')" ],
        [ taken => "INSERT INTO town (name, state_code) VALUES ('x', 'BEL')", "SELECT people FROM town WHERE name = 'x'" ],
        [ taken => "INSERT INTO state (code) VALUES ('NEW')", "SELECT part, area, people, name FROM state WHERE code = 'NEW'" ],
    ],
);

# Runs the cases of one source, in one session on each side.
sub behaves_alike ($corpus, $name)
{
    my @cases  = @{ $CASES{$name} // $CASES{ $name =~ s/_.*//r } // [] } or return;
    my @theirs = answers_of_source($corpus, $name, @cases);
    my @mine   = answers_of_target($corpus, $name, @cases);

    subtest "$name: behaviour" => sub {
        for my $i (0 .. $#cases)
        {
            my ($word, $statement) = $cases[$i]->@*;
            $statement = $statement->[0] if ref $statement;
            like($theirs[$i], qr/^$word/, "$statement: $word, the manual says");
            is($mine[$i] =~ s/^refused\K.*//sr, $theirs[$i] =~ s/^refused\K.*//sr, "$statement: the same") or diag("source: $theirs[$i]\ntarget: $mine[$i]");
        }
    };
}

# Each case in a procedure, which can catch its errors, and a transaction, of
# which nothing stays but what a counter gave out.
sub answers_of_source ($corpus, $name, @cases)
{
    my $sql = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE';\nDELIMITER \$\$\n";
    for my $case (@cases)
    {
        my (undef, $statement, $query) = @$case;
        ($statement, $query) = map { ref ? $_->[0] : $_ } $statement, $query // 'SELECT 1';
        $sql .= "DROP PROCEDURE IF EXISTS judged\$\$\nCREATE PROCEDURE judged() BEGIN
            DECLARE EXIT HANDLER FOR SQLEXCEPTION, 1265 BEGIN GET DIAGNOSTICS CONDITION 1 \@text = MESSAGE_TEXT; SELECT CONCAT('refused: ', \@text); END;
            $statement; $query; END\$\$\nSTART TRANSACTION\$\$\nCALL judged()\$\$\nROLLBACK\$\$\nSELECT '--'\$\$\n";
    }
    my $answer = $corpus->{mysql}->sql("$sql DROP PROCEDURE judged\$\$\n", "corpus_$name");
    return map { s/^\n|\n$//gr } map { /(refused: .*)/ ? $1 : "taken: $_" } map { s/^\n|\n$//gr } split /^--$/m, $answer;
}

# An error ends a transaction: the last statement tells of all.
sub answers_of_target ($corpus, $name, @cases)
{
    my $sql = "SET TimeZone = 'UTC'; SET search_path = \"$name\";\n";
    for my $case (@cases)
    {
        my (undef, $statement, $query) = @$case;
        ($statement, $query) = map { ref ? $_->[1] : $_ } $statement, $query // 'SELECT 1';
        $query = comparable($query);
        $sql .= "BEGIN;\n$statement;\n\\set message :LAST_ERROR_MESSAGE\n$query;\n\\if :ERROR\n\\echo refused: :message\n\\endif\nROLLBACK;\n\\echo --\n";
    }
    my (undef, $answer) = $corpus->{node}->psql('two_steps', $sql, on_error_stop => 0, extra_params => [ '-F', "\t", '-P', 'null=NULL' ]);
    return map { s/^\n|\n$//gr } map { /(refused: .*)/ ? $1 : "taken: $_" } map { s/^\n|\n$//gr } split /^--$/m, $answer;
}

# MySQL's conditions are numbers: PostgreSQL's, as numbers too.
sub comparable ($query)
{
    return $query =~ s/(\w+ (?:[<>] '[^']*'|IS NULL))(?=,| FROM)/($1)::int/gr;
}

1;

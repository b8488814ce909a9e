# Parts of tables: every row is in one part and in no other, whatever the key
# is, and the source reads each part by its primary key.
# The module cvg_test_split must be installed, as the stage "modules" does.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use List::Util 'shuffle';
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{CONVERGE_SEED} // int(rand(1e6));
srand($seed);
note("CONVERGE_SEED=$seed");

my $node = start_cluster('split');
my %collations = (
    mysql   => [qw(utf8mb4_0900_ai_ci utf8mb4_0900_as_cs utf8mb4_0900_bin utf8mb4_bin utf8mb4_general_ci utf8mb4_unicode_ci
        utf8mb4_de_pb_0900_ai_ci utf8mb4_ja_0900_as_cs utf8mb4_turkish_ci utf8mb3_general_ci latin1_swedish_ci latin1_german2_ci
        latin1_bin ascii_general_ci cp1251_general_ci ucs2_general_ci utf16_bin utf32_unicode_ci sjis_japanese_ci big5_chinese_ci)],
    mariadb => [qw(utf8mb4_uca1400_ai_ci utf8mb4_uca1400_nopad_as_cs utf8mb4_nopad_bin utf8mb4_bin utf8mb4_general_ci
        utf8mb4_unicode_ci utf8mb4_german2_ci utf8mb4_turkish_ci utf8mb3_general_ci latin1_swedish_ci latin1_german2_ci
        latin1_bin latin1_nopad_bin ascii_general_ci cp1251_general_ci ucs2_general_ci utf16_bin utf32_unicode_ci
        sjis_japanese_ci big5_chinese_ci)]);

for my $mysql (Converge::MySQL->shared('split'), Converge::MySQL->new('split_mariadb', flavour => 'mariadb'))
{
    my $name = $mysql->{flavour};
    make_target($node, $name, 'CREATE EXTENSION cvg_test_split');
    $mysql->make_database("split_$name");
    foreign_server($node, $name, 'source', $mysql, dbname => "split_$name");
    numbers($mysql);
    moments($mysql);
    strings($mysql);
    bytes($mysql);
    shapes($mysql);
    undivided($mysql);
    balance($mysql);
    later($mysql);
}
done_testing();

# ---------------------------------------------------------------- the property

# Makes a table of the keys given as SQL, those that the key takes for equal
# only once, and reads it in several numbers of parts.
sub divides ($mysql, $what, $type, $keys, %options)
{
    make_table($mysql, $what, $type, $keys, %options);
    parts_ok($mysql, $what, $_) for 5, (2, 3, 16, 64)[ rand 4 ];
}

sub make_table ($mysql, $what, $type, $keys, %options)
{
    my $primary = $options{primary} // 'k';
    my @rows    = map { "($keys->[$_], " . ($_ + 1) . ')' } 0 .. $#$keys;
    my $sql     = "DROP TABLE IF EXISTS `$what`; CREATE TABLE `$what` (k $type, id int, PRIMARY KEY ($primary)) ENGINE = "
      . ($options{engine} // 'InnoDB') . ' ' . ($options{partition} // '') . ';';
    while (my @some = splice(@rows, 0, 5000))
    {
        $sql .= "INSERT IGNORE INTO `$what` VALUES " . join(',', @some) . ';';
    }
    $mysql->sql("$sql ANALYZE TABLE `$what`", "split_$mysql->{flavour}");
}

# Returns the sizes of the parts.
sub parts_ok ($mysql, $table, $nparts)
{
    my $name = $mysql->{flavour};
    my $rows = $mysql->sql("SELECT COUNT(*) FROM `$table`", "split_$name");
    # MySQL sorts Big5 in another order than it compares it in, seldom; MariaDB
    # does not find all CHAR without padding by its index
    my $least = $table =~ /big5|^(?:char|uuid) .*nopad/ ? 1 : 2;
    my $plain = $table =~ s/``/`/gr;
    my ($got, @parts) = split /\n/, $node->safe_psql($name, "
        CREATE TEMP TABLE got AS SELECT * FROM cvg_test_split('source', \$\$$plain\$\$, $nparts);
        SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || (count(DISTINCT part) BETWEEN $least AND $nparts) FROM got;
        SELECT count(*) || '|' || condition FROM got GROUP BY part, condition ORDER BY part");

    is($got, "$rows $rows true", "$name: $table in $nparts parts")
      or diag(join("\n", "CONVERGE_SEED=$seed", @parts[ 0 .. ($#parts > 20 ? 20 : $#parts) ]));
    return map { /^(\d+)/ } @parts if $nparts != 5 || @parts < 2;

    my @plans = split /\n/, $mysql->sql(join(';', map { "EXPLAIN FORMAT=TRADITIONAL SELECT * FROM `$table` FORCE INDEX (PRIMARY) WHERE "
              . s/^\d+\|//r } @parts), "split_$name");
    is_deeply([ grep { !/\trange\tPRIMARY\tPRIMARY\t/ } @plans ], [], "$name: $table is read by ranges of its primary key");
    return map { /^(\d+)/ } @parts;
}

sub hex_of ($bytes)
{
    return "x'" . unpack('H*', $bytes) . "'";
}

# ---------------------------------------------------------------- keys

sub numbers ($mysql)
{
    divides($mysql, 'int', 'int', [ 1 .. 3000 ]);
    divides($mysql, 'int holes', 'int', [ 1 .. 1500, 2_000_000_000 .. 2_000_001_500 ]);
    divides($mysql, 'int random', 'int', [ map { int(rand(2**32)) - 2**31 } 1 .. 3000 ]);
    divides($mysql, 'tiny', 'tinyint unsigned', [ 0 .. 255 ]);
    divides($mysql, 'big', 'bigint', [ '-9223372036854775808', '9223372036854775807', -3000 .. 3000,
            map { int(rand(2**62)) * ($_ % 2 ? 1 : -1) } 1 .. 1000 ]);
    divides($mysql, 'big unsigned', 'bigint unsigned', [ '18446744073709551615', '18446744073709551614', '9223372036854775808', 0 .. 1000 ]);
    divides($mysql, 'zerofill', 'int(10) unsigned zerofill', [ map { $_ * 7 } 1 .. 2000 ]);
    divides($mysql, 'decimal', 'decimal(30,10)', [ map { sprintf('%.10f', (rand() - 0.5) * 10**int(rand(15))) } 1 .. 3000 ]);
    divides($mysql, 'long decimal', 'decimal(65,0)', [ map { ($_ % 2 ? '-' : '') . join('', map { int(rand(10)) } 1 .. 1 + rand(64)) } 1 .. 2000 ]);
    divides($mysql, 'two rows', 'int', [ 5, 7 ]);
}

sub moments ($mysql)
{
    divides($mysql, 'date', 'date', [ map { "DATE'1999-12-31' + INTERVAL $_ DAY" } 1 .. 1500 ]);
    divides($mysql, 'old dates', 'date', [ "'0000-00-00'", "'2024-00-00'", "'9999-12-31'", map { "DATE'1200-12-31' + INTERVAL $_ DAY" } 1 .. 500 ]);
    divides($mysql, 'datetime', 'datetime(6)', [ map { "TIMESTAMP'2024-03-31 00:00:00' + INTERVAL " . int(rand(1e10)) . ' MICROSECOND' } 1 .. 2000 ]);
    divides($mysql, 'timestamp', 'timestamp(3)', [ map { "TIMESTAMP'2024-03-31 00:00:00' + INTERVAL $_ MINUTE" } 1 .. 2000 ]);
}

sub hex_digits ($n)
{
    return join('', map { sprintf('%x', rand 16) } 1 .. $n);
}

sub uuid4
{
    return join('-', hex_digits(8), hex_digits(4), '4' . hex_digits(3), (8, 9, 'a', 'b')[ rand 4 ] . hex_digits(3), hex_digits(12));
}

sub uuid7 ($ms)
{
    my $time = sprintf('%012x', $ms);
    return join('-', substr($time, 0, 8), substr($time, 8), '7' . hex_digits(3), 'a' . hex_digits(3), hex_digits(12));
}

sub ulid ($ms)
{
    my @letters = split //, '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    my $time = '';
    for (1 .. 10)
    {
        $time = $letters[ $ms % 32 ] . $time;
        $ms   = int($ms / 32);
    }
    return $time . join('', map { $letters[ rand 32 ] } 1 .. 16);
}

# a word of letters that tell collations apart: case, accents, expansions,
# NUL, quotes, wildcards, ideographs, and characters of four bytes
sub word
{
    my @letters = ('a', 'A', 'b', 'B', 'z', 'Z', '_', '0', '9', "'", '"', '\\', '%', ' ', "\0", "\t", '`', '-',
        map { my $c = chr; utf8::encode($c); $c } 0xE4, 0xC4, 0xDF, 0xE9, 0x131, 0x130, 0x142, 0x44F, 0x42F, 0x65E5, 0x672C, 0x1F600, 0xFFFD, 0x10FFFF);
    return join('', map { $letters[ rand @letters ] } 1 .. int(rand(8))) . ' ' x int(rand(3));
}

sub strings ($mysql)
{
    my $start = 1_700_000_000_000;
    my @uuids = map { uuid4() } 1 .. 1500;
    my @words = map { 'CONVERT(_utf8mb4 ' . hex_of(word()) . ' USING utf8mb4)' } 1 .. 1500;

    # half of them, by the seed
    my @some = shuffle(@{ $collations{ $mysql->{flavour} } });
    for my $collation (@some[ 0 .. $#some / 2 ])
    {
        my ($charset) = $collation =~ /^([a-z0-9]+)_/;
        divides($mysql, "uuid $collation", "char(36) CHARACTER SET $charset COLLATE $collation", [ map { "'$_'" } @uuids ]);
        divides($mysql, "words $collation", "varchar(20) CHARACTER SET $charset COLLATE $collation", \@words);
        divides($mysql, "char $collation", "char(20) CHARACTER SET $charset COLLATE $collation", \@words);
    }
    divides($mysql, 'uuid 7', 'char(36)', [ map { q(') . uuid7($start + 1000 * $_) . q(') } 1 .. 3000 ]);
    divides($mysql, 'uuid 7 in a moment', 'char(36)', [ map { q(') . uuid7($start + $_) . q(') } 1 .. 3000 ]);
    divides($mysql, 'uuid of the source', 'varchar(36)', [ ('UUID()') x 2000 ]);
    divides($mysql, 'ulid', 'char(26)', [ map { q(') . ulid($start + 3_600_000 * $_) . q(') } 1 .. 3000 ]);
    divides($mysql, 'numbers as text', 'varchar(20)', [ map { "'user-" . $_ . "'" } 1 .. 3000 ]);
    divides($mysql, 'long text', 'varchar(700)', [ map { "CONCAT(REPEAT('x', 650), '$_')" } 1 .. 500 ]);
}

sub bytes ($mysql)
{
    divides($mysql, 'uuid as bytes', 'binary(16)', [ map { "UNHEX(REPLACE('" . uuid4() . "', '-', ''))" } 1 .. 3000 ]);
    divides($mysql, 'uuid 7 as bytes', 'binary(16)', [ map { "UNHEX(REPLACE('" . uuid7(1_700_000_000_000 + 50 * $_) . "', '-', ''))" } 1 .. 3000 ]);
    divides($mysql, 'bytes', 'varbinary(20)', [ map { hex_of(join('', map { chr(rand 256) } 1 .. rand 20)) } 1 .. 3000 ]);
    divides($mysql, 'few bytes', 'varbinary(20)', [ map { hex_of(join('', map { chr((0, 1, 32, 65, 255)[ rand 5 ]) } 1 .. rand 8)) } 1 .. 3000 ]);
    divides($mysql, 'text as bytes', 'varchar(20) CHARACTER SET binary', [ map { hex_of(word()) } 1 .. 2000 ]);
    divides($mysql, 'short binary', 'binary(4)', [ map { hex_of(join('', map { chr((0, 32, 65)[ rand 3 ]) } 1 .. rand 5)) } 1 .. 500 ]);
}

sub shapes ($mysql)
{
    divides($mysql, 'composite', 'int', [ map { int($_ / 7) } 1 .. 3000 ], primary => 'k, id');
    divides($mysql, 'skewed', 'int', [ (5) x 2000, 1 .. 1000 ], primary => 'k, id');
    divides($mysql, 'few', "varchar(9) COLLATE $collations{$mysql->{flavour}}[0]", [ map { ("'alpha'", "'Beta'", "'gamma'")[ rand 3 ] } 1 .. 3000 ], primary => 'k, id');
    divides($mysql, 'descending', 'int', [ 1 .. 3000 ], primary => 'k DESC');
    divides($mysql, 'descending text', 'char(36)', [ map { q(') . uuid4() . q(') } 1 .. 3000 ], primary => 'k DESC');
    divides($mysql, 'hashed', 'int', [ 1 .. 3000 ], partition => 'PARTITION BY HASH (k) PARTITIONS 5');
    divides($mysql, 'ranges', 'int', [ 1 .. 3000 ], partition => 'PARTITION BY RANGE (k) (PARTITION a VALUES LESS THAN (500), PARTITION b VALUES LESS THAN MAXVALUE)');
    divides($mysql, "odd``na'me", 'int', [ 1 .. 300 ]);
}

# ---------------------------------------------------------------- tables that are one part

sub undivided ($mysql)
{
    my $name = $mysql->{flavour};
    my %types = (
        float => [ 'float', 1 .. 100 ], double => [ 'double', 1 .. 100 ], year => [ 'year', 0, 1901 .. 2155 ],
        bits => [ 'bit(10)', 1 .. 500 ], enum => [ "enum('b', 'a', 'c')", "'a'", "'b'", "'c'" ],
        set => [ "set('b', 'a', 'c')", "'a'", "'b'", "'c'", "'b,c'" ], time => [ 'time', "'10:00:00'", "'-11:00:00'" ],
        one => [ 'int', 5 ], none => ['int']);
    for my $what (sort keys %types)
    {
        my ($type, @keys) = @{ $types{$what} };
        make_table($mysql, $what, $type, \@keys);
    }
    make_table($mysql, 'prefix', 'varchar(100)', [ map { "'$_'" } 1000 .. 2000 ], primary => 'k(2)');
    make_table($mysql, 'one of two', 'int', [ (5) x 500 ], primary => 'k, id');
    make_table($mysql, $_, 'int', [ 1 .. 500 ], engine => $_) for qw(MyISAM MEMORY), $name eq 'mariadb' ? 'Aria' : ();
    $mysql->sql('CREATE TABLE no_key (k int NOT NULL UNIQUE, id int); INSERT INTO no_key SELECT k, id FROM MyISAM', "split_$name");

    for my $table (sort(keys %types), 'prefix', 'one of two', 'MyISAM', 'MEMORY', 'no_key', $name eq 'mariadb' ? 'Aria' : ())
    {
        my $rows = $mysql->sql("SELECT COUNT(*) FROM `$table`", "split_$name");
        is($node->safe_psql($name, "SELECT count(*) || ' ' || count(condition) FROM cvg_test_split('source', '$table', 4)"),
            "$rows 0", "$name: $table is not divided");
    }
}

# ---------------------------------------------------------------- how even

sub balance ($mysql)
{
    my $count = 60_000;
    make_table($mysql, 'even uuid', 'char(36)', [ map { q(') . uuid4() . q(') } 1 .. $count ]);
    make_table($mysql, 'even bytes', 'binary(16)', [ map { 'x' . q(') . hex_digits(32) . q(') } 1 .. $count ]);
    make_table($mysql, 'even uuid 7', 'char(36)', [ map { q(') . uuid7(1_700_000_000_000 + $_ * 100) . q(') } 1 .. $count ]);
    make_table($mysql, 'even hole', 'bigint', [ 1 .. $count / 2, map { 10**18 + $_ } 1 .. $count / 2 ]);
    make_table($mysql, 'even clusters', 'bigint unsigned', [ map { int(2**(3 * $_)) .. int(2**(3 * $_)) + $count / 20 } 1 .. 20 ]);
    for my $table ('even uuid', 'even bytes', 'even uuid 7', 'even hole', 'even clusters')
    {
        for my $nparts (4, 16)
        {
            my @sizes = sort { $a <=> $b } parts_ok($mysql, $table, $nparts);
            cmp_ok($sizes[-1], '<=', 2 * $count / $nparts, "$mysql->{flavour}: $table, the largest of $nparts parts");
            cmp_ok(scalar @sizes, '>=', $nparts * 3 / 4, "$mysql->{flavour}: $table, number of parts");
        }
    }
}

# ---------------------------------------------------------------- the snapshot

# What is committed after the snapshot is in no part, and takes no row away.
sub later ($mysql)
{
    my $name   = $mysql->{flavour};
    my $holder = $node->background_psql($name);

    make_table($mysql, 'moving', 'int', [ map { $_ * 10 } 1 .. 1000 ]);
    $holder->query_safe('SELECT pg_advisory_lock(1)');
    my $session = start_session($node, $name,
        q(SELECT count(*), count(DISTINCT id), min(id), max(id), max(part) FROM cvg_test_split('source', 'moving', 8, 1)));
    $node->poll_query_until($name, q(SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'advisory')) or die 'nobody waits';
    $mysql->sql('DELETE FROM moving WHERE id BETWEEN 300 AND 800; UPDATE moving SET k = k + 1, id = id + 10000 WHERE id < 200;
        INSERT INTO moving VALUES (-5, 5000), (20000, 5001), (155, 5002)', "split_$name");
    $holder->query_safe('SELECT pg_advisory_unlock(1)');
    $holder->quit;
    $session->{run}->finish;
    is(${ $session->{out} }, "1000|1000|1|1000|8\n", "$name: rows of the snapshot") or diag(${ $session->{err} });
}

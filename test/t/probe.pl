# What a source says of its data before types are chosen for it: which
# tinyint(1) hold nothing but 0 and 1, which char(36) nothing but uuids.
# The module cvg_test_probe must be installed, as the stage "modules" does.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = start_cluster('probe');
my $uuid = '6ccd780c-baba-1026-9564-5b8c656024db';

for my $mysql (Converge::MySQL->shared('probe'), Converge::MySQL->new('probe_mariadb', flavour => 'mariadb'))
{
    my $name = $mysql->{flavour};
    make_target($node, $name, 'CREATE EXTENSION cvg_test_probe');
    booleans($mysql, $name);
    uuids($mysql, $name);
    charsets($mysql, $name);
    denied($mysql, $name);
    many($mysql, $name);
}
done_testing();

# "column boolean uuid" of every column of one table, or of all.
sub answers ($mysql, $database, $table = '%')
{
    my $name = $mysql->{flavour};
    foreign_server($node, $name, 'source', $mysql, dbname => $database);
    return [ split /\n/, $node->safe_psql($name, "SELECT column_name || ' ' || \"boolean\" || ' ' || uuid
        FROM cvg_test_probe('source') WHERE table_name LIKE '$table'") ];
}

sub booleans ($mysql, $name)
{
    $mysql->make_database("probe_$name", q(
        CREATE TABLE flags (id int PRIMARY KEY, zero tinyint(1), one tinyint(1), mixed tinyint(1), two tinyint(1),
            negative tinyint(1), late tinyint(1), nothing tinyint(1), plain tinyint, wide tinyint(4));
        INSERT INTO flags VALUES (1, 0, 1, 0, 2, -1, 0, NULL, 0, 0), (2, 0, 1, 1, 0, 0, 1, NULL, 1, 1),
            (3, 0, 1, NULL, 0, 0, 127, NULL, 0, 0);
        CREATE TABLE counted (id tinyint(1) AUTO_INCREMENT PRIMARY KEY);
        CREATE TABLE none (a tinyint(1), b char(36), c varchar(36));
        CREATE TABLE `odd``na'me` (`a``'b` tinyint(1), `c"d` char(36));
        INSERT INTO `odd``na'me` VALUES (3, 'x')));
    is_deeply(answers($mysql, "probe_$name", 'flags'),
        [ 'id unknown unknown', 'zero yes unknown', 'one yes unknown', 'mixed yes unknown', 'two no unknown',
            'negative no unknown', 'late no unknown', 'nothing empty unknown', 'plain unknown unknown', 'wide unknown unknown' ],
        "$name: booleans");
    is_deeply(answers($mysql, "probe_$name", 'counted'), ['id unknown unknown'], "$name: a counter is no boolean");
    is_deeply(answers($mysql, "probe_$name", 'none'), [ 'a empty unknown', 'b unknown empty', 'c unknown empty' ],
        "$name: a table without rows");
    is_deeply(answers($mysql, "probe_$name", 'odd%'), [ q(a`'b no unknown), 'c"d unknown no' ], "$name: odd names");
}

sub uuids ($mysql, $name)
{
    my $upper = uc $uuid;
    my $dense = $uuid =~ s/-//gr;
    $mysql->make_database("probe_uuid_$name", qq(
        CREATE TABLE t (id int PRIMARY KEY, lower_case char(36), upper_case char(36) NOT NULL, vc varchar(36), gone char(36),
            blank char(36), blank_not_null char(36) NOT NULL, only_blank varchar(36), spaces varchar(36), dense char(36),
            braces char(36), word char(36), digit char(36), feed varchar(36), hyphen char(36), odd char(36), late char(36), other char(35),
            longer varchar(37), doc varchar(36) CHARACTER SET binary);
        INSERT INTO t VALUES
            (1, '$uuid', '$upper', '$uuid', NULL, '$uuid', '$uuid', NULL, '$uuid', '$uuid', '$uuid', '$uuid', '$uuid', '$uuid', '$uuid', '$uuid', '$uuid',
                'x', 'x', '$uuid'),
            (2, '$upper', '$uuid', '$upper', NULL, '', '', '', '  ', '$dense', '{$dense}', 'no uuid', '6ccd780g-baba-1026-9564-5b8c656024db',
                '6ccd780c-baba-1026-9564-5b8c656024d\n', '6ccd780cbaba-1026-9564-5b8c656024db-',
                '6ccd780c-baba-1026-9564-5b8c656024d-', NULL, 'x', 'x', '$uuid'),
            (3, NULL, '$uuid', NULL, NULL, NULL, '$uuid', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'x', NULL, NULL, NULL)));
    my %expected = (id => 'unknown', lower_case => 'yes', upper_case => 'yes', vc => 'yes', gone => 'empty', blank => 'yes',
        blank_not_null => 'no', only_blank => 'empty', spaces => 'no', dense => 'no', braces => 'no', word => 'no', digit => 'no',
        feed => 'no', hyphen => 'no', odd => 'no', late => 'no', other => 'unknown', longer => 'unknown', doc => 'unknown');
    my %got = map { my ($column, $boolean, $fit) = split / /; ($column => $fit) } @{ answers($mysql, "probe_uuid_$name") };
    is_deeply(\%got, \%expected, "$name: uuids");
}

# uuids are uuids in every character set and collation
sub charsets ($mysql, $name)
{
    my @sets = ('latin1', 'ascii', 'utf8mb4', 'utf8mb4 COLLATE utf8mb4_bin', 'ucs2', 'utf16', 'utf32', 'cp1251', 'latin5 COLLATE latin5_turkish_ci', 'sjis');
    my $i = 0;
    my $columns = join(', ', map { $i++; "good$i char(36) CHARACTER SET $_, bad$i varchar(36) CHARACTER SET $_" } @sets);
    my $good = join(', ', map { "'$uuid', '$uuid'" } @sets);
    my $bad  = join(', ', map { "'$uuid', '6ccd780c-baba-1026-9564-5b8c656024dz'" } @sets);
    $mysql->make_database("probe_charset_$name", "CREATE TABLE t ($columns); INSERT INTO t VALUES ($good), ($bad)");
    is_deeply(answers($mysql, "probe_charset_$name"),
        [ map { ("good$_ unknown yes", "bad$_ unknown no") } 1 .. $i ], "$name: character sets");
}

# An account that may write a column sees it, and may not read it.
sub denied ($mysql, $name)
{
    my $account = "probe_$name";
    $mysql->make_database("probe_denied_$name", q(
        CREATE TABLE open (id int PRIMARY KEY, flag tinyint(1));
        INSERT INTO open VALUES (1, 2);
        CREATE TABLE partly (id int PRIMARY KEY, flag tinyint(1), secret tinyint(1), uid char(36), hidden char(36), never tinyint(1));
        INSERT INTO partly VALUES (1, 2, 2, 'x', 'x', 2)));
    $mysql->sql("DROP USER IF EXISTS $account; CREATE USER $account IDENTIFIED BY 'reader';
        GRANT SELECT ON probe_denied_$name.open TO $account;
        GRANT SELECT (id, flag, uid), INSERT (secret, hidden) ON probe_denied_$name.partly TO $account");
    my $reader = bless { %$mysql, account => $account }, ref $mysql;
    is_deeply(answers($reader, "probe_denied_$name", 'open'), [ 'id unknown unknown', 'flag no unknown' ],
        "$name: a table beside one that may not be read");
    is_deeply(answers($reader, "probe_denied_$name", 'partly'),
        [ 'id unknown unknown', 'flag no unknown', 'secret unknown unknown', 'uid unknown no', 'hidden unknown unknown' ],
        "$name: columns that may not be read are unknown");
    $mysql->sql("DROP USER $account");
    bless $reader, 'main';    # the server is not its own
}

# More tables than one statement asks.
sub many ($mysql, $name)
{
    my @tables = map { sprintf 't%03d', $_ } 1 .. 130;
    $mysql->make_database("probe_many_$name", join('; ', map { ("CREATE TABLE $_ (a tinyint(1), b tinyint(1), u char(36))",
        "INSERT INTO $_ VALUES (" . ($_ =~ /7$/ ? 5 : 1) . ", 1, " . ($_ =~ /3$/ ? "'x'" : "'$uuid'") . ')') } @tables));
    my @expected = map { ('a ' . ($_ =~ /7$/ ? 'no' : 'yes') . ' unknown', 'b yes unknown',
        'u unknown ' . ($_ =~ /3$/ ? 'no' : 'yes')) } @tables;
    is_deeply(answers($mysql, "probe_many_$name"), \@expected, "$name: 130 tables");
    my $statements = sub { (split /\t/, $mysql->sql(q(SHOW GLOBAL STATUS LIKE 'Com_select')))[1] };
    my $before = $statements->();
    answers($mysql, "probe_many_$name");
    cmp_ok($statements->() - $before, '<', 30, "$name: a few statements for all of them");
}

# What the catalog reader says of a database that has everything, on MySQL and
# MariaDB.  The reader is asked by a module of test/modules.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use JSON::PP;
use Test::More;

# ---------------------------------------------------------------- databases

# both servers; é is U+00E9, 🙂 is beyond the BMP
my $common = <<'SQL';
CREATE TABLE literals (
    id int AUTO_INCREMENT PRIMARY KEY COMMENT 'the ''key'' \\ é %',
    quoted varchar(20) DEFAULT 'it''s \\ x', null_word varchar(20) DEFAULT 'NULL', null_value varchar(20) DEFAULT NULL,
    none_given varchar(20), none_allowed varchar(20) NOT NULL, blank varchar(20) NOT NULL DEFAULT '',
    clock_word varchar(30) DEFAULT 'CURRENT_TIMESTAMP', call_word varchar(30) DEFAULT 'uuid()',
    accent varchar(20) DEFAULT 'é', emoji varchar(20) DEFAULT 'é🙂 ok', question varchar(20) DEFAULT 'why?',
    latin varchar(20) CHARACTER SET latin1 DEFAULT 'é', ucs varchar(20) CHARACTER SET ucs2 DEFAULT 'é?',
    lines_in varchar(20) DEFAULT 'a\nb\tc\rd', nul varchar(20) DEFAULT 'a\0b',
    five int DEFAULT 5, minus int DEFAULT -5, digits decimal(10,2) DEFAULT 1.5, big bigint unsigned DEFAULT 18446744073709551615,
    padded int(5) zerofill DEFAULT 7, large double DEFAULT 1e100, flag tinyint(1) DEFAULT TRUE,
    bits bit(4) DEFAULT b'101', onebit bit(1) DEFAULT 1,
    nul_bytes varbinary(10) DEFAULT 0xFF00, one_nul varbinary(10) DEFAULT 0x00, ascii varbinary(10) DEFAULT 'abc',
    filled binary(4) DEFAULT 'ab', high binary(3) NOT NULL DEFAULT 0xFFFE41, mark varbinary(10) DEFAULT '?',
    day date DEFAULT '2020-02-03', span time DEFAULT '-01:02:03', zero datetime DEFAULT '0000-00-00 00:00:00',
    instant timestamp(3) NULL DEFAULT '2020-01-01 00:00:00', yr year DEFAULT 1999,
    choice enum('a','b''c','\\n','é','x,y','') DEFAULT 'b''c', several set('a','c') DEFAULT 'a,c'
) COMMENT 'table ''q'' \\ é %';
CREATE TABLE expressions (
    m datetime DEFAULT CURRENT_TIMESTAMP, m6 datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    t timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, none timestamp NULL,
    u varchar(40) DEFAULT (uuid()), three int DEFAULT (1 + 2), quoted varchar(30) DEFAULT (concat('it''s', 'b\\c', 'é')),
    emoji varchar(20) DEFAULT (concat('🙂', 'x', '?')) COMMENT 'a, DEFAULT (b', nothing varchar(20) DEFAULT (NULL));
CREATE TABLE computed (a int, b int, `q``x's` int, total int AS (a + b) VIRTUAL, product int AS (a * b) STORED COMMENT 'kept',
    named int AS (`q``x's` + 1) VIRTUAL, words varchar(50) AS (concat(a, 'it''s \\ é')) VIRTUAL,
    emoji varchar(50) AS (concat('🙂', '''', '?')) STORED);
CREATE TABLE indexed (a int, b int, t text, c varchar(100), p point NOT NULL, bl blob, `we``ird %s` int,
    KEY z_last (b), UNIQUE KEY `u``q's` (a, b), KEY prefixed (c(10), a DESC), KEY texts (t(20)) COMMENT 'idx é''', KEY bytes (bl(7)),
    FULLTEXT KEY words (t, c), SPATIAL KEY places (p), KEY odd (`we``ird %s`), PRIMARY KEY (b, a));
CREATE TABLE hashed (a int, b int, KEY (a) USING HASH, UNIQUE KEY (b)) ENGINE = MEMORY;
CREATE TABLE Pair (id int PRIMARY KEY, x int, y int, KEY k (x), CONSTRAINT upper_one CHECK (x > 1));
CREATE TABLE pAIR (id int PRIMARY KEY, y int, x int, UNIQUE KEY k (y), CONSTRAINT lower_one CHECK (y < 10));
CREATE TABLE checked (a int, b varchar(20), c varchar(30), CONSTRAINT `na``me` CHECK (b <> 'it''s \\ é 🙂'),
    CONSTRAINT `per%cent` CHECK (b LIKE '%x\\_%' OR c IN ('\n', 'dq"')), CONSTRAINT `question?` CHECK (c <> 'why?'));
CREATE TABLE referring (id int PRIMARY KEY, x int, y int, z int, w int, m int,
    CONSTRAINT f1 FOREIGN KEY (x) REFERENCES Pair (id) ON DELETE CASCADE ON UPDATE SET NULL,
    CONSTRAINT f2 FOREIGN KEY (y) REFERENCES pAIR (id) ON DELETE NO ACTION,
    CONSTRAINT f3 FOREIGN KEY (z) REFERENCES other_1.far (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT f4 FOREIGN KEY (w) REFERENCES other_1.FAR (id) ON DELETE SET NULL);
CREATE TABLE self (a int, b int, c int, d int, PRIMARY KEY (a, b), CONSTRAINT again FOREIGN KEY (d, c) REFERENCES self (a, b));
SET foreign_key_checks = 0;
CREATE TABLE dangling (id int PRIMARY KEY, x int, CONSTRAINT nowhere FOREIGN KEY (x) REFERENCES missing (id) ON DELETE CASCADE);
SET foreign_key_checks = 1;
CREATE TABLE by_year (id int, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (year(d)) SUBPARTITION BY HASH (to_days(d)) SUBPARTITIONS 2
    (PARTITION p0 VALUES LESS THAN (2000), PARTITION p1 VALUES LESS THAN MAXVALUE);
CREATE TABLE by_text (id int, s varchar(20)) PARTITION BY RANGE COLUMNS (s, id)
    (PARTITION b VALUES LESS THAN ('it''s é', 5), PARTITION a VALUES LESS THAN (MAXVALUE, MAXVALUE));
CREATE TABLE by_list (s varchar(10)) PARTITION BY LIST COLUMNS (s) (PARTITION p VALUES IN ('a', 'b''c'), PARTITION q VALUES IN (NULL, 'é'));
CREATE TABLE by_key (id int PRIMARY KEY) PARTITION BY KEY () PARTITIONS 2;
CREATE TABLE by_linear (id int) PARTITION BY LINEAR HASH (id) PARTITIONS 2;
CREATE TABLE counted (id bigint unsigned AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 5000;
CREATE TABLE hidden (a int, b int DEFAULT 3 INVISIBLE);
CREATE TABLE labels (id int PRIMARY KEY, e enum('🙂', '?', 'é', 'plain') DEFAULT '🙂', s set('a', '🙂', '😀'));
INSERT INTO labels VALUES (1, '🙂', 'a,😀'), (2, '?', '🙂');
CREATE TABLE unsure (id int PRIMARY KEY, v varchar(20) NOT NULL DEFAULT '🙂', e enum('🙂', 'b'));
CREATE TABLE `aéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaé64` (`a%b"c'd``e` int DEFAULT 1);
CREATE VIEW renamed (`al ias`, two) AS SELECT none_allowed, concat(accent, 'it''s é 🙂 \\') FROM literals WITH LOCAL CHECK OPTION;
CREATE SQL SECURITY INVOKER VIEW invoked AS SELECT a FROM computed;
CREATE VIEW Asked AS SELECT id FROM literals WHERE quoted = 'why? WITH LOCAL CHECK OPTION AS x';
DELIMITER //
CREATE TRIGGER `tri'gger` BEFORE INSERT ON literals FOR EACH ROW SET NEW.quoted = 'it''s é 🙂'//
CREATE TRIGGER other AFTER UPDATE ON pAIR FOR EACH ROW SET @x = 1//
CREATE PROCEDURE `pro ``c`(IN a int, OUT b varchar(20)) BEGIN SELECT 'é🙂\\' INTO b; END//
CREATE FUNCTION fun(a int) RETURNS int DETERMINISTIC RETURN a + 1//
CREATE EVENT daily ON SCHEDULE EVERY 1 DAY STARTS '2040-01-01 00:00:00' ENDS '2041-01-01 00:00:00' DO DELETE FROM hidden//
CREATE EVENT once ON SCHEDULE AT '2045-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE DO DELETE FROM hidden//
DELIMITER ;
SQL

my %only = (mysql => <<'SQL', mariadb => <<'SQL');
CREATE TABLE own (a int, b varchar(20), j json, p point SRID 4326, any_srid point, v vector(3), body text DEFAULT ('long'),
    old_text varchar(20) DEFAULT (_latin1 0xE9),
    KEY plus ((a + 1)), KEY lowered ((lower(b)), a DESC), KEY accents ((concat(b, 'it''s é🙂'))), KEY unseen (b) INVISIBLE,
    KEY members ((CAST(j->'$.x' AS unsigned ARRAY))), FULLTEXT KEY grams (b) WITH PARSER ngram,
    CONSTRAINT lax CHECK (a <> 9) NOT ENFORCED, CONSTRAINT typed CHECK (b <> 'Ã©'));
SQL
CREATE TABLE own (a int, u uuid DEFAULT uuid(), i4 inet4 DEFAULT '1.2.3.4', i6 inet6, j json NOT NULL, body text DEFAULT 'long',
    blob_text blob DEFAULT 'x?', z varchar(100) COMPRESSED DEFAULT 'z', per int AS (a + 1) PERSISTENT, p point REF_SYSTEM_ID = 4326,
    any_srid point, long_text longtext, KEY unseen (a) IGNORED, UNIQUE KEY hashed (long_text) USING HASH,
    c int CHECK (c <> 7), d varchar(9) CHECK (d <> 'CHECK (🙂?'), CONSTRAINT both_parts CHECK (json_valid(j) AND a > 1), CONSTRAINT not_json CHECK (json_valid(z)));
CREATE TABLE history (id int PRIMARY KEY, v int) WITH SYSTEM VERSIONING;
CREATE SEQUENCE ticks START WITH 100 INCREMENT BY 5 MINVALUE 10 MAXVALUE 1000 CACHE 10 CYCLE;
CREATE SEQUENCE `down s` INCREMENT BY -1 NOCACHE;
SELECT NEXTVAL(ticks);
CREATE TABLE ticked (id bigint DEFAULT NEXTVAL(ticks));
SQL

# ---------------------------------------------------------------- what is there

sub text ($value) { return { 'default text' => $value } }
sub hex_ ($value) { return { 'default hex' => $value } }
sub expr ($value) { return { 'default expression' => $value } }
sub index_ ($value, %more) { return { definition => $value, %more } }

# properties of the columns but type and class, charset and collation
my %columns = (
    'literals.id'           => { 'not null' => 'yes', auto_increment => 'yes', comment => q(the 'key' \ é %) },
    'literals.quoted'       => text(q(it's \ x)),
    'literals.null_word'    => text('NULL'),
    'literals.null_value'   => {},
    'literals.none_given'   => {},
    'literals.none_allowed' => { 'not null' => 'yes' },
    'literals.blank'        => { 'not null' => 'yes', 'default text' => '' },
    'literals.clock_word'   => text('CURRENT_TIMESTAMP'),
    'literals.call_word'    => text('uuid()'),
    'literals.accent'       => text('é'),
    'literals.emoji'        => text('é🙂 ok'),
    'literals.question'     => text('why?'),
    'literals.latin'        => text('é'),
    'literals.ucs'          => text('é?'),
    'literals.lines_in'     => text("a\nb\tc\rd"),
    'literals.nul'          => hex_('610062'),
    'literals.five'         => text('5'),
    'literals.minus'        => text('-5'),
    'literals.digits'       => text('1.50'),
    'literals.big'          => text('18446744073709551615'),
    'literals.padded'       => text('00007'),
    'literals.large'        => text('1e100'),
    'literals.flag'         => text('1'),
    'literals.bits'         => { 'default bits' => '0101' },
    'literals.onebit'       => { 'default bits' => '1' },
    'literals.nul_bytes'    => hex_('ff00'),
    'literals.one_nul'      => hex_('00'),
    'literals.ascii'        => hex_('616263'),
    'literals.filled'       => hex_('61620000'),
    'literals.high'         => { 'not null' => 'yes', 'default hex' => 'fffe41' },
    'literals.mark'         => hex_('3f'),
    'literals.day'          => text('2020-02-03'),
    'literals.span'         => text('-01:02:03'),
    'literals.zero'         => text('0000-00-00 00:00:00'),
    'literals.instant'      => text('2020-01-01 00:00:00.000'),
    'literals.yr'           => text('1999'),
    'literals.choice'       => {
        'label 1' => 'a', 'label 2' => q(b'c), 'label 3' => '\n', 'label 4' => 'é', 'label 5' => 'x,y', 'label 6' => '',
        'default text' => q(b'c) },
    'literals.several'    => { 'label 1' => 'a', 'label 2' => 'c', 'default text' => 'a,c' },
    'expressions.none'    => {},
    'expressions.nothing' => {},
    'expressions.u'       => expr('uuid()'),
    'expressions.three'   => expr('(1 + 2)'),
    'computed.a'          => {},
    'hidden.a'            => {},
    'hidden.b'            => { invisible => 'yes', 'default text' => '3' },
    'labels.e'            =>
      { 'label 1' => '🙂', 'label 2' => '?', 'label 3' => 'é', 'label 4' => 'plain', 'default text' => '🙂' },
    'labels.s'            => { 'label 1' => 'a', 'label 2' => '🙂', 'label 3' => '😀' },
    qq(aéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaéaé64.a%b"c'd`e) => text('1'),
);

my %indexes = (
    'literals.PRIMARY' => index_('primary BTREE: id'),
    'indexed.PRIMARY'  => index_('primary BTREE: b, a'),
    'indexed.z_last'   => index_('plain BTREE: b'),
    q(indexed.u`q's)   => index_('unique BTREE: a, b'),
    'indexed.prefixed' => index_('plain BTREE: c(10), a DESC'),
    'indexed.texts'    => index_('plain BTREE: t(20)', comment => q(idx é')),
    'indexed.bytes'    => index_('plain BTREE: bl(7)'),
    'indexed.words'    => index_('fulltext FULLTEXT: t, c'),
    'indexed.places'   => index_('spatial SPATIAL: p'),
    'indexed.odd'      => index_('plain BTREE: we`ird %s'),
    'hashed.a'         => index_('plain HASH: a'),
    'hashed.b'         => index_('unique HASH: b'),
    'Pair.k'           => index_('plain BTREE: x'),
    'pAIR.k'           => index_('unique BTREE: y'),
);

my %foreign_keys = (
    'referring.f1'     => 'x -> Pair: id; cascade, set null',
    'referring.f2'     => 'y -> pAIR: id; none, none',
    'referring.f3'     => 'z -> other_1.far: id; none, cascade',
    'referring.f4'     => 'w -> other_1.FAR: id; set null, none',
    'self.again'       => 'd, c -> self: a, b; none, none',
    'dangling.nowhere' => 'x -> missing: id; cascade, none',
);

# place in order and subpartitions => values
my %partitions = (
    'by_year.p0'   => [ 1, 2, '2000' ],
    'by_year.p1'   => [ 2, 2, 'MAXVALUE' ],
    'by_text.b'    => [ 1, 0, q('it''s é',5) ],
    'by_text.a'    => [ 2, 0, 'MAXVALUE,MAXVALUE' ],
    'by_list.p'    => [ 1, 0, q('a','b''c') ],
    'by_list.q'    => [ 2, 0, q(NULL,'é') ],
    'by_key.p0'    => [ 1, 0, '-' ],
    'by_key.p1'    => [ 2, 0, '-' ],
    'by_linear.p0' => [ 1, 0, '-' ],
);

my %objects = (
    (map { ("column $_" => $columns{$_}) } keys %columns),
    (map { ("index $_" => $indexes{$_}) } keys %indexes),
    (map { ("foreign key $_" => { definition => $foreign_keys{$_} }) } keys %foreign_keys),
    (map { ("partition $_" => { "place $partitions{$_}[0], $partitions{$_}[1] subpartitions" => $partitions{$_}[2] }) }
        keys %partitions),
    'table literals'  => { comment => q(table 'q' \ é %), auto_increment => 1, 'key 1' => 'id' },
    'table indexed'   => { 'key 1' => 'b', 'key 2' => 'a' },
    'table Pair'      => { 'key 1' => 'id' },
    'table counted'   => { 'key 1' => 'id', auto_increment => 5000 },
    'table by_year'   => {
        'key 1' => 'id', 'key 2' => 'd', 'partitioned by' => 'RANGE: year(`d`)', 'subpartitioned by' => 'HASH: to_days(`d`)' },
    'table by_text'   => { 'partitioned by' => 'RANGE COLUMNS: `s`,`id`' },
    'table by_list'   => { 'partitioned by' => 'LIST COLUMNS: `s`' },
    'table by_key'    => { 'key 1' => 'id', 'partitioned by' => 'KEY: -' },
    'table by_linear' => { 'partitioned by' => 'LINEAR HASH: `id`' },
    q(trigger tri'gger) => {
        listed => 'yes', table => 'literals', timing => 'BEFORE INSERT', sql_mode => 'NO_ENGINE_SUBSTITUTION',
        body => qr/^CREATE DEFINER=`root`\@`localhost` TRIGGER .* FOR EACH ROW SET NEW\.quoted = 'it''s é 🙂'$/ },
    'trigger other' => {
        listed => 'yes', table => 'pAIR', timing => 'AFTER UPDATE', sql_mode => 'NO_ENGINE_SUBSTITUTION', body => qr/SET \@x = 1$/ },
    'procedure pro `c' => {
        listed => 'yes', sql_mode => 'NO_ENGINE_SUBSTITUTION',
        body => qr/^CREATE DEFINER=`root`\@`localhost` PROCEDURE `pro ``c`\(IN a int, OUT b varchar\(20\)\)\s+BEGIN SELECT 'é🙂\\\\' INTO b; END$/ },
    'function fun' => {
        listed => 'yes', sql_mode => 'NO_ENGINE_SUBSTITUTION', body => qr/^CREATE .*FUNCTION `fun`\(a int\) RETURNS int.*RETURN a \+ 1$/s },
    'event daily' => {
        listed => 'yes', sql_mode => 'NO_ENGINE_SUBSTITUTION', body => qr/^CREATE .*EVENT `daily` .*DO DELETE FROM hidden$/,
        timing => q(EVERY 1 DAY STARTS '2040-01-01 00:00:00' ENDS '2041-01-01 00:00:00', time zone +00:00) },
    'event once' => {
        listed => 'yes', sql_mode => 'NO_ENGINE_SUBSTITUTION', body => qr/DISABLE DO DELETE FROM hidden$/,
        timing => q(AT '2045-01-01 00:00:00', time zone +00:00) },
    'view invoked' => {
        body => qr/^select .*`a`.* from .*`computed`$/, 'check option' => 'NONE', invoker => 'yes', 'column 1' => qr/^a int/ },
    'view renamed' => {
        body => qr/^select .*concat\(.*`accent`,'it\\'s é 🙂 \\\\'\) .* from .*`literals`$/, 'check option' => 'LOCAL',
        'column 1' => 'al ias varchar(20)', 'column 2' => 'two varchar(30)' },
    'view Asked' => {
        body => qr/ where \(?(`\w+`\.)*`quoted` = 'why\? WITH LOCAL CHECK OPTION AS x'\)?$/, 'check option' => 'NONE',
        'column 1' => qr/^id int/ },
);

# expressions are in the SQL of their server
my %dialect = (
    mysql => {
        schema => { name => 'shop_1', 'code visible' => 'yes' },
        'column expressions.m'      => expr('CURRENT_TIMESTAMP'),
        'column expressions.m6'     => { %{ expr('CURRENT_TIMESTAMP(6)') }, 'on update' => 'CURRENT_TIMESTAMP(6)' },
        'column expressions.t'      => { %{ expr('CURRENT_TIMESTAMP') }, 'on update' => 'CURRENT_TIMESTAMP', 'not null' => 'yes' },
        'column expressions.quoted' => expr(q(concat(_utf8mb4'it\'s',_utf8mb4'b\\\\c',_utf8mb4'é'))),
        'column expressions.emoji'  =>
          { %{ expr(q(concat(_utf8mb4'🙂',_utf8mb4'x',_utf8mb4'?'))) }, comment => 'a, DEFAULT (b' },
        'column computed.total'     => { generated => 'virtual', generation => '(`a` + `b`)' },
        'column computed.product'   => { generated => 'stored', generation => '(`a` * `b`)', comment => 'kept' },
        'column computed.named'     => { generated => 'virtual', generation => q((`q``x's` + 1)) },
        'column computed.words'     => { generated => 'virtual', generation => q(concat(`a`,_utf8mb4'it\'s \\\\ é')) },
        'column computed.emoji'     => { generated => 'stored', generation => q(concat(_utf8mb4'🙂',_utf8mb4'\'',_utf8mb4'?')) },
        'check Pair.upper_one'      => { expression => '(`x` > 1)' },
        'check pAIR.lower_one'      => { expression => '(`y` < 10)' },
        'check checked.na`me'       => { expression => q((`b` <> _utf8mb4'it\'s \\\\ é 🙂')) },
        'check checked.per%cent'    => { expression => q(((`b` like _utf8mb4'%x\\\\_%') or (`c` in (_utf8mb4'\n',_utf8mb4'dq"')))) },
        'check checked.question?'   => { expression => q((`c` <> _utf8mb4'why?')) },
        'column unsure.v'           => { 'not null' => 'yes', 'default text' => '🙂' },
        'column own.body'           => expr(q(_utf8mb4'long')),
        'column own.old_text'       => expr(qr/^_latin1 0xe9$/),
        'column own.p'              => { srid => 4326 },
        'column own.any_srid'       => {},
        'column own.j'              => {},
        'index own.plus'            => index_('plain BTREE: (`a` + 1)'),
        'index own.lowered'         => index_('plain BTREE: lower(`b`), a DESC'),
        'index own.accents'         => index_(q(plain BTREE: concat(`b`,_utf8mb4'it\'s é🙂'))),
        'index own.unseen'          => index_('plain BTREE: b', invisible => 'yes'),
        'index own.members'         => index_(q(plain BTREE: cast(json_extract(`j`,_utf8mb4'$.x') as unsigned array))),
        'index own.grams'           => index_('fulltext FULLTEXT: b', parser => 'ngram'),
        'check own.lax'             => { expression => '(`a` <> 9)', 'not enforced' => 'yes' },
        'check own.typed'           => { expression => q((`b` <> _utf8mb4'Ã©')) },
    },
    mariadb => {
        schema => { name => 'shop_1', mariadb => 'yes', 'code visible' => 'yes' },
        'column expressions.m'      => expr('current_timestamp()'),
        'column expressions.m6'     => { %{ expr('current_timestamp(6)') }, 'on update' => 'CURRENT_TIMESTAMP(6)' },
        'column expressions.t'      => { %{ expr('current_timestamp()') }, 'on update' => 'CURRENT_TIMESTAMP', 'not null' => 'yes' },
        'column expressions.quoted' => expr(q(concat('it\'s','b\\\\c','é'))),
        'column expressions.emoji'  => { %{ expr(q(concat('🙂','x','?'))) }, comment => 'a, DEFAULT (b' },
        'column computed.total'     => { generated => 'virtual', generation => '`a` + `b`' },
        'column computed.product'   => { generated => 'stored', generation => '`a` * `b`', comment => 'kept' },
        'column computed.named'     => { generated => 'virtual', generation => q(`q``x's` + 1) },
        'column computed.words'     => { generated => 'virtual', generation => q(concat(`a`,'it\'s \\\\ é')) },
        'column computed.emoji'     => { generated => 'stored', generation => q(concat('🙂','\'','?')) },
        'check Pair.upper_one'      => { expression => '`x` > 1' },
        'check pAIR.lower_one'      => { expression => '`y` < 10' },
        'check checked.na`me'       => { expression => q(`b` <> 'it\'s \\\\ é 🙂') },
        'check checked.per%cent'    => { expression => q(`b` like '%x\\\\_%' or `c` in ('\n','dq"')) },
        'check checked.question?'   => { expression => q(`c` <> 'why?') },
        'column own.u'              => expr('uuid()'),
        'column own.i4'             => text('1.2.3.4'),
        'column own.j'              => { json => 'yes', 'not null' => 'yes' },
        'column own.body'           => text('long'),
        'column own.blob_text'      => hex_('783f'),
        'column own.z'              => text('z'),
        'column own.per'            => { generated => 'stored', generation => '`a` + 1' },
        'column own.p'              => { srid => 4326 },
        'column own.any_srid'       => {},
        'column own.long_text'      => {},
        'index own.unseen'          => index_('plain BTREE: a', invisible => 'yes'),
        'index own.hashed'          => index_('unique HASH: long_text'),
        'check own.c'               => { expression => '`c` <> 7' },
        'check own.d'               => { expression => q{`d` <> 'CHECK (🙂?'} },
        'check own.both_parts'      => { expression => 'json_valid(`j`) and `a` > 1' },
        'check own.not_json'        => { expression => 'json_valid(`z`)' },
        'table history'             => { 'system versioned' => 'yes', 'key 1' => 'id' },
        'column ticked.id'          => expr('nextval(`shop_1`.`ticks`)'),
        'sequence ticks'            => { definition => 'start 100 from 10 to 1000 by 5 cache 10 cycle next 150' },
        'sequence down s'           =>
          { definition => 'start -1 from -9223372036854775807 to -1 by -1 cache 0 next -1' },
    });

# the types as both servers spell them, but for display widths
my %types = (
    'own.z' => [ 'varchar(100)', 'varchar' ], 'own.u' => [ 'uuid', 'uuid' ], 'own.i4' => [ 'inet4', 'inet' ],
    'own.j' => [ 'longtext', 'text' ], 'literals.digits' => [ 'decimal(10,2)', 'decimal' ]);

# ---------------------------------------------------------------- how it is read

my $node = start_cluster('catalog');
make_target($node, 'catalog', 'CREATE EXTENSION cvg_test_catalog');

# object => { property => value } as bytes, and the objects in order
sub read_catalog ($server, $everything = 'true')
{
    my ($status, $out, $err) = $node->psql('catalog', "SELECT json_agg(r) FROM cvg_test_catalog('$server', $everything) AS r");
    die "$server: $err" if $status != 0;
    my (%objects, @order);
    for my $row (@{ JSON::PP->new->decode($out) })
    {
        push @order, $row->{object} unless $objects{ $row->{object} };
        $objects{ $row->{object} }{ $row->{property} } = $row->{value};
    }
    return (\%objects, \@order, $err);
}

sub object_is ($found, $expected, $name)
{
    my %found = %{ $found // { 'no such object' => 1 } };
    my @wrong;
    delete @found{qw(class charset collation engine)};
    delete $found{type} if $name =~ /: column /;
    for my $property (sort keys %$expected)
    {
        my ($value, $want) = (delete $found{$property}, $expected->{$property});
        push @wrong, "$property: " . ($value // 'missing') . ", expected $want"
          unless defined $value && (ref $want ? $value =~ $want : $value eq $want);
    }
    push @wrong, map { "$_: $found{$_}, not expected" } sort keys %found;
    ok(!@wrong, $name) or diag(join("\n", @wrong));
}

# those of the objects that belong to the table, in order
sub names_of ($order, $kind, $table)
{
    return join(' ', map { /^\Q$kind $table.\E(.*)/ ? $1 : () } @$order);
}

# ---------------------------------------------------------------- each server

for my $flavour (qw(mysql mariadb))
{
    my $mysql = Converge::MySQL->new("catalog_$flavour", flavour => $flavour);
    $mysql->make_database('other_1', 'CREATE TABLE far (id int PRIMARY KEY); CREATE TABLE FAR (id int PRIMARY KEY)');
    $mysql->make_database('empty_1');
    $mysql->make_database('veiled_1', 'CREATE TABLE veiled (id int PRIMARY KEY, v int, unseen int INVISIBLE DEFAULT 1); CREATE TABLE open (id int PRIMARY KEY, unseen int INVISIBLE DEFAULT 1)');
    $mysql->make_database('shop_1', "$common$only{$flavour}");
    $mysql->sql(q(CREATE USER owner IDENTIFIED BY 'reader'; GRANT ALL PRIVILEGES ON *.* TO owner;
        CREATE USER only_select IDENTIFIED BY 'reader'; GRANT SELECT ON `shop\_1`.* TO only_select;
        CREATE USER neighbour IDENTIFIED BY 'reader';
        GRANT SELECT ON `shop\_1`.* TO neighbour; GRANT ALL PRIVILEGES ON `shop\_2`.* TO neighbour;
        CREATE USER by_role IDENTIFIED BY 'reader'; CREATE ROLE seer;
        GRANT TRIGGER, EVENT, EXECUTE ON `shop\_1`.* TO seer; GRANT SELECT ON `shop\_1`.* TO by_role; GRANT seer TO by_role;
        CREATE USER some_columns IDENTIFIED BY 'reader';
        GRANT SELECT ON `shop_1`.Pair TO some_columns; GRANT SELECT (id, y) ON `shop_1`.pAIR TO some_columns;
        GRANT SELECT (id, v) ON veiled_1.veiled TO some_columns; GRANT SELECT ON veiled_1.open TO some_columns;)
        . ($flavour eq 'mysql' ? 'SET DEFAULT ROLE seer TO by_role' : 'SET DEFAULT ROLE seer FOR by_role'));

    # counters must be right before anybody opened a table
    $mysql->stop;
    $mysql->start;

    foreign_server($node, 'catalog', $flavour, $mysql, dbname => 'shop_1', username => 'owner');
    my ($found, undef, undef) = read_catalog($flavour, 'false');
    is($found->{'table counted'}{auto_increment}, 5000, "$flavour: next value after a restart");
    is($found->{'column literals.accent'}{'default text'}, undef, "$flavour: without details no default");
    is($found->{'table indexed'}{'key 2'}, 'a', "$flavour: without details a primary key");
    ok(!grep({ /^(index|view|check|trigger) / } keys %$found), "$flavour: without details nothing else");

    ($found, my $order, my $messages) = read_catalog($flavour);
    my %expected = (%objects, %{ $dialect{$flavour} });
    object_is($found->{$_}, $expected{$_}, "$flavour: $_") for sort keys %expected;

    # sorted as bytes, the primary key first
    is(names_of($order, 'index', 'indexed'), "PRIMARY bytes odd places prefixed texts u`q's words z_last", "$flavour: order of indexes");
    is(names_of($order, 'index', 'Pair') . ', ' . names_of($order, 'check', 'Pair'), 'PRIMARY k, upper_one', "$flavour: Pair is not pAIR");
    is(join(' ', map { /^view (.*)/ ? $1 : () } @$order), 'Asked invoked renamed', "$flavour: order of views");
    is_deeply([ map { /^table (.*)/ ? $1 : () } @$order ], [ sort map { /^table (.*)/ ? $1 : () } @$order ], "$flavour: order of tables");

    # a default and a label that the source shows as '?' and nothing else tells
    like($messages, qr/WARNING:.*label 1 of column "e" of source table "unsure"/, "$flavour: a label not known for certain");
    unlike($messages, qr/"labels"|"literals"/, "$flavour: nothing else is uncertain");
    if ($flavour eq 'mariadb')
    {
        like($messages, qr/WARNING:.*default of column "v" of source table "unsure"/, "$flavour: a default not known for certain");
        for my $column (sort keys %types)
        {
            is_deeply([ @{ $found->{"column $column"} }{qw(type class)} ], $types{$column}, "$flavour: type of $column");
        }
        is($found->{'sequence ticks'} && $found->{'table ticks'}, undef, "$flavour: a sequence is not a table");
        is(names_of($order, 'check', 'own'), 'both_parts c d not_json', "$flavour: the check of a json column is not a check");
    }
    else
    {
        unlike($messages, qr/default of column/, "$flavour: all defaults are certain");
    }

    # ------------------------------------------------------------ accounts

    foreign_server($node, 'catalog', $flavour, $mysql, dbname => 'shop_1', username => 'only_select');
    my $all = $found;
    ($found) = read_catalog($flavour);
    is($found->{schema}{'code visible'}, undef, "$flavour: SELECT alone: programs may be there");
    is($found->{'view invoked'}{body}, undef, "$flavour: SELECT alone: no body of a view");
    # all else is the same
    delete @$all{ 'schema', grep { /^(trigger|procedure|function|event) / } keys %$all };
    delete $all->{$_}{body} for grep { /^view / } keys %$all;
    delete $found->{schema};
    is_deeply($found, $all, "$flavour: SELECT alone: all but programs is seen");

    foreign_server($node, 'catalog', $flavour, $mysql, dbname => 'shop_1', username => 'neighbour');
    ($found) = read_catalog($flavour);
    is($found->{schema}{'code visible'}, undef, "$flavour: rights in another database do not help");

    foreign_server($node, 'catalog', $flavour, $mysql, dbname => 'shop_1', username => 'by_role');
    ($found) = read_catalog($flavour);
    is($found->{schema}{'code visible'}, 'yes', "$flavour: a role counts");
    is($found->{'event daily'}{body} && $found->{'trigger other'}{table}, 'pAIR', "$flavour: a role: events and triggers");
    is($found->{'function fun'}{listed}, 'yes', "$flavour: EXECUTE: a function is listed");
    is($found->{'function fun'}{body}, undef, "$flavour: EXECUTE: without its body");

    foreign_server($node, 'catalog', $flavour, $mysql, dbname => 'shop_1', username => 'some_columns');
    ($found, $order) = read_catalog($flavour);
    is(join(' ', grep { /^table/ } @$order), 'table Pair table pAIR', "$flavour: some columns: tables");
    is($found->{'table pAIR'}{'partly readable'}, 'yes', "$flavour: some columns: said so");
    is($found->{'table Pair'}{'partly readable'}, undef, "$flavour: some columns: but not of the other table");
    is(names_of($order, 'column', 'pAIR'), 'id y', "$flavour: some columns: those");

    foreign_server($node, 'catalog', $flavour, $mysql, dbname => 'veiled_1', username => 'some_columns');
    ($found) = read_catalog($flavour);
    is($found->{'table veiled'}{'partly readable'}, 'yes', "$flavour: an invisible column that may not be read: said so");
    is($found->{'table open'}{'partly readable'}, undef, "$flavour: an invisible column that may be read");

    foreign_server($node, 'catalog', $flavour, $mysql, dbname => 'empty_1', username => 'owner');
    (undef, $order) = read_catalog($flavour);
    is_deeply($order, ['schema'], "$flavour: an empty database");
}

done_testing();

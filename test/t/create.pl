# A schema made from a source: in one call with its rows, by itself, and as a
# script; from MySQL and from MariaDB.

use v5.36;
use Converge::MySQL;
use Converge::Target;
use PostgreSQL::Test::Utils;
use Test::More;

my $schema = q(
    CREATE TABLE region (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, name varchar(40) COLLATE utf8mb4_bin NOT NULL COMMENT 'as on maps',
        UNIQUE KEY name (name)) COMMENT = 'where shops are';
    INSERT INTO region (name) VALUES ('north'), ('south');
    CREATE TABLE shop (id int AUTO_INCREMENT PRIMARY KEY, region_id bigint unsigned NOT NULL, parent_id int NULL,
        title varchar(200) COLLATE utf8mb4_bin NOT NULL DEFAULT 'it''s new', kind enum('small', 'large') NOT NULL DEFAULT 'small',
        tags set('a', 'b', 'c') NOT NULL DEFAULT 'a,c', price decimal(10,2) DEFAULT '1.50', flags bit(4) DEFAULT b'101',
        open tinyint(1) NOT NULL DEFAULT 1, bytes varbinary(20) DEFAULT 0xFF00, born date DEFAULT '2020-02-29', notes text COLLATE utf8mb4_bin, info json,
        created timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, updated datetime(3) DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(3),
        KEY by_notes (notes(30)), KEY newest (created DESC, id), UNIQUE KEY short_title (title(10)), FULLTEXT KEY words (title, notes),
        CONSTRAINT shop_region FOREIGN KEY (region_id) REFERENCES region (id) ON UPDATE CASCADE,
        CONSTRAINT shop_parent FOREIGN KEY (parent_id) REFERENCES shop (id) ON DELETE SET NULL);
    INSERT INTO shop (id, region_id, parent_id, title, kind, tags, notes, info, updated) VALUES
        (1, 1, NULL, 'first', 'large', 'b', 'long notes', '{"a": 1}', '2024-01-01 00:00:00.123'), (2, 1, 1, 'second', 'small', '', NULL, NULL, NULL),
        (7, 2, 2, 'third', DEFAULT, DEFAULT, REPEAT('x', 9000), '[]', NULL);
    CREATE TABLE sale (id int NOT NULL, day date NOT NULL, amount int, PRIMARY KEY (id, day)) PARTITION BY RANGE (YEAR(day))
        (PARTITION old VALUES LESS THAN (2020), PARTITION new VALUES LESS THAN MAXVALUE);
    INSERT INTO sale VALUES (1, '2019-12-31', 1), (2, '2020-01-01', 2);
    CREATE TABLE bare (v int, `$do$touch$` timestamp NULL ON UPDATE CURRENT_TIMESTAMP);
    CREATE TABLE stock (id int PRIMARY KEY, qty int, doubled int AS (qty * 2) STORED, doc json, word varchar(10), state enum('in', 'out'),
        changed timestamp NOT NULL DEFAULT '2001-01-01 00:00:01' ON UPDATE CURRENT_TIMESTAMP);
    INSERT INTO stock (id, qty, doc, word) VALUES (1, 1, '{"a": 1}', 'a'), (2, 1, '{"a": 1}', 'a'), (3, 1, '{"a": 1}', 'a'), (4, 1, NULL, NULL);
    CREATE TABLE stock_state (id int PRIMARY KEY);
    CREATE VIEW open_shops AS SELECT id FROM shop WHERE open;
    CREATE TRIGGER shop_bi BEFORE INSERT ON shop FOR EACH ROW SET NEW.price = 7;
    CREATE PROCEDURE nothing () SELECT 1;
    CREATE TABLE stale (id int PRIMARY KEY, d date NOT NULL);
    SET SESSION sql_mode = '';
    INSERT INTO stale VALUES (1, '0000-00-00'));

# The definitions that pg_dump has of a schema.
sub dump_of ($node, $database)
{
    my ($out, $err);
    run_log([ 'pg_dump', '--schema-only', '--schema=shop', '-d', $node->connstr($database) ], '>', \$out, '2>', \$err)
      or BAIL_OUT("pg_dump: $err");
    # what is random in every dump
    return $out =~ s/^\\(?:un)?restrict .*\n//gmr;
}

sub restore ($node, $database, $script, $name)
{
    my ($out, $err);
    ok(run_log([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($database) ],
        '<', \$script, '>', \$out, '2>', \$err), $name) or diag($err);
    return $err;
}

sub target ($node, $database, $mysql)
{
    make_target($node, $database);
    foreign_server($node, $database, 'src', $mysql, dbname => 'shop', target_schema => 'shop');
}

sub imports_into_nothing ($node, $database)
{
    is($node->safe_psql($database, q(
        SELECT table_name, status, source_rows, imported_rows FROM converge_import('src', missing => 'create', exclude => '{stale}')
        WHERE table_name NOT IN ('sequences', 'total'))),
        "bare|imported|0|0\nregion|imported|2|2\nsale|imported|2|2\nshop|imported|3|3\nstock|imported|4|4\nstock_state|imported|0|0\nstale|skipped||\nforeign keys|checked||\nschema|created||",
        'an empty database gets tables and rows in one call');
    is($node->safe_psql($database, 'SELECT title, kind, tags, open, octet_length(notes), updated FROM shop.shop ORDER BY id'),
        "first|large|{b}|t|10|2024-01-01 00:00:00.123\nsecond|small|{}|t||\nthird|small|{a,c}|t|9000|", 'with the values of the source');
    is($node->safe_psql($database, 'SELECT tableoid::regclass FROM shop.sale ORDER BY id'), "shop.sale_old\nshop.sale_new",
        'rows are in their partitions');
}

# What definitions are for.
sub behaves ($node, $database)
{
    is($node->safe_psql($database, q(
        INSERT INTO shop.shop (region_id) VALUES (1) RETURNING id, title, kind, tags, price, flags, open, bytes, born, abs(extract(epoch FROM created - now())) <= 1)),
        "8|it's new|small|{a,c}|1.50|0101|t|\\xff00|2020-02-29|t", 'defaults and the counter are the source\'s');
    for (
        [ '23503', q(INSERT INTO shop.shop (region_id, title) VALUES (99, 'x')), 'shop_region' ],
        [ '23505', q(INSERT INTO shop.shop (region_id, title) VALUES (1, 'ten chars more'), (1, 'ten chars less')), 'short_title' ],
        [ '23505', q(INSERT INTO shop.region (name) VALUES ('north')), 'region_name_key' ],
        [ '22P02', q(INSERT INTO shop.shop (region_id, kind) VALUES (1, 'huge')), 'shop_kind' ],
        [ '23514', q(INSERT INTO shop.shop (region_id, title, tags) VALUES (1, 'y', '{z}')), 'shop' ])
    {
        my ($sqlstate, $sql, $says) = @$_;
        my $error = import_error($node, $database, $sql);
        is($error->{sqlstate}, $sqlstate, "refused: $sql");
        like($error->{text}, qr/$says/, '... by its own name');
    }
    $node->safe_psql($database, q(
        UPDATE shop.shop SET title = title WHERE id = 1;
        UPDATE shop.shop SET title = 'changed' WHERE id = 2;
        UPDATE shop.shop SET title = 'explicit', updated = '2001-01-01' WHERE id = 7));
    is($node->safe_psql($database, q(
        SELECT id, updated = '2024-01-01 00:00:00.123', updated > localtimestamp - interval '1 hour', updated = '2001-01-01'
        FROM shop.shop WHERE id < 8 ORDER BY id)), "1|t|f|f\n2|f|t|f\n7|f|f|t", 'ON UPDATE sets, keeps and obeys as at the source');
    like($node->safe_psql($database, q(SELECT prosrc FROM pg_proc WHERE oid = 'shop.touch_updated_3'::regproc)), qr/date_bin\('0\.001 s'/,
        'and cuts the seconds off, where a cast would round');
    $node->safe_psql($database, q(
        UPDATE shop.stock SET qty = 1, doc = '{"a": 1}' WHERE id = 1; UPDATE shop.stock SET doc = '{"a": 2}' WHERE id = 2;
        UPDATE shop.stock SET word = 'A' WHERE id = 3; UPDATE shop.stock SET qty = NULL WHERE id = 4));
    is($node->safe_psql($database, q(SELECT id, doubled, changed = '2001-01-01 00:00:01+00' FROM shop.stock ORDER BY id)),
        "1|2|t\n2|2|f\n3|2|f\n4||f", 'also beside generated columns, of every type, and by letter case');
    $node->safe_psql($database, 'UPDATE shop.region SET id = 20 WHERE id = 2; DELETE FROM shop.shop WHERE id = 1');
    is($node->safe_psql($database, 'SELECT id, region_id, parent_id FROM shop.shop WHERE id IN (2, 7) ORDER BY id'), "2|1|\n7|20|2",
        'foreign keys act');
}

sub keeps_code ($node, $database)
{
    is($node->safe_psql($database, q(SELECT server, database, kind, name, table_name, timing, finding FROM converge_source_code ORDER BY kind, name)),
        "src|shop|procedure|nothing|||CODE_KEPT\nsrc|shop|trigger|shop_bi|shop|BEFORE INSERT|CODE_KEPT", 'code of the source is kept');
    like($node->safe_psql($database, q(SELECT body FROM converge_source_code WHERE kind = 'trigger')), qr/SET NEW.price = 7/, 'as it is');
}

sub leaves_nothing ($node, $mysql)
{
    target($node, 'failing', $mysql);
    my $error = refused($node, 'failing', q(SELECT * FROM converge_import('src', missing => 'create')), '22007|22008',
        [ qr/column "d"/, qr/0000-00-00/ ], 'an import that fails after it created tables');
    is($node->safe_psql('failing', q(SELECT count(*) FROM pg_namespace WHERE nspname = 'shop')), '0', 'not even the schema stays');
    is($node->safe_psql('failing', q(SELECT count(*) FROM converge_source_code)), '0', 'nor kept code');

    is($node->safe_psql('failing', q(
        SELECT status FROM converge_import('src', missing => 'create', exclude => '{stale}', dry_run => true) WHERE table_name = 'shop')),
        'tried', 'a dry run creates, loads and undoes');
    is($node->safe_psql('failing', q(SELECT count(*) FROM pg_namespace WHERE nspname = 'shop')), '0', 'and leaves nothing');
    $node->safe_psql('failing', 'CREATE SCHEMA shop; CREATE TABLE shop.sale_old (id int)');
    refused($node, 'failing', q(SELECT * FROM converge_create_schema('src')), '42710', [ qr/partition shop\.sale_old/ ], 'a table that has the name of a partition');
    $node->safe_psql('failing', q(
        DROP SCHEMA shop CASCADE; CREATE SCHEMA shop; CREATE TYPE shop.shop_kind AS (v int)));
    refused($node, 'failing', q(SELECT * FROM converge_create_schema('src')), '42710', [ qr/shop_kind/ ], 'a row type that has the name of an enum');
    $node->safe_psql('failing', 'DROP SCHEMA shop CASCADE');
    $node->safe_psql('failing', 'CREATE SCHEMA shop; CREATE TABLE shop.other (id int CONSTRAINT region_pkey PRIMARY KEY)');
    refused($node, 'failing', q(SELECT * FROM converge_import('src', missing => 'create')), '42710', [ qr/index "region_pkey"/ ],
        'an index whose name is taken, before rows are loaded');
    $node->safe_psql('failing', 'DROP SCHEMA shop CASCADE');
    my $plan = $node->safe_psql('failing', q(SELECT action, object FROM converge_plan('src', missing => 'create')));
    like($plan, qr/^create\|table shop\.shop\n.*^load\|shop\n.*^create\|foreign key shop_parent of shop\.shop\n/ms, 'a plan shows the statements in order');
    is($node->safe_psql('failing', q(SELECT count(*) FROM pg_namespace WHERE nspname = 'shop')), '0', 'and creates nothing');
}

sub in_parts ($node, $mysql)
{
    target($node, 'parts', $mysql);
    for my $table (qw(shop region stock_state stock))
    {
        is($node->safe_psql('parts', qq(SELECT count(*) FROM converge_create_schema('src', tables => '{$table}') WHERE object_type = 'table' AND status = 'created')),
            '1', "$table alone");
    }
    is($node->safe_psql('parts', q(
        ALTER TABLE shop.shop ADD FOREIGN KEY (region_id) REFERENCES shop.region; SELECT count(*) FROM shop.shop)), '0',
        'a column has the type of the key that it refers to, also where that is left out');
}

sub needs_rights ($node)
{
    $node->safe_psql('failing', q(
        CREATE ROLE maker; GRANT USAGE ON FOREIGN SERVER src TO maker;
        CREATE USER MAPPING FOR maker SERVER src OPTIONS (username 'reader', password 'reader')));
    my $error = import_error($node, 'failing', q(SET ROLE maker; SELECT * FROM converge_create_schema('src')));
    is($error->{sqlstate}, '42501', 'without CREATE on the database, no schema');
    $node->safe_psql('failing', q(CREATE SCHEMA shop; GRANT USAGE, CREATE ON SCHEMA shop TO maker));
    is($node->safe_psql('failing', q(SET ROLE maker; SELECT status FROM converge_create_schema('src') WHERE object = 'shop.shop' AND object_type = 'table')),
        'created', 'with CREATE on the schema, its objects');
    is($node->safe_psql('failing', q(SELECT tableowner FROM pg_tables WHERE schemaname = 'shop' AND tablename = 'bare')), 'maker', 'which are the caller\'s');
    is($node->safe_psql('failing', q(SELECT count(*) FROM converge_source_code)), '2', 'and the code is kept');
    $error = import_error($node, 'failing', q(SET ROLE maker; SELECT * FROM converge_source_code));
    is($error->{sqlstate}, '42501', 'where the caller may not look');

    my $reader = $node->background_psql('failing');
    $reader->query_safe('DROP VIEW shop.open_shops; BEGIN; LOCK TABLE shop.shop; SELECT 1');
    $error = import_error($node, 'failing', q(SET ROLE maker; SET lock_timeout = 100; SELECT * FROM converge_create_schema('src')));
    is($error->{sqlstate}, '55P03', 'a lock that cannot be had is no fault of a view');
    $reader->quit;

    my $script = $node->safe_psql('failing', q(SELECT converge_ddl('src')));
    $node->safe_psql('failing', q(
        DROP SCHEMA shop CASCADE; CREATE SCHEMA shop; GRANT USAGE, CREATE ON SCHEMA shop TO maker;
        CREATE SCHEMA first; GRANT USAGE ON SCHEMA first TO maker;
        CREATE OPERATOR first.* (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4pl)));
    restore($node, 'failing', "SET ROLE maker; SET search_path = first, pg_catalog;\n$script", 'the script needs no more than CREATE on the schema');
    is($node->safe_psql('failing', q(
        SELECT count(*) FROM pg_depend WHERE refobjid IN (SELECT oid FROM pg_operator WHERE oprnamespace = 'first'::regnamespace))),
        '0', 'and takes nothing from the search_path');
    $node->safe_psql('failing', 'DROP SCHEMA first CASCADE; DROP OWNED BY maker CASCADE; DROP ROLE maker');
}

for my $flavour (qw(mysql mariadb))
{
    subtest $flavour => sub {
        my $mysql = Converge::MySQL->new("create_$flavour", flavour => $flavour);
        my $node  = start_cluster("create_$flavour");
        $mysql->make_database('shop', $schema);

        target($node, 'created', $mysql);
        like($node->safe_psql('created', q(SELECT converge_ddl('src'))), qr/^-- CODE_UNKNOWN \(warning\) database shop: /m,
            'what the account cannot see is told');
        $mysql->sql('GRANT TRIGGER, EVENT ON *.* TO reader');

        target($node, 'imported', $mysql);
        imports_into_nothing($node, 'imported');
        keeps_code($node, 'imported');
        my $imported = dump_of($node, 'imported');
        $node->safe_psql('postgres', 'CREATE DATABASE restored TEMPLATE template0');
        is(restore($node, 'restored', $imported, 'a dump of it restores'), '', 'without a word');
        is(dump_of($node, 'restored'), $imported, 'to the same schema');
        behaves($node, 'imported');

        $node->safe_psql('created', q(SELECT * FROM converge_create_schema('src', exclude => '{stale}')));
        my $created = dump_of($node, 'created');
        is($created, $imported, 'converge_create_schema makes the schema that an import makes');
        is($node->safe_psql('created', q(
            SELECT count(*) FROM converge_create_schema('src', exclude => '{stale}') WHERE status = 'created')), '0', 'a second time makes nothing');
        is(dump_of($node, 'created'), $created, 'and changes nothing');
        keeps_code($node, 'created');

        my $script = $node->safe_psql('created', q(SELECT converge_ddl('src', exclude => '{stale}')));
        $node->safe_psql('postgres', 'CREATE DATABASE scripted TEMPLATE template0');
        restore($node, 'scripted', $script, 'converge_ddl is a script for psql');
        is(dump_of($node, 'scripted'), $created, 'that makes the same schema');
        restore($node, 'scripted', $script, 'and runs again');
        is(dump_of($node, 'scripted'), $created, 'without effect');

        leaves_nothing($node, $mysql);
        in_parts($node, $mysql);
        needs_rights($node);
        $node->stop;
    };
}

done_testing();

# The writer of heaps: what it writes is what INSERT would have written, and
# stays through a rollback, a crash, on a standby, from parallel workers.
# The module cvg_test_heap_writer must be installed, as the stage "modules"
# does; it feeds the sink from queries.

use v5.36;
use Converge::Target;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# each page that redo makes is compared with the one that was written
my $node = start_cluster('heap_writer', settings => [ 'max_wal_size = 4GB', 'max_parallel_workers = 8', "wal_consistency_checking = 'all'",
    'wal_level = replica', 'max_wal_senders = 4' ]);
make_writer($node);

# Rows for a table of columns a int, ...: what the columns hold
my %TABLES = (
    narrow => [ '(id int, item int NOT NULL, day date, quantity int)',
        q(SELECT i, i * 7, date '2000-01-01' + i % 9999, -i FROM generate_series(1, 8000) i) ],
    narrow_nulls => [ '(id int, item int, day date, quantity int)',
        q(SELECT i, nullif(i % 3, 0), nullif(date '2000-01-01' + i % 4, '2000-01-02'), nullif(i % 5, 1) FROM generate_series(1, 8000) i) ],
    fixed => [ '(a bool, b "char", c smallint, d bigint, e uuid, f float4, g float8, h interval, i name, j point, k macaddr, l timetz, m timestamptz)',
        q(SELECT i % 2 = 0, chr(33 + i % 90)::"char", (i % 999)::smallint, i * 1000000000000, md5(i::text)::uuid, (i / 3.0)::float4, (i / 7.0)::float8, i * interval '1 s',
            ('name' || i)::name, point(i, -i), '08:00:2b:01:02:03'::macaddr, '04:05:06+03'::timetz, timestamptz '2000-01-01' + i * interval '1 min' FROM generate_series(1, 3000) i) ],
    mixed => [ '(a int, b text, c numeric, d bool, e bytea, f bigint, g jsonb, h int[], i varchar(10), j bit varying, k text[], l char(8), m inet, n int4range)',
        q(SELECT i, nullif(repeat('ü', i % 130), ''), CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN 'NaN' ELSE (i * 1e10 / 7)::numeric END, i % 2 = 0,
            decode(repeat('00ff', i % 70), 'hex'), nullif(i % 4, 0)::bigint, jsonb_build_object('i', i, 'a', repeat('x', i % 50)),
            array_fill(i, ARRAY[i % 20]), 'v' || i, nullif(repeat('10', i % 9), '')::varbit, CASE WHEN i % 3 > 0 THEN ARRAY['a', NULL, repeat('b', i % 200)] END,
            (i % 77)::text::char(8), '10.0.0.1'::inet, int4range(i, i + i % 3) FROM generate_series(1, 5000) i) ],
    empty => [ '(a text, b bytea, c int[])', q(SELECT '', ''::bytea, '{}'::int[] FROM generate_series(1, 1000) i) ],
    filled => [ '(id int, v text) WITH (fillfactor = 50)', q(SELECT i, repeat('y', i % 4000) FROM generate_series(1, 1000) i) ],
    dropped => [ '(gone int, id int, lost text, v text, missing int)', q(SELECT i, repeat(md5(i::text), i % 130) FROM generate_series(1, 1000) i),
        'ALTER TABLE %T DROP COLUMN gone, DROP COLUMN lost, DROP COLUMN missing' ],
    dropped_fixed => [ '(gone int, id int, lost int, v int)', q(SELECT i, -i FROM generate_series(1, 1000) i),
        'ALTER TABLE %T DROP COLUMN gone, DROP COLUMN lost' ],
    generated => [ q{(id int, v text, twice text GENERATED ALWAYS AS (v || v) STORED, plus int GENERATED ALWAYS AS (id + 1) STORED, CHECK (id > 0))},
        q(SELECT i, repeat(md5(i::text), i % 100) FROM generate_series(1, 1000) i) ],
    partitioned => [ '(id int, v text) PARTITION BY LIST (id)', q(SELECT i % 7, repeat(md5(i::text), i % 100) FROM generate_series(1, 3000) i),
        'CREATE TABLE %T_1 PARTITION OF %T FOR VALUES IN (0, 1, 2)',
        'CREATE TABLE %T_2 (gone int, v text, id int)', 'ALTER TABLE %T_2 DROP COLUMN gone', 'ALTER TABLE %T ATTACH PARTITION %T_2 FOR VALUES IN (3, 4)',
        'CREATE TABLE %T_3 PARTITION OF %T DEFAULT PARTITION BY HASH (v)',
        'CREATE TABLE %T_3_0 PARTITION OF %T_3 FOR VALUES WITH (MODULUS 2, REMAINDER 0)', 'CREATE TABLE %T_3_1 PARTITION OF %T_3 FOR VALUES WITH (MODULUS 2, REMAINDER 1)' ],
    columns => [ '(' . join(', ', map { "c$_ int" } 1 .. 1600) . ')',
        'SELECT ' . join(', ', map { "nullif((i + $_) % " . (2 + $_ % 5) . ", 0)" } 1 .. 1600) . ' FROM generate_series(1, 80) i' ],
    columns_full => [ '(' . join(', ', map { "c$_ int" } 1 .. 1600) . ')', 'SELECT ' . join(', ', map { "i + $_" } 1 .. 1600) . ' FROM generate_series(1, 40) i' ],
    # to the last byte of a page
    limits => [ '(v text STORAGE plain)', q(SELECT repeat('z', n) FROM generate_series(8000, 8132) n) ],
    # around the length at which values are compressed and moved
    threshold => [ '(id int, v text)', q(SELECT n, (SELECT string_agg(md5((n * g)::text), '') FROM generate_series(1, 70) g)::char(2100)::text || repeat('0', n % 40)
        FROM generate_series(1, 200) n UNION ALL SELECT n, left(repeat(md5(n::text), 100), n) FROM generate_series(1950, 2100) n) ],
    target_low  => [ '(id int, v text) WITH (toast_tuple_target = 128)',  q(SELECT i, repeat(md5(i::text), i % 200) FROM generate_series(1, 1000) i) ],
    # too short to be moved, or just long enough
    target_short => [ '(' . join(', ', map { "c$_ text STORAGE external" } 1 .. 110) . ') WITH (toast_tuple_target = 128)',
        'SELECT ' . join(', ', map { "left(md5((i * $_)::text), 15 + (i + $_) % 17)" } 1 .. 110) . ' FROM generate_series(1, 300) i' ],
    target_high => [ '(id int, v text STORAGE external) WITH (toast_tuple_target = 8160)', q(SELECT i, repeat(md5(i::text), i % 300) FROM generate_series(1, 1000) i) ],
    (map {
        my $method = $_;
        ("storage_$method" => [ "(id int, p text STORAGE plain, m text STORAGE main COMPRESSION $method, e text STORAGE external, x text COMPRESSION $method, y jsonb COMPRESSION $method, z bytea)",
            q(SELECT i, CASE WHEN i % 5 > 0 THEN repeat('p', i % 300) END, CASE WHEN i % 4 > 0 THEN repeat(md5(i::text), i % 600) END,
                noise(i % 11 * 500, i), CASE WHEN i % 2 = 0 THEN noise(i % 13 * 700, i) ELSE repeat(md5(i::text), i * 3) END,
                jsonb_build_object('n', noise(i % 5 * 900, i)), decode(noise(i % 6 * 2000, i), 'hex') FROM generate_series(1, 400) i) ])
    } qw(pglz lz4)),
    huge => [ '(id int, v text, w bytea STORAGE external)',
        q(SELECT i, CASE i % 3 WHEN 0 THEN repeat(md5(i::text), 10 * 32768) WHEN 1 THEN repeat(noise(32768, i), 40) END, decode(repeat(noise(2048, i), i * 3000), 'hex') FROM generate_series(1, 3) i) ],
    unlogged => [ '(id int, v text)', q(SELECT i, noise(i % 100 * 100, i) FROM generate_series(1, 500) i), 'ALTER TABLE %T SET UNLOGGED' ]);

for my $name (sort keys %TABLES)
{
    my (undef, $query) = make_tables($node, $name);
    subtest $name => sub {
        is($node->safe_psql('writer', join ' UNION ', map { "SELECT cvg_test_serves('$_')" } leaves($node, $name)), 't', 'served');
        is(load($node, $name, $query), $node->safe_psql('writer', "SELECT count(*) FROM expected.$name"), 'rows written');
        same_ok($node, $name, 1);
        $node->safe_psql('writer', "TRUNCATE $name");
        load($node, $name, $query, 4);
        same_ok($node, $name, 0);
        # values as they come from a table or PL/pgSQL: outside of their rows, in pieces
        $node->safe_psql('writer', "TRUNCATE $name");
        load($node, $name, "SELECT @{[ columns($node, $name) ]} FROM expected.$name", 0, 1);
        same_rows_ok($node, $name, 'from a table');
    };
}

subtest 'compression by default' => sub {
    $node->safe_psql('writer', "ALTER DATABASE writer SET default_toast_compression = 'lz4'");
    my (undef, $query) = make_tables($node, 'target_low', 'by_default');
    load($node, 'by_default', $query);
    is($node->safe_psql('writer', q(SELECT string_agg(DISTINCT pg_column_compression(v), ',') FROM by_default)), 'lz4', 'as the setting says');
    same_ok($node, 'by_default', 1);
    $node->safe_psql('writer', 'ALTER DATABASE writer RESET default_toast_compression');
};

too_big();
checkpointed();
beside_old_rows();
transactions();
fallbacks();
statistics();
crash_and_standby();
minimal();
logical();
done_testing();

# ---------------------------------------------------------------- tables

sub make_writer ($node)
{
    make_target($node, 'writer', q(
        CREATE EXTENSION cvg_test_heap_writer; CREATE EXTENSION amcheck; CREATE EXTENSION pageinspect;
        CREATE SCHEMA expected;
        CREATE FUNCTION noise(n int, seed int) RETURNS text LANGUAGE sql IMMUTABLE AS
            $$ SELECT left(string_agg(encode(sha256((seed || '/' || g)::bytea), 'hex'), ''), n) FROM generate_series(1, n / 64 + 1) g $$;
        -- the rows of a heap as they are stored, without who wrote them and where they are
        CREATE FUNCTION stored(relation regclass) RETURNS SETOF text LANGUAGE sql AS
            $$ SELECT concat_ws('/', lp_flags, lp_len, t_infomask2, t_infomask & x'08ff'::int, t_hoff, t_bits, md5(t_data))
               FROM generate_series(0, pg_relation_size(relation) / 8192 - 1) block, heap_page_items(get_raw_page(relation::text, block)) $$;
        -- chunks of values, which the two tables give different identifiers
        CREATE FUNCTION chunks(relation regclass) RETURNS SETOF text LANGUAGE plpgsql AS
            $$ DECLARE toast oid = (SELECT reltoastrelid FROM pg_class WHERE oid = relation);
               BEGIN
                   IF toast <> 0 THEN
                       RETURN QUERY EXECUTE format('SELECT chunk_seq || md5(chunk_data) FROM %s', toast::regclass);
                   END IF;
               END $$;
        -- but of storage PLAIN, where the header of a short value is what the expression gave
        CREATE FUNCTION lengths(relation regclass) RETURNS SETOF text LANGUAGE plpgsql AS
            $$ DECLARE columns text = (SELECT string_agg(format('pg_column_size(%1$I), pg_column_compression(%1$I)', attname), ', ') FROM pg_attribute
                   WHERE attrelid = relation AND attnum BETWEEN 1 AND 40 AND NOT attisdropped AND attlen < 0 AND attstorage <> 'p');
               BEGIN
                   IF columns IS NOT NULL THEN
                       RETURN QUERY EXECUTE format('SELECT ROW(%s)::text FROM %s', columns, relation);
                   END IF;
               END $$;
        CREATE FUNCTION damage(relation regclass) RETURNS SETOF text LANGUAGE plpgsql AS
            $$ DECLARE index regclass;
               BEGIN
                   RETURN QUERY SELECT format('%s: block %s, item %s, %s', r, blkno, offnum, msg)
                       FROM (SELECT relation UNION ALL SELECT reltoastrelid FROM pg_class WHERE oid = relation AND reltoastrelid <> 0) t (r),
                           verify_heapam(r, check_toast => true);
                   FOR index IN SELECT indexrelid FROM pg_index JOIN pg_class ON pg_class.oid = relation
                       WHERE indrelid IN (relation, reltoastrelid)
                   LOOP
                       PERFORM bt_index_check(index, true);
                   END LOOP;
               END $$));
}

# The table and the same in schema expected, filled by INSERT.
sub make_tables ($node, $kind, $name = $kind)
{
    my ($columns, $query, @more) = $TABLES{$kind}->@*;
    my @statements = map { s/%T/$name/gr } "CREATE TABLE %T $columns", @more;

    my $key = $kind =~ /^(?:columns|partitioned|limits|empty)/ ? '' : qq(DO \$\$ BEGIN EXECUTE format('CREATE INDEX ON $name (%I)',
        (SELECT attname FROM pg_attribute WHERE attrelid = '$name'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum LIMIT 1)); END \$\$;);
    $node->safe_psql('writer', join(';', @statements) . ";$key");
    $node->safe_psql('writer', join(';', 'SET search_path = expected, public', @statements,
        "INSERT INTO $name SELECT * FROM ($query) q"));
    return ($name, $query);
}

sub columns ($node, $name)
{
    return $node->safe_psql('writer', "SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = '$name'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''");
}

sub load ($node, $name, $query, $workers = 0, $expand = 0)
{
    return $node->safe_psql('writer', load_sql($node, $name, $query, $workers, $expand));
}

sub load_sql ($node, $name, $query, $workers = 0, $expand = 0)
{
    my $columns = columns($node, $name);
    my $values  = $node->safe_psql('writer', "SELECT string_agg(format('%I::%s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = '$name'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''");
    my $part = $workers ? "WHERE (hashtext(q::text) & 2147483647) % $workers = \$1" : '';
    return "SELECT cvg_test_load('$name', \$query\$SELECT $values FROM ($query) q ($columns) $part\$query\$, $workers, $expand\::boolean)";
}

# Same rows as the expected table, in the same form, without damage; if told,
# in the same order too.
sub same_ok ($node, $name, $ordered)
{
    my $how = $ordered ? 'in order' : 'in parallel';
    same_rows_ok($node, $name, $how);
    for my $leaf (leaves($node, $name))
    {
        my ($values, $bytes, $lengths, $mine, $theirs) = split /\n/, $node->safe_psql('writer', join '; ',
            differences("SELECT chunks('%s.$leaf')"),
            # a row with values outside has their identifiers
            differences("SELECT stored('%s.$leaf') WHERE NOT EXISTS (SELECT chunks('$leaf'))"),
            differences("SELECT lengths('%s.$leaf')"),
            map { "SELECT pg_relation_size('$_.$leaf') / 8192" } qw(public expected));
        is($values, 0, "$leaf: same values moved out, $how");
        is($bytes, 0, "$leaf: same bytes, $how");
        is($lengths, 0, "$leaf: same lengths and compression, $how");
        # INSERT looks for room on earlier pages; each process has a last page
        cmp_ok($mine, '<=', $theirs * 1.15 + 6, "$leaf: as many pages, $how");
        cmp_ok($mine, '>=', $theirs - 1, "$leaf: fillfactor holds, $how");
    }
}

sub same_rows_ok ($node, $name, $how)
{
    is($node->safe_psql('writer', join '; ', differences("SELECT md5(t::text) FROM %s.$name t"),
        map { "SELECT damage('$_')" } leaves($node, $name)), '0', "same rows without damage, $how");
}

sub differences ($query)
{
    my ($mine, $theirs) = map { sprintf $query, $_ } qw(public expected);
    return "SELECT count(*) FROM (($mine EXCEPT ALL $theirs) UNION ALL ($theirs EXCEPT ALL $mine)) d";
}

sub leaves ($node, $name)
{
    state %leaves;
    return $leaves{$name}->@* if $leaves{$name};
    return ($leaves{$name} = [ split /\n/, $node->safe_psql('writer', "SELECT '$name' WHERE NOT EXISTS (SELECT FROM pg_partition_tree('$name'))
        UNION SELECT relid::regclass::text FROM pg_partition_tree('$name') WHERE isleaf") ])->@*;
}

# One value of the rows of all tables.
sub rows_of_all ($node)
{
    return $node->safe_psql('writer', q(SELECT string_agg(format('%s %s', oid::regclass,
            (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) || md5(string_agg(md5(t::text), %L ORDER BY md5(t::text))) AS n FROM %s t', ',', oid::regclass), false, true, '')))[1]), E'\n' ORDER BY oid::regclass::text)
        FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p' AND relnamespace IN ('public'::regnamespace, 'expected'::regnamespace) AND relname NOT LIKE 'converge%'));
}

sub damage_of_all ($node)
{
    return $node->safe_psql('writer', q(SELECT damage(oid) FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p' AND relnamespace = 'public'::regnamespace));
}

# ---------------------------------------------------------------- cases

# Rows that no page has room for: the words of INSERT.
sub too_big
{
    for my $case (
        [ 'v text STORAGE plain', q(SELECT repeat('z', 8133)) ],
        [ 'v text STORAGE plain', q(SELECT repeat('z', 100000)) ],
        [ join(', ', map { "c$_ bigint" } 1 .. 1100), 'SELECT ' . join(', ', map { "$_\::bigint" } 1 .. 1100) ],
        [ join(', ', map { "c$_ text" } 1 .. 900), 'SELECT ' . join(', ', map { "repeat('x', 200)" } 1 .. 900) ])
    {
        my ($columns, $query) = @$case;
        $node->safe_psql('writer', "DROP TABLE IF EXISTS big; CREATE TABLE big ($columns)");
        my ($mine, $theirs) = map { import_error($node, 'writer', $_) }
            "SELECT cvg_test_load('big', \$\$$query\$\$)", "INSERT INTO big $query";
        is($mine->{sqlstate}, '54000', 'too big: refused');
        is($mine->{message}, $theirs->{message}, "too big: $theirs->{message}");
    }
    $node->safe_psql('writer', 'DROP TABLE big');
}

# What a checkpoint has written is not in the WAL that a crash needs.
sub checkpointed
{
    my ($name, $query) = make_tables($node, 'target_low', 'checkpointed');
    load($node, $name, $query);
    $node->safe_psql('writer', 'CHECKPOINT');
    $node->stop('immediate');
    $node->start;
    subtest 'there after a checkpoint and a crash' => sub { same_ok($node, $name, 1) };
}

# Values beside those of rows that are dead, or there: no identifier twice.
sub beside_old_rows
{
    $node->safe_psql('writer', q(
        CREATE TABLE old (id int PRIMARY KEY, v text STORAGE external);
        INSERT INTO old SELECT i, noise(5000, i) FROM generate_series(1, 200) i;
        DELETE FROM old WHERE id > 100));
    load($node, 'old', 'SELECT i, noise(4000, i) FROM generate_series(1001, 1500) i');
    is($node->safe_psql('writer', q(SELECT count(*), count(*) FILTER (WHERE v = noise(CASE WHEN id < 1000 THEN 5000 ELSE 4000 END, id)) FROM old)),
        '600|600', 'old rows and new ones');
    is($node->safe_psql('writer', q(SELECT damage('old'))), '', 'no damage beside old rows');

    # the next identifiers are taken already
    $node->safe_psql('writer', q(TRUNCATE old; INSERT INTO old SELECT i, noise(5000, i) FROM generate_series(1, 3000) i));
    my $next = $node->safe_psql('writer', q(SELECT min(chunk_id) FROM pg_toast.pg_toast_) . $node->safe_psql('writer', q(SELECT 'old'::regclass::oid)));
    $node->stop;
    command_ok([ 'pg_resetwal', '-o', $next, $node->data_dir ], 'the counter of identifiers is set back');
    $node->start;
    load($node, 'old', 'SELECT i, noise(4000, i) FROM generate_series(10001, 10500) i');
    is($node->safe_psql('writer', q(SELECT count(*), count(*) FILTER (WHERE v = noise(CASE WHEN id < 10000 THEN 5000 ELSE 4000 END, id)) FROM old)),
        '3500|3500', 'identifiers that are taken are passed over');
    is($node->safe_psql('writer', q(SELECT damage('old'))), '', 'no damage after it');
}

sub transactions
{
    my $load = q(SELECT cvg_test_load('undone', 'SELECT i, noise(i % 50 * 100, i) FROM generate_series(1, 3000) i'));
    my $state = q(SELECT count(*), count(*) FILTER (WHERE v IS NOT DISTINCT FROM noise(id % 50 * 100, id)) FROM undone);
    $node->safe_psql('writer', 'CREATE TABLE undone (id int PRIMARY KEY, v text)');

    is($node->safe_psql('writer', "BEGIN; $load; $state; ROLLBACK; $state"), "3000\n3000|3000\n0|0", 'rolled back');
    is($node->safe_psql('writer', "BEGIN; SAVEPOINT a; $load; ROLLBACK TO a; $state; $load; RELEASE a; COMMIT; $state"),
        "3000\n0|0\n3000\n3000|3000", 'in a subtransaction');
    is($node->safe_psql('writer', "SELECT damage('undone')"), '', 'no damage after rollbacks');
    is($node->safe_psql('writer', "BEGIN; TRUNCATE undone; $load; UPDATE undone SET id = id + 10000 WHERE id <= 1000; DELETE FROM undone WHERE id > 12500 OR id BETWEEN 1001 AND 1500;
        SELECT count(*) FROM undone; COMMIT; SELECT count(*), min(id), max(id) FROM undone"),
        "3000\n2500\n2500|1501|11000", 'changed by the transaction that wrote them');
    is($node->safe_psql('writer', "SELECT damage('undone')"), '', 'no damage after changes');
    my $error = import_error($node, 'writer', q(TRUNCATE undone; SELECT cvg_test_load('undone', 'SELECT i % 100, noise(3000, i) FROM generate_series(1, 1000) i')));
    is($error->{sqlstate}, '23505', 'the rebuilt index finds a key that is there twice');
    is($node->safe_psql('writer', "SELECT count(*) FROM undone"), 0, 'and nothing stays');
}

# What other code writes.
sub fallbacks
{
    is($node->safe_psql('writer', q(CREATE TEMP TABLE passing (id int PRIMARY KEY, v text); SELECT cvg_test_serves('passing');
        SELECT cvg_test_load('passing', 'SELECT i, noise(i * 10, i) FROM generate_series(1, 500) i');
        SELECT count(*) FROM passing WHERE v = noise(id * 10, id))), "f\n500\n500", 'a temporary table');
    is($node->safe_psql('writer', q(SELECT cvg_test_serves('pg_class'))), 'f', 'a catalog');
    is($node->safe_psql('writer', q(SELECT cvg_test_serves('partitioned'))), 'f', 'a table without a heap');
}

sub statistics
{
    $node->safe_psql('writer', 'CREATE TABLE counted (id int)');
    load($node, 'counted', 'SELECT i FROM generate_series(1, 12345) i');
    load($node, 'counted', 'SELECT i FROM generate_series(1, 1000) i', 2);
    is($node->safe_psql('writer', q(SELECT n_tup_ins, n_live_tup FROM pg_stat_user_tables WHERE relname = 'counted')), '13345|13345', 'rows are counted');
}

sub crash_and_standby
{
    my $standby = PostgreSQL::Test::Cluster->new('heap_writer_standby');
    $node->safe_psql('writer', join '; ', map { "DROP TABLE $_, expected.$_" } qw(huge columns columns_full));
    $node->backup('before');
    $standby->init_from_backup($node, 'before', has_streaming => 1);
    $standby->start;
    for my $kind (qw(narrow mixed storage_pglz partitioned filled))
    {
        for my $workers (0, 2)
        {
            my ($name, $query) = make_tables($node, $kind, "late_${kind}_$workers");
            load($node, $name, $query, $workers);
        }
    }
    my $rows = rows_of_all($node);
    $node->wait_for_catchup($standby);
    is(rows_of_all($standby), $rows, 'the standby has all rows');

    kill 'KILL', $node->safe_psql('writer', 'SELECT pg_backend_pid()');
    $node->stop('immediate');
    $node->start;
    is(rows_of_all($node), $rows, 'all rows are there after a crash');
    is(damage_of_all($node), '', 'no damage after a crash');
    unlike(slurp_file($_->logfile), qr/inconsistent page/, 'pages of redo are those that were written') for $node, $standby;
    $standby->stop;
}

# Tables of the transaction itself are written without WAL.
sub minimal
{
    my $minimal = start_cluster('heap_writer_minimal', settings => [ 'wal_level = minimal', 'max_wal_senders = 0', 'wal_skip_threshold = 100kB', 'max_parallel_workers = 8' ]);
    make_writer($minimal);
    my @kinds = qw(narrow mixed storage_pglz partitioned huge);
    make_tables($minimal, $_) for @kinds;
    for my $workers (0, 3)
    {
        for my $kind (@kinds)
        {
            my $load = load_sql($minimal, $kind, $TABLES{$kind}[1], $workers) =~ s/^SELECT/PERFORM/r;
            my $bytes = $minimal->safe_psql('writer', "SELECT pg_current_wal_lsn() AS before \\gset\nBEGIN; TRUNCATE $kind; DO \$do\$ BEGIN $load; END \$do\$; COMMIT;
                SELECT pg_current_wal_lsn() - :'before'");
            cmp_ok($bytes, '<', 300_000, "$kind, $workers workers: not in WAL") if $kind =~ /narrow|huge/;
        }
        $minimal->stop('immediate');
        $minimal->start;
        for my $kind (@kinds)
        {
            subtest "$kind, $workers workers: there after a crash" => sub { same_ok($minimal, $kind, !$workers) };
        }
    }
    $minimal->safe_psql('writer', 'TRUNCATE narrow');
    load($minimal, 'narrow', $TABLES{narrow}[1]);
    $minimal->stop('immediate');
    $minimal->start;
    subtest 'a table that was there: back from WAL after a crash' => sub { same_ok($minimal, 'narrow', 1) };
    $minimal->stop;
}

# Rows that someone decodes from WAL are written as INSERT writes them.
sub logical
{
    my $logical = start_cluster('heap_writer_logical', settings => [ 'wal_level = logical', 'max_wal_senders = 4' ]);
    make_writer($logical);
    is($logical->safe_psql('writer', q(CREATE TABLE sent (id int PRIMARY KEY, v text); CREATE UNLOGGED TABLE unsent (id int, v text);
        SELECT cvg_test_serves('sent'), cvg_test_serves('unsent'))), 'f|t', 'logical decoding: what is decoded is not served');
    $logical->safe_psql('writer', q(SELECT pg_create_logical_replication_slot('slot', 'test_decoding')));
    load($logical, $_, 'SELECT i, noise(i * 30, i) FROM generate_series(1, 1000) i') for qw(sent unsent);
    $logical->safe_psql('writer', q(CREATE TABLE decoded AS SELECT data FROM pg_logical_slot_get_changes('slot', NULL, NULL)));
    is($logical->safe_psql('writer', q(SELECT count(*) FROM decoded WHERE data LIKE 'table public.sent: INSERT:%')), 1000, 'logical decoding: all rows');
    is($logical->safe_psql('writer', q(SELECT count(*) FROM decoded, sent WHERE data = format('table public.sent: INSERT: id[integer]:%s v[text]:''%s''', id, v))),
        1000, 'logical decoding: with all their values');
    is($logical->safe_psql('writer', q(SELECT count(*) FROM unsent WHERE v = noise(id * 30, id))), 1000, 'and rows of others');
    $logical->stop;
}

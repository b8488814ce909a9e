-- Dates and times: exact to the microsecond, in no zone but the stated one,
-- or refused.
\set name types_time
\i test/include/source.psql
\i test/include/try.psql
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';

CREATE TABLE moments (
    id int PRIMARY KEY,
    d date, dt timestamp, dt3 timestamp(3), dt6 timestamp(6), ts timestamptz, ts6 timestamptz, t interval, t6 interval(6));
CREATE TABLE instants (id int PRIMARY KEY, ts timestamptz, dt timestamp);
SELECT source_table, source_column, source_type, target_type, loss, note FROM converge_columns('types_time', exclude => '{odd}')
WHERE source_column <> 'id' AND target_type <> '';
-- the session's zone makes no difference
SET timezone = 'Europe/Paris';
:import ('types_time', exclude => '{odd}') WHERE status = 'imported';
SET timezone = 'UTC';
SELECT * FROM moments ORDER BY id;
SELECT * FROM instants ORDER BY id;
SELECT id, extract(epoch FROM t6) AS seconds FROM moments ORDER BY id;

-- into other types, and values that these do not hold
SET timezone = 'America/New_York';
SELECT id, source_column, type, pg_temp.try('odd', id, source_column, type) FROM (VALUES
    (1, 'd', 'date'), (1, 'd', 'timestamp'), (1, 'd', 'timestamptz'), (1, 'd', 'text'), (1, 'dt', 'timestamp'), (1, 'dt', 'timestamptz'), (1, 'dt', 'date'), (1, 'dt6', 'timestamp(6)'),
    (1, 'ts', 'timestamptz'), (1, 'ts', 'timestamp'), (1, 'ts6', 'timestamptz'), (1, 'dt', 'varchar(19)'),
    (2, 'd', 'date'), (2, 'dt', 'timestamp'), (2, 'dt', 'date'), (2, 'dt', 'text'), (2, 'dt6', 'timestamptz'),
    (3, 'd', 'date'), (3, 'dt', 'timestamp'), (3, 'dt6', 'timestamp'), (3, 'dt6', 'date'), (6, 'd', 'date'), (6, 'dt', 'timestamp'), (6, 'dt6', 'timestamptz'),
    (4, 'd', 'timestamp'), (4, 'd', 'timestamptz'), (4, 'd', 'integer'), (4, 'dt', 'date'), (4, 'dt', 'timestamptz'), (4, 'dt', 'text'), (4, 'ts', 'date'), (4, 'ts', 'timestamp'), (4, 'ts', 'text'), (4, 'ts', 'integer'),
    (5, 'dt', 'date'), (5, 'ts', 'date'), (5, 'ts', 'timestamp'), (5, 'dt', 'time'),
    (4, 'dt6', 'timestamp(0)'), (5, 'dt6', 'timestamp(0)'), (5, 'dt6', 'timestamp(3)'), (5, 'dt6', 'timestamp(4)'), (7, 'dt6', 'timestamp(2)'), (7, 'dt6', 'timestamptz(1)'),
    (4, 'ts6', 'timestamptz(0)'), (5, 'ts6', 'timestamptz(0)'), (5, 'ts6', 'timestamptz(1)'), (5, 'ts6', 'timestamp(0)'),
    (1, 't', 'time'), (2, 't', 'time'), (3, 't', 'time'), (4, 't', 'time'), (1, 't6', 'time'), (3, 't6', 'time'), (3, 't6', 'time(0)'), (4, 't6', 'time(0)'), (5, 't6', 'time(1)'), (5, 't6', 'time(2)'),
    (3, 't', 'interval'), (2, 't6', 'interval'), (2, 't6', 'interval(0)'), (2, 't', 'interval(0)'), (3, 't', 'text'), (2, 't6', 'text'), (3, 't', 'integer'), (3, 't', 'timestamp'), (3, 't', 'timetz'),
    (4, 'y', 'date'), (4, 'y', 'interval'),
    (1, 'v', 'date'), (2, 'v', 'date'), (3, 'v', 'date'), (4, 'v', 'date'), (5, 'v', 'date'), (8, 'v', 'date'), (9, 'v', 'date'),
    (4, 'v', 'timestamp'), (5, 'v', 'timestamp'), (6, 'v', 'timestamp'), (7, 'v', 'timestamp'), (5, 'v', 'timestamptz'), (6, 'v', 'timestamptz'), (6, 'v', 'timestamptz(0)'), (7, 'v', 'timestamptz'), (9, 'v', 'timestamptz'),
    (10, 'v', 'time'), (11, 'v', 'time'), (10, 'v', 'interval')) AS v (id, source_column, type);

-- a stated zone
INSERT INTO converge_rule VALUES ('types_time', 'instants', '%t%', 'time_zone', 'Europe/Paris');
SET timezone = 'UTC';
SELECT id, pg_temp.try('instants', id, 'ts', 'timestamp') AS ts_local, pg_temp.try('instants', id, 'ts', 'date') AS ts_date, pg_temp.try('instants', id, 'dt', 'timestamptz') AS dt_instant
FROM generate_series(1, 4) AS id;

-- Rules "zero_date" and "time_zone".
\pset format unaligned
\pset tuples_only on
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
SET timezone = 'UTC';

SELECT s, v, t, r, cvg_test_try(s, convert_to(v, 'UTF8'), t, false, r), cvg_test_changed(s, convert_to(v, 'UTF8'), t, false, r)
FROM (VALUES
    ('date', '0000-00-00', 'date', '{zero_date=null}'::text[]), ('date', '2024-02-31', 'date', '{zero_date=null}'),
    ('date', '2024-02-28', 'date', '{zero_date=null}'),
    ('date', '2024-00-00', 'date', '{zero_date=-infinity}'), ('date', '0000-00-00', 'date', '{zero_date=1970-01-01}'),
    ('datetime', '0000-00-00 00:00:00', 'timestamp', '{zero_date=-infinity}'),
    ('datetime', '2024-06-31 10:00:00', 'timestamp', '{zero_date=1970-01-01}'),
    ('datetime(6)', '0000-00-00 00:00:00.000000', 'timestamp', '{zero_date=1970-01-01 00:00:00.5}'),
    ('timestamp', '0000-00-00 00:00:00', 'timestamptz', '{zero_date=-infinity}'),
    ('timestamp', '0000-00-00 00:00:00', 'timestamptz', '{zero_date=1970-01-01 00:00:01}'),
    ('datetime', '0000-00-00 00:00:00', 'timestamptz', '{zero_date=1970-01-01,time_zone=Europe/Paris}'),
    ('varchar(20)', '0000-00-00', 'date', '{zero_date=null,empty=null}'), ('varchar(20)', '', 'date', '{zero_date=null,empty=null}')) x (s, v, t, r);

-- NULL where the column takes none; values that are none of the type
SELECT s, t, nn, r, cvg_test_try(s, '0000-00-00', t, nn, r)
FROM (VALUES
    ('date', 'date', true, '{zero_date=null}'::text[]), ('date', 'date', false, '{zero_date=tomorrow}'),
    ('date', 'date', false, '{zero_date=2023-02-29}'), ('date', 'date', false, '{zero_date=2023-02-28 10:00:00}'),
    ('date', 'timestamp(0)', false, '{zero_date=2023-02-28 10:00:00.5}'),
    ('date', 'timestamptz', false, '{zero_date=2024-03-31 02:30:00,time_zone=Europe/Paris}'),
    ('date', 'date', false, '{zero_date=infinity}')) x (s, t, nn, r);

-- the zone in which a DATETIME was meant
SELECT v, r, cvg_test_try('datetime(6)', convert_to(v, 'UTF8'), 'timestamptz', false, ARRAY['time_zone=' || r])
FROM (VALUES
    ('2024-01-15 12:00:00', 'Europe/Paris'), ('2024-07-15 12:00:00', 'Europe/Paris'), ('2024-07-15 12:00:00.25', 'America/New_York'),
    ('2024-07-15 12:00:00', 'UTC'), ('2024-07-15 12:00:00', 'utc'), ('2024-07-15 12:00:00', '+05:30'), ('2024-07-15 12:00:00', '-03:00'),
    ('1000-01-01 00:00:00', 'Europe/Paris'), ('9999-12-31 23:59:59', 'Europe/Paris'),
    ('2024-03-31 01:59:59.999999', 'Europe/Paris'), ('2024-03-31 02:00:00', 'Europe/Paris'), ('2024-03-31 02:30:00', 'Europe/Paris'),
    ('2024-03-31 02:59:59.999999', 'Europe/Paris'), ('2024-03-31 03:00:00', 'Europe/Paris'),
    ('2024-10-27 01:59:59.999999', 'Europe/Paris'), ('2024-10-27 02:00:00', 'Europe/Paris'), ('2024-10-27 02:30:00', 'Europe/Paris'),
    ('2024-10-27 02:59:59.999999', 'Europe/Paris'), ('2024-10-27 03:00:00', 'Europe/Paris'),
    ('2011-12-30 12:00:00', 'Pacific/Apia'), ('2018-11-04 00:30:00', 'America/Sao_Paulo'),
    ('2024-07-15 12:00:00', 'Europe/Atlantis'), ('2024-07-15 12:00:00', '+25:00'), ('2024-07-15 12:00:00', '+2:0x'), ('2024-07-15 12:00:00', ''))
    x (v, r);
SELECT cvg_test_try('date', '2018-11-04', 'timestamptz', false, '{time_zone=America/Sao_Paulo}');
SELECT cvg_test_try('date', '2024-07-15', 'timestamptz', false, '{time_zone=Europe/Paris}');
SELECT cvg_test_try('varchar(30)', '2024-07-15T12:00:00', 'timestamptz', false, '{time_zone=Europe/Paris}');
SELECT cvg_test_try('varchar(30)', '2024-07-15T12:00:00Z', 'timestamptz', false, '{time_zone=Europe/Paris}');

-- the zone whose local time a TIMESTAMP becomes
SELECT v, t, cvg_test_try('timestamp(3)', convert_to(v, 'UTF8'), t, false, '{time_zone=Europe/Paris}')
FROM (VALUES
    ('2024-01-15 12:00:00.500', 'timestamp'), ('2024-07-15 12:00:00.000', 'timestamp'), ('2024-07-15 22:00:00.000', 'date'),
    ('2024-07-15 23:30:00.000', 'date'), ('1970-01-01 00:00:01.250', 'timestamp')) x (v, t);

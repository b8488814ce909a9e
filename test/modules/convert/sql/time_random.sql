-- Dates and times have the very bytes that PostgreSQL's input functions make,
-- and local times of zones are the instants that PostgreSQL knows.
SELECT setseed(0.5);
SET timezone = 'UTC';
SELECT count(*) FILTER (WHERE NOT cvg_test_same('datetime(6)', v, 'timestamp')) AS timestamp,
    count(*) FILTER (WHERE NOT cvg_test_same('timestamp(6)', v, 'timestamptz')) AS timestamptz
FROM (SELECT convert_to(to_char(timestamp '0001-01-01' + random() * interval '3652058.9 days', 'YYYY-MM-DD HH24:MI:SS.US'), 'UTF8') AS v
      FROM generate_series(1, 50000)) x;
SELECT count(*) AS days, count(*) FILTER (WHERE NOT cvg_test_same('date', v, 'date')) AS different
FROM (SELECT convert_to(to_char(date '1590-01-01' + g, 'YYYY-MM-DD'), 'UTF8') AS v FROM generate_series(0, 300000) g) x;
SELECT count(*) FILTER (WHERE NOT cvg_test_same('time(6)', v, 'interval')) AS different
FROM (SELECT convert_to(CASE WHEN random() < 0.5 THEN '-' ELSE '' END || (random() * 838)::int || ':'
                        || to_char(time '00:00' + random() * interval '1 hour', 'MI:SS.US'), 'UTF8') AS v
      FROM generate_series(1, 20000)) x;

-- every half hour: one instant, or an error where clocks skip or repeat
CREATE FUNCTION local_to_utc(zone text, local timestamp) RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
    RETURN cvg_test_convert('datetime', convert_to(to_char(local, 'YYYY-MM-DD HH24:MI:SS'), 'UTF8'), 'timestamptz', false,
                            ARRAY['time_zone=' || zone])::timestamptz;
EXCEPTION WHEN datetime_field_overflow THEN
    RETURN NULL;
END $$;
CREATE FUNCTION compare_zone(zone text, first timestamp, last timestamp)
RETURNS TABLE (name text, gaps bigint, repeated bigint, different bigint) LANGUAGE sql AS $$
    WITH instants AS (
        SELECT t AT TIME ZONE zone AS local, count(*) AS n, min(t) AS instant
        FROM generate_series((first - interval '2 days') AT TIME ZONE 'UTC', (last + interval '2 days') AT TIME ZONE 'UTC', '30 minutes') t
        GROUP BY 1)
    SELECT zone, count(*) FILTER (WHERE n IS NULL), count(*) FILTER (WHERE n = 2),
        count(*) FILTER (WHERE CASE WHEN n = 1 THEN instant IS DISTINCT FROM ours ELSE ours IS NOT NULL END)
    FROM (SELECT local, local_to_utc(zone, local) AS ours FROM generate_series(first, last, '30 minutes') local OFFSET 0) x
        LEFT JOIN instants USING (local)
$$;
SELECT * FROM compare_zone('Europe/Paris', '2018-01-01', '2021-01-01');
SELECT * FROM compare_zone('Australia/Lord_Howe', '2018-01-01', '2021-01-01');
SELECT * FROM compare_zone('Pacific/Apia', '2011-12-01', '2012-02-01');
SELECT * FROM compare_zone('America/New_York', '2071-01-01', '2073-01-01');

-- Numbers have the very bytes that PostgreSQL's input functions make.
SELECT setseed(0.5);

-- every scale without modifier: digits before the point, zeros and digits after it
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE NOT same) AS different
FROM (SELECT cvg_test_same('decimal(65,30)', convert_to(v, 'UTF8'), 'numeric') AS same
      FROM (SELECT CASE WHEN random() < 0.5 THEN '-' ELSE '' END
                   || (random() * power(10, random() * 20))::numeric(40, 0)
                   || CASE WHEN s = 0 THEN '' ELSE '.' || lpad(left((random() * 1e18)::numeric(20, 0)::text, s), s, '0') END AS v
            FROM generate_series(0, 30) s, generate_series(1, 500)) x) y;

-- every scale of a modifier, with more and fewer zeros in the source
CREATE TYPE outcome AS (many boolean, different bigint);
CREATE FUNCTION same_in_scale(s int) RETURNS outcome LANGUAGE plpgsql AS $$
DECLARE
    result outcome;
BEGIN
    EXECUTE format($q$
        SELECT count(*) = 300, count(*) FILTER (WHERE NOT same)
        FROM (SELECT cvg_test_same('decimal(65,30)', convert_to(v, 'UTF8'), 'numeric(60,%1$s)') AS same
              FROM (SELECT CASE WHEN random() < 0.5 THEN '-' ELSE '' END
                           || (random() * power(10, random() * 18))::numeric(40, 0) || '.'
                           || left((random() * 1e18)::numeric(20, 0)::text, (random() * %1$s)::int)
                           || lpad('', (random() * 5)::int + 1, '0') AS v
                    FROM generate_series(1, 300)) x) y $q$, s) INTO result;
    RETURN result;
END $$;
SELECT count(*), count(*) FILTER (WHERE (o).many AND (o).different = 0) AS same
FROM (SELECT same_in_scale(s) AS o FROM generate_series(0, 30) s) x;

-- integers of every length
SELECT t, count(*) FILTER (WHERE NOT same) AS different
FROM (SELECT t, CASE t WHEN 'bigint' THEN cvg_test_same('bigint', convert_to(v, 'UTF8'), 'bigint')
                ELSE cvg_test_same('bigint', convert_to(v, 'UTF8'), 'numeric') END AS same
      FROM (VALUES ('bigint'), ('numeric')) w (t),
           (SELECT ((random() - 0.5) * power(10, random() * 18.9))::numeric(20, 0)::text AS v FROM generate_series(1, 10000)) x) y
GROUP BY t ORDER BY t;

-- floating point over the whole range
SELECT count(*) FILTER (WHERE NOT cvg_test_same('double', convert_to(v::text, 'UTF8'), 'float8')) AS different
FROM (SELECT ((random() - 0.5) * power(10, random() * 600 - 300))::float8 AS v FROM generate_series(1, 10000)) x;
SELECT count(*) FILTER (WHERE NOT cvg_test_same('float', convert_to(v::float8::text, 'UTF8'), 'float4', v::text)) AS different
FROM (SELECT ((random() - 0.5) * power(10, random() * 76 - 38))::float4 AS v FROM generate_series(1, 10000)) x;
SELECT count(*) FILTER (WHERE NOT cvg_test_same('decimal(15,7)', convert_to(v::text, 'UTF8'), 'float8')) AS different
FROM (SELECT ((random() - 0.5) * power(10, random() * 8))::numeric(15, 7) AS v FROM generate_series(1, 10000)) x;

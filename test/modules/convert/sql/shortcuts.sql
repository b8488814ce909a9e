-- The usual values are read by shortcuts: at the edges of these, and with any
-- byte at any place, the outcome is that of the long way, which is PostgreSQL's.
SELECT setseed(0.25);

-- up to 22 bytes of digits, with a point anywhere or nowhere, and a sign or none
CREATE TEMP TABLE decimals AS
SELECT CASE WHEN random() < 0.3 THEN '-' ELSE '' END
       || CASE WHEN n < 0 THEN digits ELSE left(digits, n) || '.' || substr(digits, n + 1) END AS v
FROM (SELECT left(lpad('', (random() * 6)::int * (random() < 0.3)::int, '0') || (random() * 1e18)::numeric(20, 0) || '777', size)
             || lpad('', (random() * 6)::int * (random() < 0.3)::int, '0') AS digits,
             (random() * (size + 1))::int - 1 AS n
      FROM generate_series(1, 20) size, generate_series(1, 10000)) x;
SELECT count(*) FILTER (WHERE NOT cvg_test_same('double', convert_to(v, 'UTF8'), 'float8')) AS double,
    count(*) FILTER (WHERE NOT cvg_test_same('varchar(40)', convert_to(v, 'UTF8'), 'numeric')) AS numeric
FROM decimals;
SELECT v, cvg_test_same('double', convert_to(v, 'UTF8'), 'float8') AS double,
    cvg_test_same('varchar(40)', convert_to(v, 'UTF8'), 'numeric') AS numeric
FROM unnest(ARRAY['0', '-0', '-0.0', '.5', '-.5', '5.', '007', '-00.10', '9007199254740991', '9007199254740992', '9007199254740993',
    '9007199254.740993', '18446744073709551', '18446744073709552', '184467440737095.51', '184467440737095.52',
    '.18446744073709551', '.18446744073709552', '9999999999999999999', '99999999999999999.99', '0.000000000000000001']) v;
SELECT v, cvg_test_try('varchar(40)', convert_to(v, 'UTF8'), 'float8') AS double,
    cvg_test_try('varchar(40)', convert_to(v, 'UTF8'), 'numeric') AS numeric
FROM unnest(ARRAY['.', '-.', '-', '1.2.3', '1..2', '--1', '-+1', '1-', '/', ':', '1/', ':1', ' 1', '1 ']) v;

-- of every precision and scale the largest that fits, and the first that does not
SELECT count(*), count(*) FILTER (WHERE largest = v) AS fit, count(*) FILTER (WHERE next LIKE 'ERROR 22003%digits%') AS refused
FROM (SELECT v, cvg_test_try('varchar(40)', convert_to(v, 'UTF8'), type) AS largest,
             cvg_test_try('varchar(40)', convert_to(w, 'UTF8'), type) AS next
      FROM (SELECT format('numeric(%s,%s)', p, s) AS type,
                   CASE WHEN p > s THEN repeat('9', p - s) ELSE '0' END || CASE WHEN s > 0 THEN '.' || repeat('9', s) ELSE '' END AS v,
                   '1' || repeat('0', p - s) || CASE WHEN s > 0 THEN '.' || repeat('0', s) ELSE '' END AS w
            FROM generate_series(1, 22) p, generate_series(0, 20) s WHERE s <= p) x) y;

-- a text of any length, with any byte at any place in it
SELECT length, count(*), count(*) FILTER (WHERE cvg_test_try('text', t, 'text') LIKE 'ERROR%') AS refused
FROM generate_series(1, 25, 3) length, generate_series(0, length - 1) place, generate_series(0, 255) byte,
    LATERAL (SELECT set_byte(convert_to(repeat('x', length), 'UTF8'), place, byte) AS t) x
GROUP BY 1 ORDER BY 1;
SELECT count(*), count(*) FILTER (WHERE cvg_test_same('text', convert_to(t, 'UTF8'), 'text')) AS same
FROM generate_series(0, 20) before, generate_series(0, 20) after, unnest(ARRAY['é', '€', '😀', 'éx€', '']) c,
    LATERAL (SELECT repeat('x', before) || c || repeat('y', after) AS t) x;

-- a moment with any byte at any place in it: no more is accepted than other digits, and T for the blank
SELECT type, count(*) FILTER (WHERE outcome NOT LIKE 'ERROR%') AS accepted,
    count(*) FILTER (WHERE outcome NOT LIKE 'ERROR%' AND NOT (chr(byte) BETWEEN '0' AND '9' AND substr(v, place, 1) BETWEEN '0' AND '9')
                     AND chr(byte) <> substr(v, place, 1)) AS strange,
    min(chr(byte)) FILTER (WHERE outcome NOT LIKE 'ERROR%' AND byte > 58) AS which
FROM (VALUES ('date', '2024-05-06'), ('datetime', '2024-05-06 07:08:09'), ('datetime(6)', '2024-05-06 07:08:09.123456'),
             ('time', '07:08:09'), ('time(6)', '07:08:09.123456')) x (type, v),
    generate_series(1, 26) place, generate_series(1, 255) byte,
    LATERAL (SELECT cvg_test_try(type, set_byte(convert_to(v, 'UTF8'), place - 1, byte),
                                 CASE WHEN type LIKE 'time%' THEN 'time' WHEN type = 'date' THEN 'date' ELSE 'timestamp' END) AS outcome
             WHERE place <= length(v)) o
GROUP BY 1 ORDER BY 1;

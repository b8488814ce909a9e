-- Random documents: the digest of a text is that of its jsonb and of the text
-- of that; it is refused where jsonb_in refuses it.
\pset format unaligned
\pset tuples_only on
SET bytea_output = escape;

-- As MySQL prints JSON, none is refused
SELECT same, refused, different, first_different
FROM cvg_test_digest_random('mysql', 11, 80000, 100);
SELECT refused BETWEEN 1 AND 3000, different, first_different
FROM cvg_test_digest_random('any', 5000000, 80000, 100);
SELECT same > 10000, refused > 50000, different, first_different
FROM cvg_test_digest_random('damaged', 6000000, 80000, 30);
SELECT same, refused, different, first_different
FROM cvg_test_digest_random('mysql', 7000000, 8, 30000);
SELECT same > 0, different, first_different
FROM cvg_test_digest_random('any', 8000000, 8, 30000);

-- Documents changed in one place: the digest is equal if, and only if, the
-- jsonb is
SELECT equal > 10000, unequal > 20000, wrong, first_wrong
FROM cvg_test_digest_changes(9000000, 60000, 6);
SELECT equal > 10000, unequal > 20000, wrong, first_wrong
FROM cvg_test_digest_changes(10000000, 60000, 40);

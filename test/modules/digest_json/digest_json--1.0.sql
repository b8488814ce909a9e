-- The digest of a text; NULL if it is refused.
CREATE FUNCTION cvg_test_digest(document text) RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

CREATE FUNCTION cvg_test_digest(document bytea) RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

CREATE FUNCTION cvg_test_digest(document jsonb) RETURNS text
AS 'MODULE_PATHNAME', 'cvg_test_digest_jsonb' LANGUAGE C STRICT;

-- The digest of the text in one word: 'same' as that of the jsonb that
-- jsonb_in makes of it, and of what jsonb_out makes of that; 'refused' by
-- jsonb_in too; else 'DIFFERENT'.
CREATE FUNCTION cvg_test_digest_same(document text) RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

CREATE FUNCTION cvg_test_digest_same(document bytea) RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

-- The same for many random documents of a kind of random_json.h.
CREATE FUNCTION cvg_test_digest_random(kind text, seed bigint,
    documents integer, max_values integer, OUT same bigint,
    OUT refused bigint, OUT different bigint, OUT first_different bytea)
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

-- Changes random documents in one place each and holds them against what
-- they were.  Wrong is a change whose digest is equal while the jsonb differs,
-- the reverse, or one that is 'DIFFERENT' itself.
CREATE FUNCTION cvg_test_digest_changes(seed bigint, documents integer,
    max_values integer, OUT equal bigint, OUT unequal bigint,
    OUT refused bigint, OUT wrong bigint, OUT first_wrong bytea)
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

-- Medians of the time per document, in nanoseconds, of so many rounds over
-- all.
CREATE FUNCTION cvg_test_digest_time(documents text[], rounds integer,
    OUT digest_of_text double precision, OUT digest_of_jsonb double precision,
    OUT writer double precision, OUT jsonb_in double precision)
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

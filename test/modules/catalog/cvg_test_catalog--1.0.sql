-- Everything that the catalog reader says of a server's schema, of all
-- objects; what is not set has no row.
CREATE FUNCTION cvg_test_catalog(server text, everything boolean DEFAULT true,
    OUT object text, OUT property text, OUT value text)
RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C STRICT;

-- the id is the last column of the row; the lock is an advisory one, taken
-- between the snapshot and all else
CREATE FUNCTION cvg_test_split(server name, table_name text, parts int, lock bigint DEFAULT NULL)
RETURNS TABLE (part int, condition text, id bigint)
AS 'MODULE_PATHNAME' LANGUAGE C;

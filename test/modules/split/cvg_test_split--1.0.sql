-- the id is the last column of the row; the lock is an advisory one, taken
-- between the snapshot and all else
CREATE FUNCTION cvg_test_split(server name, table_name text, parts int, lock bigint DEFAULT NULL)
RETURNS TABLE (part int, condition text, id bigint)
AS 'MODULE_PATHNAME' LANGUAGE C;

-- all tables are held while the sessions begin their snapshots, and while the
-- advisory lock is waited for; the sums are those of the tables' last columns
CREATE FUNCTION cvg_test_hold(server name, sessions int, lock bigint DEFAULT NULL)
RETURNS TABLE (session int, refusal text, "position" text, sums text)
AS 'MODULE_PATHNAME' LANGUAGE C;

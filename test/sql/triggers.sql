-- Triggers of users do not fire, unless triggers => true asks for it.
\set name triggers
\i test/include/source.psql

CREATE TABLE orders (id int PRIMARY KEY, name text);
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders);
CREATE TABLE fired (n serial, what text);
CREATE FUNCTION note_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO triggers.fired (what) VALUES (concat_ws(' ', TG_NAME, NEW.id));
    RETURN NEW;
END $$;
CREATE FUNCTION note_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO triggers.fired (what) VALUES (TG_NAME || ' of ' || (SELECT count(*) FROM new_rows));
    RETURN NULL;
END $$;
CREATE FUNCTION note_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO triggers.fired (what) VALUES (TG_NAME);
    RETURN NULL;
END $$;
CREATE TRIGGER before_row BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note_row();
CREATE TRIGGER after_row AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note_row();
CREATE TRIGGER after_statement AFTER INSERT ON orders REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION note_statement();
CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION note_row();
CREATE TRIGGER on_truncate AFTER TRUNCATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION note_truncate();

-- not by default, whatever the way the rows are written
:import ('triggers');
:import ('triggers', existing => 'truncate') WHERE table_name = 'orders';
:import ('triggers', existing => 'upsert') WHERE table_name = 'orders';
DELETE FROM items;
DELETE FROM orders;
INSERT INTO orders SELECT 100, 'old';
TRUNCATE fired;
:import ('triggers', existing => 'append') WHERE table_name = 'orders';
SELECT * FROM fired;
SELECT * FROM orders ORDER BY id;
SELECT table_name FROM converge_import('triggers', existing => 'truncate', on_error => 'reject') WHERE table_name = 'orders';
SELECT * FROM fired;
SHOW session_replication_role;
SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'orders'::regclass AND NOT tgisinternal ORDER BY tgname;
INSERT INTO orders VALUES (101, 'by hand');
SELECT what FROM fired ORDER BY n;

-- on demand they do
TRUNCATE orders, items, fired;
TRUNCATE fired;
SELECT action, object, detail FROM converge_plan('triggers', triggers => true) WHERE action = 'load';
:import ('triggers', triggers => true);
SELECT what FROM fired ORDER BY n;
SELECT * FROM orders ORDER BY id;
SHOW session_replication_role;

-- a disabled trigger is none
TRUNCATE orders, items;
TRUNCATE fired;
ALTER TABLE orders DISABLE TRIGGER USER;
:import ('triggers', triggers => true) WHERE table_name = 'orders';
SELECT what FROM fired ORDER BY n;
SELECT DISTINCT tgenabled FROM pg_trigger WHERE tgrelid = 'orders'::regclass AND NOT tgisinternal;

-- a trigger may fill a column that must not be null
CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.slug := upper(NEW.name); RETURN NEW; END $$;
TRUNCATE orders, items;
ALTER TABLE orders ADD slug text NOT NULL;
CREATE TRIGGER fill BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION fill();
SELECT * FROM converge_import('triggers', tables => '{orders}');
:import ('triggers', tables => '{orders}', triggers => true) WHERE table_name = 'orders';
SELECT * FROM orders ORDER BY id;

-- a trigger that leaves rows out: the counts do not agree
CREATE FUNCTION leave_out() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN NEW.id <> 2 THEN NEW END; END $$;
CREATE TRIGGER leave_out BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION leave_out();
TRUNCATE orders, items;
SELECT * FROM converge_import('triggers', tables => '{orders}', triggers => true);
SELECT count(*) FROM orders;

-- an error in a trigger, and the session afterwards
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$;
CREATE TRIGGER leave_out_not BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION fail();
DROP TRIGGER leave_out ON orders;
INSERT INTO items VALUES (50, NULL);
\set VERBOSITY terse
SELECT * FROM converge_import('triggers', triggers => true, existing => 'append');
\set VERBOSITY default
SELECT * FROM converge_import('triggers', tables => '{items}', existing => 'upsert');
SHOW session_replication_role;

-- what functions do meanwhile is another matter: their triggers do fire
DROP TRIGGER leave_out_not ON items;
TRUNCATE items, orders, fired;
ALTER TABLE orders DISABLE TRIGGER USER, ALTER slug DROP NOT NULL;
CREATE TABLE audit (id int REFERENCES orders (id));
INSERT INTO audit VALUES (NULL);
CREATE TRIGGER before_row BEFORE INSERT OR UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION note_row();
CREATE FUNCTION defaulted() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    UPDATE triggers.audit SET id = NULL;
    RETURN NULL;
END $$;
INSERT INTO items VALUES (50, NULL);
ALTER TABLE items ADD extra int DEFAULT defaulted();
TRUNCATE fired;
:import ('triggers', tables => '{orders,items}', existing => 'upsert') WHERE table_name = 'items';
SELECT what FROM fired;
CREATE OR REPLACE FUNCTION defaulted() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    UPDATE triggers.audit SET id = 1000;
    RETURN NULL;
END $$;
DELETE FROM items WHERE id < 50;
\set VERBOSITY terse
SELECT * FROM converge_import('triggers', tables => '{orders,items}', existing => 'upsert');
\set VERBOSITY default
SHOW session_replication_role;

-- triggers for events that the import gives cause for
DROP TABLE audit;
ALTER TABLE items DROP extra;
TRUNCATE fired;
CREATE TRIGGER on_update AFTER UPDATE ON items FOR EACH ROW EXECUTE FUNCTION note_row();
CREATE TRIGGER on_truncate AFTER TRUNCATE ON items FOR EACH STATEMENT EXECUTE FUNCTION note_truncate();
UPDATE items SET id = 1 WHERE id = 50;
TRUNCATE fired;
:import ('triggers', tables => '{orders,items}', existing => 'upsert') WHERE table_name = 'items';
:import ('triggers', tables => '{orders,items}', existing => 'truncate') WHERE table_name = 'items';
SELECT what FROM fired ORDER BY n;
:import ('triggers', tables => '{orders,items}', existing => 'upsert', triggers => true) WHERE table_name = 'items';
:import ('triggers', existing => 'truncate', triggers => true);
SELECT what FROM fired ORDER BY n;

-- a trigger that fires ALWAYS cannot be kept from it
TRUNCATE items, orders;
TRUNCATE fired;
ALTER TABLE orders ENABLE ALWAYS TRIGGER before_row;
SELECT * FROM converge_import('triggers', tables => '{orders}');
:import ('triggers', tables => '{orders}', triggers => true) WHERE table_name = 'orders';
SELECT what FROM fired ORDER BY n;

-- a trigger of a partition counts as one of its table
DROP TABLE items, orders;
CREATE TABLE orders (id int PRIMARY KEY, name text) PARTITION BY RANGE (id);
CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (1) TO (3);
CREATE TABLE orders_2 PARTITION OF orders FOR VALUES FROM (3) TO (9);
CREATE TRIGGER before_row BEFORE INSERT ON orders_2 FOR EACH ROW EXECUTE FUNCTION note_row();
TRUNCATE fired;
:import ('triggers', tables => '{orders}') WHERE table_name = 'orders';
:import ('triggers', tables => '{orders}', existing => 'truncate', triggers => true) WHERE table_name = 'orders';
SELECT what FROM fired ORDER BY n;

-- What Alkemio's own migrations have left in the target: one row of their
-- books, where the source has 97.

INSERT INTO migrations_typeorm ("timestamp", name) VALUES
    (1760000000000, 'Baseline1760000000000');

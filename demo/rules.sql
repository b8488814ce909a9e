-- What Alkemio's database needs otherwise than by default.

INSERT INTO converge_rule (server, source_table, source_column, action, value) VALUES
    -- each side keeps its own books
    ('alkemio', 'migrations_typeorm', NULL, 'skip', NULL),
    ('alkemio', 'query-result-cache', NULL, 'skip', NULL),
    -- old drawings are compressed bytes in text, NUL among them
    ('alkemio', 'whiteboard', 'content', 'nul', 'base64'),
    ('alkemio', 'callout_contribution_defaults', 'whiteboardContent', 'nul', 'base64');

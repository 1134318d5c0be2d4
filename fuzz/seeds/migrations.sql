-- +goose Up
-- +goose StatementBegin
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, "when" timestamptz DEFAULT now(), note text DEFAULT 'it''s; fine');
/* a comment; ALTER TABLE x DROP COLUMN y */
CREATE FUNCTION f() RETURNS int AS $body$ BEGIN DROP TABLE old; RETURN 1; END $body$ LANGUAGE plpgsql;
-- +goose StatementEnd
ALTER TABLE orders DROP COLUMN legacy, ADD COLUMN total numeric(10, 2) NOT NULL;
DELETE FROM orders WHERE id < 10;
-- +goose Down
DROP TABLE orders;

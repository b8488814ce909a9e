-- States, towns and tongues: codes, decimals, collations that ignore case.

CREATE TABLE state (
    code char(3) NOT NULL DEFAULT '', name char(52) NOT NULL DEFAULT '',
    part enum('Asia', 'Europe', 'North America', 'Africa', 'Oceania', 'Antarctica', 'South America') NOT NULL DEFAULT 'Asia',
    area decimal(10,2) NOT NULL DEFAULT 0.00, free_since smallint DEFAULT NULL, people int NOT NULL DEFAULT 0, years decimal(3,1) DEFAULT NULL,
    product decimal(10,2) DEFAULT NULL, capital int DEFAULT NULL, code2 char(2) NOT NULL DEFAULT '', PRIMARY KEY (code));
CREATE TABLE town (
    id int NOT NULL AUTO_INCREMENT, name char(35) NOT NULL DEFAULT '', state_code char(3) NOT NULL DEFAULT '', people int NOT NULL DEFAULT 0,
    PRIMARY KEY (id), KEY town_state (state_code), CONSTRAINT town_state_fk FOREIGN KEY (state_code) REFERENCES state (code));
CREATE TABLE state_tongue (
    state_code char(3) NOT NULL DEFAULT '', tongue char(30) NOT NULL DEFAULT '', official enum('T', 'F') NOT NULL DEFAULT 'F', share decimal(4,1) NOT NULL DEFAULT 0.0,
    PRIMARY KEY (state_code, tongue), KEY state_tongue_state (state_code), CONSTRAINT state_tongue_fk FOREIGN KEY (state_code) REFERENCES state (code));
INSERT INTO state VALUES ('ARC', 'Arcadia', 'Europe', 12345.60, 1830, 1000000, 78.9, 999.99, 1, 'AR'), ('BEL', 'Belmarsh', 'Oceania', 0.50, NULL, 0, NULL, NULL, NULL, 'BE');
INSERT INTO town (name, state_code, people) VALUES ('Arcópolis', 'ARC', 600000), ('Little Arc', 'ARC', 12), ('Bel', 'BEL', 0);
INSERT INTO state_tongue VALUES ('ARC', 'Arcadian', 'T', 95.5), ('ARC', 'English', 'F', 4.5), ('BEL', 'English', 'T', 100.0);
CREATE VIEW crowded AS SELECT s.name, s.people / s.area AS density, t.name AS capital FROM state s LEFT JOIN town t ON t.id = s.capital WHERE s.area > 0;
CREATE VIEW parts AS SELECT part, COUNT(*) AS states, SUM(people) AS people, AVG(years) AS years FROM state GROUP BY part ORDER BY part;

-- A firm's people over time: keys of dates, the latest row of each.

CREATE TABLE person (
    person_no int NOT NULL, born date NOT NULL, given varchar(14) NOT NULL, family varchar(16) NOT NULL, sex enum('M', 'F', 'X') NOT NULL, hired date NOT NULL,
    PRIMARY KEY (person_no));
CREATE TABLE team (team_no char(4) NOT NULL, name varchar(40) NOT NULL, PRIMARY KEY (team_no), UNIQUE KEY team_name (name));
CREATE TABLE team_lead (
    person_no int NOT NULL, team_no char(4) NOT NULL, since date NOT NULL, until date NOT NULL, PRIMARY KEY (person_no, team_no),
    FOREIGN KEY (person_no) REFERENCES person (person_no) ON DELETE CASCADE, FOREIGN KEY (team_no) REFERENCES team (team_no) ON DELETE CASCADE);
CREATE TABLE team_person (
    person_no int NOT NULL, team_no char(4) NOT NULL, since date NOT NULL, until date NOT NULL, PRIMARY KEY (person_no, team_no),
    KEY team_person_team (team_no),
    CONSTRAINT team_person_person_fk FOREIGN KEY (person_no) REFERENCES person (person_no) ON DELETE CASCADE,
    CONSTRAINT team_person_team_fk FOREIGN KEY (team_no) REFERENCES team (team_no) ON DELETE CASCADE);
CREATE TABLE post (
    person_no int NOT NULL, post varchar(50) NOT NULL, since date NOT NULL, until date, PRIMARY KEY (person_no, post, since),
    CONSTRAINT post_person_fk FOREIGN KEY (person_no) REFERENCES person (person_no) ON DELETE CASCADE);
CREATE TABLE pay (
    person_no int NOT NULL, amount int NOT NULL, since date NOT NULL, until date NOT NULL, PRIMARY KEY (person_no, since),
    CONSTRAINT pay_person_fk FOREIGN KEY (person_no) REFERENCES person (person_no) ON DELETE CASCADE);
INSERT INTO person VALUES (10001, '1953-09-02', 'Gita', 'Faber', 'F', '1986-06-26'), (10002, '1964-06-02', 'Bo', 'Simm', 'M', '1985-11-21'), (10003, '1999-12-31', 'Pat', 'Koch', 'X', '2020-02-29');
INSERT INTO team VALUES ('t001', 'Research'), ('t002', 'Sales');
INSERT INTO team_lead VALUES (10001, 't001', '1990-01-01', '9999-01-01');
INSERT INTO team_person VALUES (10001, 't001', '1986-06-26', '9999-01-01'), (10002, 't001', '1985-11-21', '1990-05-05'), (10002, 't002', '1990-05-05', '9999-01-01');
INSERT INTO post VALUES (10001, 'Engineer', '1986-06-26', '1990-01-01'), (10001, 'Lead', '1990-01-01', NULL), (10002, 'Clerk', '1985-11-21', NULL);
INSERT INTO pay VALUES (10001, 60117, '1986-06-26', '1987-06-26'), (10001, 62102, '1987-06-26', '9999-01-01'), (10002, 65828, '1996-08-03', '9999-01-01');

CREATE VIEW team_latest AS SELECT person_no, MAX(since) AS since, MAX(until) AS until FROM team_person GROUP BY person_no;
CREATE VIEW team_now AS
    SELECT l.person_no, d.team_no, l.since, l.until FROM team_person d INNER JOIN team_latest l
    ON d.person_no = l.person_no AND d.since = l.since AND l.until = d.until;
CREATE VIEW pay_by_sex AS SELECT p.sex, COUNT(DISTINCT p.person_no) AS persons, MAX(s.amount) AS top FROM person p JOIN pay s ON s.person_no = p.person_no GROUP BY p.sex;

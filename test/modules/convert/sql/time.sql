-- Dates, times, intervals.
\pset format unaligned
\pset tuples_only on
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
SET timezone = 'America/New_York';

-- exact
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('date', '1000-01-01', 'date'), ('date', '9999-12-31', 'date'), ('date', '0001-01-01', 'date'), ('date', '2024-02-29', 'date'),
    ('date', '2024-02-29', 'timestamp'), ('date', '2024-02-29', 'timestamptz'),
    ('datetime(6)', '1000-01-01 00:00:00.000001', 'timestamp(6)'), ('datetime(6)', '9999-12-31 23:59:59.999999', 'timestamp'),
    ('datetime', '1969-12-31 23:59:59', 'timestamp'), ('datetime', '2000-01-01 00:00:00', 'timestamp(0)'),
    ('datetime(6)', '2024-05-06 07:08:09.100000', 'timestamp(1)'), ('datetime', '2024-02-29 00:00:00', 'date'),
    ('datetime(3)', '1024-02-29 00:00:00.000', 'date'),
    ('timestamp(6)', '1970-01-01 00:00:01.500000', 'timestamptz(6)'), ('timestamp', '2038-01-19 03:14:07', 'timestamptz(0)'),
    ('timestamp', '2106-02-07 06:28:15', 'timestamptz'), ('timestamp', '2024-07-01 12:00:00', 'timestamp'),
    ('timestamp', '2024-07-01 00:00:00', 'date'), ('datetime', '2024-07-01 12:00:00', 'timestamptz'),
    ('time', '00:00:00', 'time'), ('time(6)', '23:59:59.999999', 'time(6)'), ('time', '24:00:00', 'time'),
    ('time', '838:59:59', 'interval'), ('time', '-838:59:59', 'interval'), ('time(6)', '-00:00:00.000001', 'interval'),
    ('time(3)', '12:34:56.780', 'interval(2)'), ('time', '25:00:00', 'interval hour to second')) x (s, v, t);

-- zero, partial and invalid dates
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('date', '0000-00-00', 'date'), ('date', '2024-00-00', 'date'), ('date', '2024-05-00', 'date'), ('date', '0000-05-06', 'date'),
    ('date', '2024-02-31', 'date'), ('date', '2023-02-29', 'date'), ('date', '1900-02-29', 'date'), ('date', '2000-02-29', 'date'),
    ('date', '2024-13-01', 'date'),
    ('datetime', '0000-00-00 00:00:00', 'timestamp'), ('datetime', '2024-06-31 10:00:00', 'timestamp'),
    ('timestamp', '0000-00-00 00:00:00', 'timestamptz'), ('date', '0000-00-00', 'timestamptz'),
    ('datetime', '0000-00-00 00:00:00', 'date')) x (s, v, t);

-- nothing is rounded or dropped
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('datetime(6)', '2024-05-06 07:08:09.999600', 'timestamp(3)'), ('datetime(6)', '2024-05-06 07:08:09.500000', 'timestamp(0)'),
    ('datetime(6)', '1900-05-06 07:08:09.000010', 'timestamptz(4)'), ('timestamp(6)', '2024-05-06 07:08:09.000001', 'timestamptz(3)'),
    ('datetime', '2024-05-06 00:00:01', 'date'), ('timestamp', '2024-05-06 23:30:00', 'date'),
    ('time', '-00:00:01', 'time'), ('time', '24:00:01', 'time'), ('time(6)', '12:00:00.123456', 'time(3)'),
    ('time(6)', '12:00:00.123456', 'interval(3)'), ('time', '12:34:56', 'interval hour to minute'),
    ('time', '12:34:56', 'interval day')) x (s, v, t);

-- the forms in text columns
SELECT s, v, t, cvg_test_try(s, convert_to(v, 'UTF8'), t) FROM (VALUES
    ('varchar(40)', '2024-05-06', 'date'), ('varchar(40)', '2024-05-06T07:08:09', 'timestamp'),
    ('varchar(40)', '2024-05-06 07:08:09.123456000', 'timestamp'), ('varchar(40)', '2024-05-06 07:08:09.1234567', 'timestamp'),
    ('varchar(40)', '2024-05-06 07:08', 'timestamp'), ('varchar(40)', '2024-05-06T07:08:09.5Z', 'timestamptz'),
    ('varchar(40)', '2024-05-06 07:08:09+02:00', 'timestamptz'), ('varchar(40)', '2024-05-06 07:08:09-0530', 'timestamptz'),
    ('varchar(40)', '2024-05-06 07:08:09-05', 'timestamptz'), ('varchar(40)', '2024-05-06 07:08:09', 'timestamptz'),
    ('varchar(40)', '2024-05-06', 'timestamptz'), ('varchar(40)', '2024-05-06T07:08:09Z', 'timestamp'),
    ('varchar(40)', '2024-05-06 24:00:00', 'timestamp'), ('varchar(40)', '2024-05-06 07:60:00', 'timestamp'),
    ('varchar(40)', '2024-05-06 07:08:60', 'timestamp'), ('varchar(40)', '2024-05-06 -7:08:09', 'timestamp'), ('varchar(40)', '2024-05-06 7:08:09', 'timestamp'),
    ('varchar(40)', '2024-05-06 0000007:08:09', 'timestamp'), ('varchar(40)', '2024-05-06 ', 'timestamp'),
    ('varchar(40)', '06.05.2024', 'date'), ('varchar(40)', '20240506', 'date'), ('varchar(40)', 'now', 'timestamp'),
    ('varchar(40)', 'infinity', 'date'), ('varchar(40)', '0000-00-00', 'date'), ('varchar(40)', '2024-5-06', 'date'),
    ('varchar(40)', '07:08', 'time'), ('varchar(40)', '07:08:09.5', 'time'), ('varchar(40)', '7', 'time'),
    ('varchar(40)', '25:00:00', 'time'), ('varchar(40)', '07:08:09.', 'time'), ('varchar(40)', '1 day 02:00', 'interval')) x (s, v, t);

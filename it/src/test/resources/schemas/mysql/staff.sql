-- A firm's staff: keys of two columns, cascades, views over views.
SET FOREIGN_KEY_CHECKS=0;
DROP TABLE IF EXISTS dept_emp,
                     dept_manager,
                     titles,
                     salaries,
                     employees,
                     departments;
SET FOREIGN_KEY_CHECKS=1;

/*!50503 set default_storage_engine = InnoDB */;

CREATE TABLE employees (
    emp_no      INT             NOT NULL,
    birth_date  DATE            NOT NULL,
    first_name  VARCHAR(14)     NOT NULL,
    last_name   VARCHAR(16)     NOT NULL,
    gender      ENUM ('M','F')  NOT NULL,
    hire_date   DATE            NOT NULL,
    PRIMARY KEY (emp_no)
);

CREATE TABLE departments (
    dept_no     CHAR(4)         NOT NULL,
    dept_name   VARCHAR(40)     NOT NULL,
    PRIMARY KEY (dept_no),
    UNIQUE KEY (dept_name)
);

CREATE TABLE dept_manager (
   emp_no       INT             NOT NULL,
   dept_no      CHAR(4)         NOT NULL,
   from_date    DATE            NOT NULL,
   to_date      DATE            NOT NULL,
   FOREIGN KEY (emp_no)  REFERENCES employees (emp_no)    ON DELETE CASCADE,
   FOREIGN KEY (dept_no) REFERENCES departments (dept_no) ON DELETE CASCADE,
   PRIMARY KEY (emp_no,dept_no)
);

CREATE TABLE dept_emp (
    emp_no      INT             NOT NULL,
    dept_no     CHAR(4)         NOT NULL,
    from_date   DATE            NOT NULL,
    to_date     DATE            NOT NULL,
    FOREIGN KEY (emp_no)  REFERENCES employees   (emp_no)  ON DELETE CASCADE,
    FOREIGN KEY (dept_no) REFERENCES departments (dept_no) ON DELETE CASCADE,
    PRIMARY KEY (emp_no,dept_no)
);

CREATE TABLE titles (
    emp_no      INT             NOT NULL,
    title       VARCHAR(50)     NOT NULL,
    from_date   DATE            NOT NULL,
    to_date     DATE,
    FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE,
    PRIMARY KEY (emp_no,title, from_date)
)
;

CREATE TABLE salaries (
    emp_no      INT             NOT NULL,
    salary      INT             NOT NULL,
    from_date   DATE            NOT NULL,
    to_date     DATE            NOT NULL,
    FOREIGN KEY (emp_no) REFERENCES employees (emp_no) ON DELETE CASCADE,
    PRIMARY KEY (emp_no, from_date)
)
;

CREATE OR REPLACE VIEW dept_emp_latest_date AS
    SELECT emp_no, MAX(from_date) AS from_date, MAX(to_date) AS to_date
    FROM dept_emp
    GROUP BY emp_no;

CREATE OR REPLACE VIEW current_dept_emp AS
    SELECT l.emp_no, dept_no, l.from_date, l.to_date
    FROM dept_emp d
        INNER JOIN dept_emp_latest_date l
        ON d.emp_no=l.emp_no AND d.from_date=l.from_date AND l.to_date = d.to_date;

INSERT INTO departments VALUES ('d001','Marketing'),
('d002','Finance'),
('d003','Staff'),
('d004','Production');
INSERT INTO employees VALUES (10001,'1950-01-02','Geo','Fac0','M','1985-06-26'),
(10002,'1951-02-02','Bez','Fac1','F','1986-06-26'),
(10003,'1952-03-02','Par','Fac2','M','1987-06-26'),
(10004,'1953-04-02','Chi','Fac3','F','1988-06-26'),
(10005,'1954-05-02','Kyo','Fac0','M','1989-06-26'),
(10006,'1955-06-02','Ann','Fac1','F','1985-06-26'),
(10007,'1956-07-02','Tze','Fac2','M','1986-06-26'),
(10008,'1957-08-02','Sum','Fac3','F','1987-06-26'),
(10009,'1958-09-02','Dua','Fac0','M','1988-06-26'),
(10010,'1959-01-02','Mar','Fac1','F','1989-06-26');
INSERT INTO dept_emp VALUES (10001,'d001','1985-06-26','1990-01-01'),
(10002,'d002','1986-06-26','9999-01-01'),
(10003,'d003','1987-06-26','9999-01-01'),
(10004,'d004','1988-06-26','1990-01-01'),
(10005,'d001','1989-06-26','9999-01-01'),
(10006,'d002','1985-06-26','9999-01-01'),
(10007,'d003','1986-06-26','1990-01-01'),
(10008,'d004','1987-06-26','9999-01-01'),
(10009,'d001','1988-06-26','9999-01-01'),
(10010,'d002','1989-06-26','1990-01-01'),
(10001,'d002','1990-01-01','9999-01-01');
INSERT INTO dept_manager VALUES (10002,'d001','1989-01-01','9999-01-01'), (10005,'d002','1989-01-01','9999-01-01');
INSERT INTO titles VALUES (10001,'Engineer','1990-12-01',NULL),
(10002,'Senior Engineer','1991-12-01','9999-01-01'),
(10003,'Staff','1992-12-01','9999-01-01'),
(10004,'Engineer','1993-12-01','9999-01-01'),
(10005,'Senior Engineer','1994-12-01',NULL),
(10006,'Staff','1995-12-01','9999-01-01'),
(10007,'Engineer','1996-12-01','9999-01-01'),
(10008,'Senior Engineer','1997-12-01','9999-01-01'),
(10009,'Staff','1998-12-01',NULL),
(10010,'Engineer','1999-12-01','9999-01-01');
INSERT INTO salaries VALUES (10001,60000,'1990-06-26','1991-06-26'),
(10001,60500,'1991-06-26','1992-06-26'),
(10001,61000,'1992-06-26','1993-06-26'),
(10001,61500,'1993-06-26','1994-06-26'),
(10002,61111,'1990-06-26','1991-06-26'),
(10002,61611,'1991-06-26','1992-06-26'),
(10002,62111,'1992-06-26','1993-06-26'),
(10002,62611,'1993-06-26','1994-06-26'),
(10003,62222,'1990-06-26','1991-06-26'),
(10003,62722,'1991-06-26','1992-06-26'),
(10003,63222,'1992-06-26','1993-06-26'),
(10003,63722,'1993-06-26','1994-06-26'),
(10004,63333,'1990-06-26','1991-06-26'),
(10004,63833,'1991-06-26','1992-06-26'),
(10004,64333,'1992-06-26','1993-06-26'),
(10004,64833,'1993-06-26','1994-06-26'),
(10005,64444,'1990-06-26','1991-06-26'),
(10005,64944,'1991-06-26','1992-06-26'),
(10005,65444,'1992-06-26','1993-06-26'),
(10005,65944,'1993-06-26','1994-06-26'),
(10006,65555,'1990-06-26','1991-06-26'),
(10006,66055,'1991-06-26','1992-06-26'),
(10006,66555,'1992-06-26','1993-06-26'),
(10006,67055,'1993-06-26','1994-06-26'),
(10007,66666,'1990-06-26','1991-06-26'),
(10007,67166,'1991-06-26','1992-06-26'),
(10007,67666,'1992-06-26','1993-06-26'),
(10007,68166,'1993-06-26','1994-06-26'),
(10008,67777,'1990-06-26','1991-06-26'),
(10008,68277,'1991-06-26','1992-06-26'),
(10008,68777,'1992-06-26','1993-06-26'),
(10008,69277,'1993-06-26','1994-06-26'),
(10009,68888,'1990-06-26','1991-06-26'),
(10009,69388,'1991-06-26','1992-06-26'),
(10009,69888,'1992-06-26','1993-06-26'),
(10009,70388,'1993-06-26','1994-06-26'),
(10010,69999,'1990-06-26','1991-06-26'),
(10010,70499,'1991-06-26','1992-06-26'),
(10010,70999,'1992-06-26','1993-06-26'),
(10010,71499,'1993-06-26','1994-06-26');

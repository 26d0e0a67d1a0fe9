SELECT * FROM dept_emp_latest_date;
SELECT * FROM current_dept_emp WHERE dept_no = 'd002';
-- @rows ordered
SELECT d.dept_name, COUNT(*), AVG(s.salary) FROM departments d JOIN current_dept_emp c ON c.dept_no = d.dept_no JOIN salaries s ON s.emp_no = c.emp_no GROUP BY d.dept_name ORDER BY d.dept_name;
SELECT e.first_name, t.title FROM employees e JOIN titles t ON t.emp_no = e.emp_no WHERE t.to_date IS NULL;
-- @rows ordered
SELECT emp_no, salary, RANK() OVER (ORDER BY salary DESC) AS r FROM salaries WHERE from_date = '1993-06-26' ORDER BY r;
SELECT e.first_name, m.dept_no FROM employees e LEFT JOIN dept_manager m ON e.emp_no = m.emp_no WHERE e.gender = 'F';
SELECT emp_no FROM salaries s WHERE salary > (SELECT AVG(salary) * 1.05 FROM salaries) GROUP BY emp_no;
-- @error
INSERT INTO departments VALUES ('d009', 'Finance');
DELETE FROM salaries WHERE emp_no = 10003;
SELECT COUNT(*) FROM salaries;

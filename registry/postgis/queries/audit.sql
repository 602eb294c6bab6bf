-- Writes down who did what, and why. $1 actor, $2 reason, $3 action, $4 county, $5 subject, $6 details as JSON.
INSERT INTO audit (actor, reason, action, county, subject, details)
VALUES ($1, $2, $3, $4, $5, $6)

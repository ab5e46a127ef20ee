CREATE TABLE finding_journal (
  system_id  TEXT NOT NULL,
  number     INTEGER NOT NULL CHECK (number > 0),
  previous   TEXT NOT NULL,
  body       BLOB NOT NULL,
  digest     TEXT NOT NULL,
  PRIMARY KEY (system_id, number)
) STRICT;

CREATE TRIGGER finding_journal_is_not_changed BEFORE UPDATE ON finding_journal
BEGIN
  SELECT RAISE(ABORT, 'the journal of findings is only appended to');
END;

CREATE TRIGGER finding_journal_is_not_cut BEFORE DELETE ON finding_journal
BEGIN
  SELECT RAISE(ABORT, 'the journal of findings is only appended to');
END;

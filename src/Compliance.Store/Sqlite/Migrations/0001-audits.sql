CREATE TABLE audits (
  package_id     TEXT NOT NULL PRIMARY KEY,
  reference      TEXT NOT NULL,
  system_id      TEXT NOT NULL,
  profile_id     TEXT NOT NULL,
  policy_set     TEXT NOT NULL,
  engine         TEXT NOT NULL,
  started_at     TEXT NOT NULL,
  finished_at    TEXT NOT NULL,
  evaluated_at   TEXT NOT NULL,
  verdict        INTEGER NOT NULL CHECK (verdict BETWEEN -1 AND 2),
  evidence_root  TEXT NOT NULL,
  package        TEXT NOT NULL,
  package_bytes  INTEGER NOT NULL CHECK (package_bytes > 0),
  package_path   TEXT NOT NULL
) STRICT;

CREATE INDEX audits_by_start ON audits (started_at DESC, package_id);

CREATE TABLE images (
  package_id    TEXT NOT NULL REFERENCES audits (package_id),
  manifest      TEXT NOT NULL,
  image_index   TEXT,
  platform      TEXT NOT NULL,
  facts         TEXT NOT NULL,
  fact_count    INTEGER NOT NULL,
  gap_count     INTEGER NOT NULL,
  PRIMARY KEY (package_id, manifest)
) STRICT, WITHOUT ROWID;

CREATE INDEX images_by_manifest ON images (manifest);

CREATE TABLE verdicts (
  package_id  TEXT NOT NULL,
  manifest    TEXT NOT NULL,
  policy_id   TEXT NOT NULL,
  verdict     INTEGER NOT NULL CHECK (verdict BETWEEN -1 AND 2),
  severity    TEXT NOT NULL,
  PRIMARY KEY (package_id, manifest, policy_id),
  FOREIGN KEY (package_id, manifest) REFERENCES images (package_id, manifest)
) STRICT, WITHOUT ROWID;

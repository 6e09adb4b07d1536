CREATE TABLE accepted_finding (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    message TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    "on" DATE,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_accepted_finding PRIMARY KEY (id),
    CONSTRAINT uq_accepted_finding_uid UNIQUE (uid)
);

CREATE INDEX ix_accepted_finding_code ON accepted_finding (code, subject);

CREATE TABLE body (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    months_between INTEGER NOT NULL,
    clear_days INTEGER NOT NULL,
    note TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_body PRIMARY KEY (id),
    CONSTRAINT uq_body_uid UNIQUE (uid)
);

CREATE TABLE change_set (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    who TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_change_set PRIMARY KEY (id)
);

CREATE TABLE file_fact (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_file_fact PRIMARY KEY (name)
);

CREATE TABLE period (
    id INTEGER NOT NULL,
    label TEXT NOT NULL,
    as_at DATE NOT NULL,
    due DATE,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_period PRIMARY KEY (id),
    CONSTRAINT uq_period_uid UNIQUE (uid)
);

CREATE TABLE person (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    post TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT uq_person_uid UNIQUE (uid)
);

CREATE INDEX ix_person_name ON person (name);

CREATE TABLE "plan" (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    preset TEXT NOT NULL,
    level_names JSON NOT NULL,
    scale_name TEXT NOT NULL,
    position INTEGER NOT NULL,
    settings JSON NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_plan PRIMARY KEY (id),
    CONSTRAINT uq_plan_uid UNIQUE (uid)
);

CREATE TABLE stored_file (
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_stored_file PRIMARY KEY (hash)
);

CREATE TABLE tag (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_tag PRIMARY KEY (id),
    CONSTRAINT uq_tag_uid UNIQUE (uid)
);

CREATE TABLE change_entry (
    id INTEGER NOT NULL,
    set_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    item_id INTEGER,
    kind TEXT NOT NULL,
    "before" JSON,
    "after" JSON,
    CONSTRAINT pk_change_entry PRIMARY KEY (id),
    CONSTRAINT fk_change_entry_set_id FOREIGN KEY(set_id) REFERENCES change_set (id)
);

CREATE INDEX ix_change_entry_item ON change_entry (item_id);

CREATE INDEX ix_change_entry_set ON change_entry (set_id);

CREATE TABLE meeting (
    id INTEGER NOT NULL,
    body_id INTEGER NOT NULL,
    "on" DATE NOT NULL,
    period_id INTEGER,
    note TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT fk_meeting_body_id FOREIGN KEY(body_id) REFERENCES body (id),
    CONSTRAINT fk_meeting_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT uq_meeting_uid UNIQUE (uid)
);

CREATE TABLE outcome (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    word TEXT NOT NULL,
    closes BOOLEAN NOT NULL,
    needs_target BOOLEAN NOT NULL,
    CONSTRAINT pk_outcome PRIMARY KEY (id),
    CONSTRAINT fk_outcome_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE period_reopening (
    id INTEGER NOT NULL,
    period_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    "on" DATE,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_period_reopening PRIMARY KEY (id),
    CONSTRAINT fk_period_reopening_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT uq_period_reopening_uid UNIQUE (uid)
);

CREATE TABLE period_snapshot (
    id INTEGER NOT NULL,
    period_id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item_uid TEXT NOT NULL,
    level INTEGER NOT NULL,
    ref TEXT NOT NULL,
    title TEXT NOT NULL,
    parent_ref TEXT NOT NULL,
    leads JSON NOT NULL,
    sponsors JSON NOT NULL,
    due TEXT NOT NULL,
    outcome TEXT,
    outcome_word TEXT NOT NULL,
    outcome_note TEXT NOT NULL,
    closed BOOLEAN NOT NULL,
    said JSON NOT NULL,
    CONSTRAINT pk_period_snapshot PRIMARY KEY (id),
    CONSTRAINT fk_period_snapshot_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT fk_period_snapshot_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE INDEX ix_period_snapshot_period ON period_snapshot (period_id);

CREATE TABLE plan_item (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    parent_id INTEGER,
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    ref TEXT NOT NULL,
    title TEXT NOT NULL,
    due TEXT NOT NULL,
    due_earliest DATE,
    due_latest DATE,
    due_ongoing BOOLEAN NOT NULL,
    reported_elsewhere BOOLEAN NOT NULL,
    is_new BOOLEAN NOT NULL,
    done BOOLEAN NOT NULL,
    declared INTEGER,
    outcome TEXT,
    outcome_note TEXT NOT NULL,
    outcome_on DATE,
    fields JSON NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_plan_item PRIMARY KEY (id),
    CONSTRAINT fk_plan_item_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_plan_item_parent_id FOREIGN KEY(parent_id) REFERENCES plan_item (id),
    CONSTRAINT uq_plan_item_uid UNIQUE (uid)
);

CREATE INDEX ix_plan_item_parent ON plan_item (parent_id, position);

CREATE INDEX ix_plan_item_plan ON plan_item (plan_id);

CREATE INDEX ix_plan_item_ref ON plan_item (ref);

CREATE TABLE question (
    id INTEGER NOT NULL,
    item_uid TEXT NOT NULL,
    period_id INTEGER,
    kind TEXT NOT NULL,
    asked_of TEXT NOT NULL,
    asked_on DATE,
    who TEXT NOT NULL,
    reference TEXT NOT NULL,
    field TEXT NOT NULL,
    about TEXT NOT NULL,
    text TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_on DATE,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_question PRIMARY KEY (id),
    CONSTRAINT fk_question_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT uq_question_uid UNIQUE (uid)
);

CREATE INDEX ix_question_item ON question (item_uid);

CREATE TABLE rating_override (
    id INTEGER NOT NULL,
    item_uid TEXT NOT NULL,
    period_id INTEGER NOT NULL,
    rating TEXT NOT NULL,
    refusal TEXT NOT NULL,
    reason TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_rating_override PRIMARY KEY (id),
    CONSTRAINT fk_rating_override_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT uq_rating_override_uid UNIQUE (uid)
);

CREATE INDEX ix_rating_override_item ON rating_override (item_uid);

CREATE TABLE register_entry (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    plan_id INTEGER,
    parent_id INTEGER,
    position INTEGER NOT NULL,
    ref TEXT NOT NULL,
    title TEXT NOT NULL,
    due TEXT NOT NULL,
    due_earliest DATE,
    due_latest DATE,
    due_ongoing BOOLEAN NOT NULL,
    fields JSON NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_register_entry PRIMARY KEY (id),
    CONSTRAINT fk_register_entry_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_register_entry_parent_id FOREIGN KEY(parent_id) REFERENCES register_entry (id),
    CONSTRAINT uq_register_entry_uid UNIQUE (uid)
);

CREATE INDEX ix_register_entry_kind ON register_entry (kind, position);

CREATE INDEX ix_register_entry_parent ON register_entry (parent_id);

CREATE INDEX ix_register_entry_plan ON register_entry (plan_id);

CREATE TABLE return_issue (
    id INTEGER NOT NULL,
    reference TEXT NOT NULL,
    plan_id INTEGER NOT NULL,
    period_id INTEGER NOT NULL,
    lead TEXT NOT NULL,
    scope TEXT NOT NULL,
    number INTEGER NOT NULL,
    issued_on DATE NOT NULL,
    due DATE,
    file_name TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_return_issue PRIMARY KEY (id),
    CONSTRAINT fk_return_issue_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_return_issue_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT uq_return_issue_uid UNIQUE (uid)
);

CREATE INDEX ix_return_issue_period ON return_issue (period_id);

CREATE INDEX ix_return_issue_reference ON return_issue (reference);

CREATE TABLE return_receipt (
    id INTEGER NOT NULL,
    reference TEXT NOT NULL,
    period_id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    who TEXT NOT NULL,
    file_name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    offered INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    reason TEXT NOT NULL,
    answers JSON NOT NULL,
    findings JSON NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_return_receipt PRIMARY KEY (id),
    CONSTRAINT fk_return_receipt_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT uq_return_receipt_uid UNIQUE (uid)
);

CREATE INDEX ix_return_receipt_fingerprint ON return_receipt (fingerprint);

CREATE INDEX ix_return_receipt_reference ON return_receipt (reference);

CREATE TABLE review (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    scope TEXT NOT NULL,
    tests JSON NOT NULL,
    started_on DATE,
    applied_on DATE,
    applied BOOLEAN NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_review PRIMARY KEY (id),
    CONSTRAINT fk_review_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT uq_review_uid UNIQUE (uid)
);

CREATE TABLE saved_view (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    columns JSON NOT NULL,
    filters JSON NOT NULL,
    layout JSON NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_saved_view PRIMARY KEY (id),
    CONSTRAINT fk_saved_view_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT uq_saved_view_uid UNIQUE (uid)
);

CREATE INDEX ix_saved_view_plan ON saved_view (plan_id);

CREATE TABLE scale_value (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    word TEXT NOT NULL,
    letter TEXT NOT NULL,
    shape TEXT NOT NULL,
    rank INTEGER NOT NULL,
    fill TEXT NOT NULL,
    ink TEXT NOT NULL,
    edge TEXT NOT NULL,
    tint TEXT NOT NULL,
    tint_ink TEXT NOT NULL,
    dark_fill TEXT NOT NULL,
    dark_ink TEXT NOT NULL,
    definition TEXT NOT NULL,
    in_flight BOOLEAN NOT NULL,
    done BOOLEAN NOT NULL,
    needs_reason BOOLEAN NOT NULL,
    CONSTRAINT pk_scale_value PRIMARY KEY (id),
    CONSTRAINT fk_scale_value_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE comment (
    id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_comment PRIMARY KEY (id),
    CONSTRAINT fk_comment_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
    CONSTRAINT uq_comment_uid UNIQUE (uid)
);

CREATE INDEX ix_comment_item ON comment (item_id);

CREATE TABLE entry_item (
    id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_entry_item PRIMARY KEY (id),
    CONSTRAINT fk_entry_item_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id),
    CONSTRAINT fk_entry_item_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
    CONSTRAINT uq_entry_item_uid UNIQUE (uid)
);

CREATE INDEX ix_entry_item_entry ON entry_item (entry_id);

CREATE INDEX ix_entry_item_item ON entry_item (item_id);

CREATE TABLE entry_person (
    id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    part TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_entry_person PRIMARY KEY (id),
    CONSTRAINT fk_entry_person_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id),
    CONSTRAINT fk_entry_person_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_entry_person_entry ON entry_person (entry_id);

CREATE TABLE entry_plan (
    id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_entry_plan PRIMARY KEY (id),
    CONSTRAINT fk_entry_plan_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id),
    CONSTRAINT fk_entry_plan_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT uq_entry_plan_uid UNIQUE (uid)
);

CREATE INDEX ix_entry_plan_entry ON entry_plan (entry_id);

CREATE TABLE entry_tag (
    id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_entry_tag PRIMARY KEY (id),
    CONSTRAINT fk_entry_tag_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id),
    CONSTRAINT fk_entry_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id)
);

CREATE INDEX ix_entry_tag_entry ON entry_tag (entry_id);

CREATE TABLE entry_value (
    id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    about_id INTEGER,
    period_id INTEGER,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    period_text TEXT NOT NULL,
    as_at DATE,
    area TEXT NOT NULL,
    text TEXT NOT NULL,
    number DOUBLE,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    rating TEXT,
    trend TEXT,
    reason TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_entry_value PRIMARY KEY (id),
    CONSTRAINT fk_entry_value_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id),
    CONSTRAINT fk_entry_value_about_id FOREIGN KEY(about_id) REFERENCES register_entry (id),
    CONSTRAINT fk_entry_value_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT uq_entry_value_uid UNIQUE (uid)
);

CREATE INDEX ix_entry_value_entry ON entry_value (entry_id, "key");

CREATE INDEX ix_entry_value_period ON entry_value (period_id);

CREATE TABLE evidence (
    id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    address TEXT NOT NULL,
    file_hash TEXT,
    added_on DATE,
    added_by TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_evidence PRIMARY KEY (id),
    CONSTRAINT fk_evidence_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
    CONSTRAINT uq_evidence_uid UNIQUE (uid)
);

CREATE INDEX ix_evidence_item ON evidence (item_id);

CREATE TABLE exempt_entry (
    id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    paragraph TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_exempt_entry PRIMARY KEY (id),
    CONSTRAINT uq_exempt_entry_entry_id UNIQUE (entry_id),
    CONSTRAINT fk_exempt_entry_entry_id FOREIGN KEY(entry_id) REFERENCES register_entry (id)
);

CREATE TABLE exempt_item (
    id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    parts JSON NOT NULL,
    paragraph TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_exempt_item PRIMARY KEY (id),
    CONSTRAINT uq_exempt_item_item_id UNIQUE (item_id),
    CONSTRAINT fk_exempt_item_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id)
);

CREATE TABLE former_ref (
    id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    ref TEXT NOT NULL,
    CONSTRAINT pk_former_ref PRIMARY KEY (id),
    CONSTRAINT fk_former_ref_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id)
);

CREATE INDEX ix_former_ref_item ON former_ref (item_id);

CREATE TABLE issued_row (
    id INTEGER NOT NULL,
    issue_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item_uid TEXT NOT NULL,
    "key" TEXT NOT NULL,
    level INTEGER NOT NULL,
    ref TEXT NOT NULL,
    heading TEXT NOT NULL,
    lead TEXT NOT NULL,
    due TEXT NOT NULL,
    last_rating TEXT NOT NULL,
    rating TEXT,
    progress TEXT NOT NULL,
    forecast TEXT NOT NULL,
    reason TEXT NOT NULL,
    help_needed TEXT NOT NULL,
    CONSTRAINT pk_issued_row PRIMARY KEY (id),
    CONSTRAINT fk_issued_row_issue_id FOREIGN KEY(issue_id) REFERENCES return_issue (id)
);

CREATE INDEX ix_issued_row_issue ON issued_row (issue_id);

CREATE INDEX ix_issued_row_key ON issued_row ("key");

CREATE TABLE item_person (
    id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    part TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_item_person PRIMARY KEY (id),
    CONSTRAINT fk_item_person_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
    CONSTRAINT fk_item_person_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_item_person_item ON item_person (item_id);

CREATE TABLE item_tag (
    id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_item_tag PRIMARY KEY (id),
    CONSTRAINT fk_item_tag_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
    CONSTRAINT fk_item_tag_tag_id FOREIGN KEY(tag_id) REFERENCES tag (id)
);

CREATE INDEX ix_item_tag_item ON item_tag (item_id);

CREATE TABLE item_update (
    id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    period_id INTEGER NOT NULL,
    rating TEXT,
    progress TEXT NOT NULL,
    reason TEXT NOT NULL,
    help_needed TEXT NOT NULL,
    forecast TEXT NOT NULL,
    forecast_latest DATE,
    source TEXT NOT NULL,
    CONSTRAINT pk_item_update PRIMARY KEY (id),
    CONSTRAINT uq_item_update_item_period UNIQUE (item_id, period_id),
    CONSTRAINT fk_item_update_item_id FOREIGN KEY(item_id) REFERENCES plan_item (id),
    CONSTRAINT fk_item_update_period_id FOREIGN KEY(period_id) REFERENCES period (id)
);

CREATE INDEX ix_item_update_period ON item_update (period_id);

CREATE TABLE link (
    id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_link PRIMARY KEY (id),
    CONSTRAINT fk_link_source_id FOREIGN KEY(source_id) REFERENCES plan_item (id),
    CONSTRAINT fk_link_target_id FOREIGN KEY(target_id) REFERENCES plan_item (id),
    CONSTRAINT uq_link_uid UNIQUE (uid)
);

CREATE INDEX ix_link_source ON link (source_id);

CREATE INDEX ix_link_target ON link (target_id);

CREATE TABLE pack (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    meeting_id INTEGER,
    period_id INTEGER,
    body TEXT NOT NULL,
    meeting_on DATE,
    time TEXT NOT NULL,
    place TEXT NOT NULL,
    organisation TEXT NOT NULL,
    supplement_to_id INTEGER,
    late_reason TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_pack PRIMARY KEY (id),
    CONSTRAINT fk_pack_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_pack_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_pack_period_id FOREIGN KEY(period_id) REFERENCES period (id),
    CONSTRAINT fk_pack_supplement_to_id FOREIGN KEY(supplement_to_id) REFERENCES pack (id),
    CONSTRAINT uq_pack_uid UNIQUE (uid)
);

CREATE TABLE review_answer (
    id INTEGER NOT NULL,
    review_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item_uid TEXT NOT NULL,
    verdicts JSON NOT NULL,
    assessment TEXT NOT NULL,
    outcome TEXT,
    target TEXT NOT NULL,
    review_on DATE,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_review_answer PRIMARY KEY (id),
    CONSTRAINT fk_review_answer_review_id FOREIGN KEY(review_id) REFERENCES review (id),
    CONSTRAINT uq_review_answer_uid UNIQUE (uid)
);

CREATE INDEX ix_review_answer_item ON review_answer (item_uid);

CREATE INDEX ix_review_answer_review ON review_answer (review_id);

CREATE TABLE built_pack (
    id INTEGER NOT NULL,
    pack_id INTEGER NOT NULL,
    built_at DATETIME NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT,
    data_hash TEXT,
    pages INTEGER NOT NULL,
    last_page INTEGER NOT NULL,
    period TEXT NOT NULL,
    history TEXT NOT NULL,
    figures JSON NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_built_pack PRIMARY KEY (id),
    CONSTRAINT fk_built_pack_pack_id FOREIGN KEY(pack_id) REFERENCES pack (id),
    CONSTRAINT uq_built_pack_uid UNIQUE (uid)
);

CREATE INDEX ix_built_pack_pack ON built_pack (pack_id);

CREATE TABLE exempt_evidence (
    id INTEGER NOT NULL,
    evidence_id INTEGER NOT NULL,
    paragraph TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_exempt_evidence PRIMARY KEY (id),
    CONSTRAINT uq_exempt_evidence_evidence_id UNIQUE (evidence_id),
    CONSTRAINT fk_exempt_evidence_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id)
);

CREATE TABLE pack_entry (
    id INTEGER NOT NULL,
    pack_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    presenter TEXT NOT NULL,
    purpose TEXT NOT NULL,
    text TEXT NOT NULL,
    file_hash TEXT,
    exempt_paragraph TEXT NOT NULL,
    exempt_reason TEXT NOT NULL,
    late_reason TEXT NOT NULL,
    options JSON NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_pack_entry PRIMARY KEY (id),
    CONSTRAINT fk_pack_entry_pack_id FOREIGN KEY(pack_id) REFERENCES pack (id),
    CONSTRAINT uq_pack_entry_uid UNIQUE (uid)
);

CREATE INDEX ix_pack_entry_pack ON pack_entry (pack_id);

-- The book, version 1.
--
-- Days are whole numbers: days since 1970-01-01. Money is whole cents. Choices are the words of
-- rapport(1). Columns marked "kept" are summaries that rapport writes in the same transaction as
-- the rows they come from; `rapport check --repair` makes them anew.

-- Our own clinic: always one row, id 1.
CREATE TABLE "clinic" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"name" TEXT, -- what you call yourselves
	"disciplines" TEXT, -- physical, occupational, speech therapy
	"phone" TEXT, -- the number patients call
	"fax" TEXT, -- where referrals are faxed
	"email" TEXT, -- the clinic's address
	"website" TEXT, -- address of your site
	"address" TEXT, -- street and suite
	"city" TEXT, -- town
	"state" TEXT, -- two letters
	"zip" TEXT, -- postal code
	"npi" TEXT, -- the clinic's ten-digit number
	"referral_line" TEXT, -- the number or link for referrers
	"best" TEXT, -- what you do best, in words for a referrer
	"stories" TEXT, -- de-identified patient stories
	"currency" TEXT, -- three letters, such as USD
	"own_details_on" INTEGER, -- the day you last checked your own listings; days since 1970-01-01
	"made_on" INTEGER -- the day this book was made; days since 1970-01-01
) STRICT;

-- People of ours.
CREATE TABLE "staff" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"user" TEXT NOT NULL, -- short name, as in --user
	"name" TEXT, -- whole name
	"credentials" TEXT, -- PT, OT, SLP
	"role" TEXT, -- owner, therapist, front desk
	"phone" TEXT, -- their number
	"email" TEXT, -- their address
	"gone" INTEGER NOT NULL DEFAULT 0 -- no longer with us
) STRICT;

-- The other side's offices and organisations.
CREATE TABLE "practices" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"name" TEXT NOT NULL, -- the office or organisation
	"phone" TEXT, -- the office's number
	"fax" TEXT, -- the office's fax
	"email" TEXT, -- the office's address
	"website" TEXT, -- address of their site
	"address" TEXT, -- street and suite
	"city" TEXT, -- town
	"state" TEXT, -- two letters
	"zip" TEXT, -- postal code
	"network" TEXT, -- independent, or in a network with its own therapy
	"hours" TEXT, -- when they are in, when to call
	"competitors" TEXT, -- who else calls on them
	"note" TEXT, -- anything worth knowing
	"fold" TEXT -- kept: name folded, for matching
) STRICT;

-- Anyone who can send patients, or opens the way to those who do.
CREATE TABLE "sources" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"name" TEXT NOT NULL, -- the person, gym, school ...
	"kind" TEXT, -- what they are
	"role" TEXT, -- their part in the practice
	"specialty" TEXT, -- ortho surgeon, sports medicine ...
	"credentials" TEXT, -- MD, DO, NP ...
	"practice_id" INTEGER REFERENCES "practices" ("id") DEFERRABLE INITIALLY DEFERRED, -- where they work
	"via_id" INTEGER REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- the gatekeeper through whom they are reached
	"gatekeeper" INTEGER NOT NULL DEFAULT 0, -- others are reached through them
	"decision_maker" INTEGER NOT NULL DEFAULT 0, -- in charge, as against the desk
	"npi" TEXT, -- ten-digit provider number
	"phone" TEXT, -- their number
	"fax" TEXT, -- their fax
	"email" TEXT, -- their address
	"website" TEXT, -- address of their site
	"social" TEXT, -- handles, separated by spaces
	"address" TEXT, -- street and suite
	"city" TEXT, -- town
	"state" TEXT, -- two letters
	"zip" TEXT, -- postal code
	"stage" TEXT NOT NULL, -- first, trust or maintain
	"stage_on" INTEGER, -- day of the last stage move; days since 1970-01-01
	"standing" TEXT NOT NULL, -- live, paused or let go
	"standing_until" INTEGER, -- the day to look again; days since 1970-01-01
	"standing_reason" TEXT, -- why paused or let go
	"owner" TEXT, -- who of ours owns the relationship
	"cadence_days" INTEGER, -- days between touches; empty = that of the stage
	"fit" TEXT, -- good, fair or poor
	"fit_reason" TEXT, -- populations and payers in common
	"homework" TEXT, -- what you found out beforehand
	"homework_on" INTEGER, -- the day it was done; days since 1970-01-01
	"payers_on" INTEGER, -- the day you compared payers; days since 1970-01-01
	"marketing_on" INTEGER, -- the day you looked at how they present themselves; days since 1970-01-01
	"most_important" TEXT, -- what is most important to them in how you care for their patient
	"problems" TEXT, -- what troubles them
	"offer" TEXT, -- how we are part of the solution
	"view_of_pt" TEXT, -- what they think of therapy
	"objections" TEXT, -- and what came of them
	"interests" TEXT, -- hobbies, family, teams
	"told" TEXT, -- what we told of ourselves
	"competitors" TEXT, -- who else they send to
	"kit_left" TEXT, -- cards, forms, pads
	"began" TEXT, -- introduction, patient, event
	"best_times" TEXT, -- when they are in
	"verified_on" INTEGER, -- the day their details were last checked; days since 1970-01-01
	"added_on" INTEGER, -- the day they were added; days since 1970-01-01
	"archived" INTEGER NOT NULL DEFAULT 0, -- out of every list
	"note" TEXT, -- anything worth knowing
	"fold" TEXT, -- kept: name folded for order
	"counted_on" INTEGER, -- kept: last touch that counts, own or through the gatekeeper; days since 1970-01-01
	"clock_on" INTEGER NOT NULL DEFAULT 0, -- kept: last touch that counts, else the day added; days since 1970-01-01
	"touched_on" INTEGER, -- kept: last own touch; days since 1970-01-01
	"substantive_on" INTEGER, -- kept: last substantive touch; days since 1970-01-01
	"met_on" INTEGER, -- kept: decision-maker last met; days since 1970-01-01
	"first_touch_on" INTEGER, -- kept: first own touch; days since 1970-01-01
	"meetings" INTEGER NOT NULL DEFAULT 0, -- kept: times they were met face to face
	"meeting_on" INTEGER, -- kept: last time they were; days since 1970-01-01
	"outcomes_on" INTEGER, -- kept: outcomes last shared; days since 1970-01-01
	"touches" INTEGER NOT NULL DEFAULT 0, -- kept: number of own touches
	"first_referred_on" INTEGER, -- kept: first referral in; days since 1970-01-01
	"usual_gap" INTEGER, -- kept: the middle one of the days between their referrals in
	"referred_on" INTEGER, -- kept: last referral in; days since 1970-01-01
	"referrals" INTEGER NOT NULL DEFAULT 0, -- kept: referrals in
	"came" INTEGER NOT NULL DEFAULT 0, -- kept: referrals in that were evaluated
	"billed_cents" INTEGER NOT NULL DEFAULT 0, -- kept: billed, all referrals in; cents
	"received_cents" INTEGER NOT NULL DEFAULT 0, -- kept: received, all referrals in; cents
	"thanks_owed" INTEGER NOT NULL DEFAULT 0, -- kept: referrals waiting for thanks
	"step_on" INTEGER, -- kept: due day of the open step; days since 1970-01-01
	"next_on" INTEGER NOT NULL DEFAULT 2932896, -- kept: earliest day on which something is due; days since 1970-01-01
	"next_is_touch" INTEGER NOT NULL DEFAULT 0, -- kept: the next day is only the cadence asking
	"touch_due_on" INTEGER NOT NULL DEFAULT 2932896, -- kept: day on which the cadence asks; days since 1970-01-01
	"phone_key" TEXT -- kept: digits of the phone, for matching
) STRICT;

-- The contact timeline: one row a touch.
CREATE TABLE "touches" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"source_id" INTEGER NOT NULL REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- whom it was with
	"on" INTEGER NOT NULL, -- the day; days since 1970-01-01
	"channel" TEXT NOT NULL, -- visit, lunch, call ...
	"direction" TEXT NOT NULL, -- we or they
	"purpose" TEXT, -- what it was for
	"result" TEXT, -- met, message left ...
	"substantive" TEXT, -- yes or no overrides what the purpose says
	"met_id" INTEGER REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- whom you met, when another than the source
	"referral_id" INTEGER REFERENCES "referrals" ("id") DEFERRABLE INITIALLY DEFERRED, -- the referral it thanks for or reports on
	"announcement_id" INTEGER REFERENCES "announcements" ("id") DEFERRABLE INITIALLY DEFERRED, -- the news it told
	"by" TEXT, -- who of ours
	"note" TEXT, -- what was said
	"learned" TEXT, -- what you learned of them
	"tags" TEXT, -- words separated by commas
	"cost_cents" INTEGER -- what it cost; cents
) STRICT;

-- Who was there at a touch whose cost is shared.
CREATE TABLE "attendees" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"touch_id" INTEGER NOT NULL REFERENCES "touches" ("id") DEFERRABLE INITIALLY DEFERRED, -- the lunch or event
	"source_id" INTEGER REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- who was there
	"name" TEXT -- who was there, when no source
) STRICT;

-- One patient sent to us (in) or by us (out).
CREATE TABLE "referrals" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"number" INTEGER NOT NULL, -- R-number
	"source_id" INTEGER REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- who sent the patient
	"direction" TEXT NOT NULL, -- in to us, out from us
	"received_on" INTEGER NOT NULL, -- the day it came; days since 1970-01-01
	"patient_ref" TEXT, -- chart number or initials, no names
	"for" TEXT, -- diagnosis or body part
	"payer" TEXT, -- insurance
	"department" TEXT, -- where the EMR files it
	"route" TEXT, -- fax, phone, web form, handed in
	"status" TEXT NOT NULL, -- received, booked, evaluated ...
	"booked_on" INTEGER, -- the day of booking; days since 1970-01-01
	"evaluated_on" INTEGER, -- the day of the first visit; days since 1970-01-01
	"discharged_on" INTEGER, -- the day of discharge; days since 1970-01-01
	"visits" INTEGER, -- number of visits
	"billed_cents" INTEGER, -- what was billed; cents
	"received_cents" INTEGER, -- what was paid; cents
	"nps" INTEGER, -- 0 to 10
	"challenge" INTEGER NOT NULL DEFAULT 0, -- a setback or an unhappy patient
	"challenge_on" INTEGER, -- the day it was flagged; days since 1970-01-01
	"challenge_told_on" INTEGER, -- the day the source heard of it; days since 1970-01-01
	"order_on" INTEGER, -- signed order on file since; days since 1970-01-01
	"poc_sent_on" INTEGER, -- plan of care sent; days since 1970-01-01
	"poc_signed_on" INTEGER, -- plan of care signed; days since 1970-01-01
	"cert_end_on" INTEGER, -- end of certification; days since 1970-01-01
	"sent_to" TEXT, -- our therapist
	"thank" TEXT, -- how you mean to thank
	"asked_on" INTEGER, -- the day the patient was asked to tell others; days since 1970-01-01
	"note" TEXT, -- anything worth knowing
	"thanked_on" INTEGER, -- kept: day of the thank-you touch; days since 1970-01-01
	"reported_on" INTEGER, -- kept: day of the last report to the source; days since 1970-01-01
	"thank_due_on" INTEGER NOT NULL DEFAULT 2932896 -- kept: thanks are owed from this day; days since 1970-01-01
) STRICT;

-- Outcome measures of a referral; scores in tenths.
CREATE TABLE "outcomes" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"referral_id" INTEGER NOT NULL REFERENCES "referrals" ("id") DEFERRABLE INITIALLY DEFERRED, -- whose outcome
	"measure" TEXT NOT NULL, -- LEFS, ODI, NDI ...
	"initial" INTEGER, -- first score; tenths
	"final" INTEGER, -- last score; tenths
	"initial_on" INTEGER, -- day of the first score; days since 1970-01-01
	"final_on" INTEGER -- day of the last score; days since 1970-01-01
) STRICT;

-- What a person planned to do next; at most one open step a source.
CREATE TABLE "steps" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"source_id" INTEGER NOT NULL REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- with whom
	"due_on" INTEGER NOT NULL, -- the day; days since 1970-01-01
	"channel" TEXT, -- visit, call ...
	"what" TEXT, -- what to do
	"by" TEXT, -- who planned it
	"set_on" INTEGER, -- the day it was planned; days since 1970-01-01
	"state" TEXT NOT NULL, -- open, done or dropped
	"closed_on" INTEGER, -- the day it was done or dropped; days since 1970-01-01
	"touch_id" INTEGER REFERENCES "touches" ("id") DEFERRABLE INITIALLY DEFERRED -- the touch that closed it
) STRICT;

-- Every change of stage or standing.
CREATE TABLE "stage_moves" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"source_id" INTEGER NOT NULL REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- who moved
	"on" INTEGER NOT NULL, -- the day; days since 1970-01-01
	"from_stage" TEXT, -- stage before
	"to_stage" TEXT NOT NULL, -- stage after
	"from_standing" TEXT, -- standing before
	"to_standing" TEXT NOT NULL, -- standing after
	"reason" TEXT, -- why
	"by" TEXT -- who of ours
) STRICT;

-- News for partners.
CREATE TABLE "announcements" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"title" TEXT NOT NULL, -- the news in a few words
	"text" TEXT, -- the letter
	"on" INTEGER NOT NULL, -- from when it is told; days since 1970-01-01
	"by" TEXT -- who of ours
) STRICT;

-- Who is told an announcement, and when they were.
CREATE TABLE "recipients" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"announcement_id" INTEGER NOT NULL REFERENCES "announcements" ("id") DEFERRABLE INITIALLY DEFERRED, -- which news
	"source_id" INTEGER NOT NULL REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- who is told
	"channel" TEXT, -- how they are told
	"told_on" INTEGER, -- the day they were told; days since 1970-01-01
	"touch_id" INTEGER REFERENCES "touches" ("id") DEFERRABLE INITIALLY DEFERRED -- the touch that told them
) STRICT;

-- Payers, populations, services and tags of the clinic, a practice or a source.
CREATE TABLE "labels" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"of" TEXT NOT NULL, -- clinic, practice or source
	"of_id" INTEGER NOT NULL, -- the clinic, practice or source
	"type" TEXT NOT NULL, -- payer, population, service or tag
	"word" TEXT NOT NULL -- the payer, population, service or tag
) STRICT;

-- Settings that change dues or figures.
CREATE TABLE "settings" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"name" TEXT NOT NULL, -- which setting
	"value" TEXT -- its value
) STRICT;

-- Queue items that a person put off (later) or away (drop).
CREATE TABLE "dismissals" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"rule" TEXT NOT NULL, -- which rule asked
	"subject_id" INTEGER NOT NULL, -- the source or referral it asked about
	"how" TEXT NOT NULL, -- later or drop
	"until_on" INTEGER, -- asks again on this day; days since 1970-01-01
	"due_on" INTEGER, -- the due day at the time; days since 1970-01-01
	"by" TEXT -- who of ours
) STRICT;

CREATE INDEX "sources_next" ON "sources" ("next_on", "id");
CREATE INDEX "sources_fold" ON "sources" ("fold", "id");
CREATE INDEX "sources_referrals" ON "sources" ("referrals" DESC, "id");
CREATE INDEX "sources_billed" ON "sources" ("billed_cents" DESC, "id");
CREATE INDEX "sources_received" ON "sources" ("received_cents" DESC, "id");
CREATE INDEX "sources_clock" ON "sources" ("clock_on", "id");
CREATE INDEX "sources_touched" ON "sources" ("touched_on") WHERE "touched_on" IS NOT NULL;
CREATE INDEX "sources_stage" ON "sources" ("stage", "next_on", "id");
CREATE INDEX "sources_stage_on" ON "sources" ("stage", "stage_on");
CREATE INDEX "sources_referred" ON "sources" ("referred_on") WHERE "referred_on" IS NOT NULL;
CREATE INDEX "sources_thanks" ON "sources" ("next_on", "id") WHERE "thanks_owed" > 0;
CREATE INDEX "sources_aside" ON "sources" ("standing", "standing_until") WHERE "standing" <> 'live';
CREATE INDEX "sources_owner" ON "sources" ("owner", "next_on", "id") WHERE "owner" IS NOT NULL;
CREATE INDEX "sources_kind" ON "sources" ("kind", "next_on", "id");
CREATE INDEX "sources_archived" ON "sources" ("archived", "next_on", "id") WHERE "archived" = 1;
CREATE INDEX "sources_practice" ON "sources" ("practice_id") WHERE "practice_id" IS NOT NULL;
CREATE INDEX "sources_via" ON "sources" ("via_id") WHERE "via_id" IS NOT NULL;
CREATE INDEX "sources_npi" ON "sources" ("npi") WHERE "npi" IS NOT NULL;
CREATE INDEX "sources_phone" ON "sources" ("phone_key") WHERE "phone_key" IS NOT NULL;
CREATE INDEX "practices_fold" ON "practices" ("fold");
CREATE UNIQUE INDEX "staff_user" ON "staff" ("user");
CREATE INDEX "touches_source" ON "touches" ("source_id", "on" DESC, "id" DESC);
CREATE INDEX "touches_on" ON "touches" ("on");
CREATE INDEX "touches_met" ON "touches" ("met_id") WHERE "met_id" IS NOT NULL;
CREATE INDEX "touches_referral" ON "touches" ("referral_id") WHERE "referral_id" IS NOT NULL;
CREATE INDEX "touches_announcement" ON "touches" ("announcement_id") WHERE "announcement_id" IS NOT NULL;
CREATE INDEX "attendees_touch" ON "attendees" ("touch_id");
CREATE INDEX "attendees_source" ON "attendees" ("source_id") WHERE "source_id" IS NOT NULL;
CREATE UNIQUE INDEX "referrals_number" ON "referrals" ("number");
CREATE INDEX "referrals_source" ON "referrals" ("source_id", "received_on" DESC, "id" DESC);
CREATE INDEX "referrals_received" ON "referrals" ("received_on", "thanked_on");
CREATE INDEX "referrals_patient" ON "referrals" ("patient_ref", "received_on") WHERE "patient_ref" IS NOT NULL;
CREATE INDEX "outcomes_referral" ON "outcomes" ("referral_id");
CREATE INDEX "steps_source" ON "steps" ("source_id");
CREATE UNIQUE INDEX "steps_open" ON "steps" ("source_id") WHERE "state" = 'open';
CREATE INDEX "steps_due" ON "steps" ("due_on", "id") WHERE "state" = 'open';
CREATE INDEX "steps_touch" ON "steps" ("touch_id") WHERE "touch_id" IS NOT NULL;
CREATE INDEX "stage_moves_source" ON "stage_moves" ("source_id", "on" DESC, "id" DESC);
CREATE INDEX "recipients_announcement" ON "recipients" ("announcement_id");
CREATE INDEX "recipients_source" ON "recipients" ("source_id");
CREATE INDEX "recipients_touch" ON "recipients" ("touch_id") WHERE "touch_id" IS NOT NULL;
CREATE INDEX "labels_of" ON "labels" ("of_id", "of", "type", "word");
CREATE INDEX "labels_word" ON "labels" ("type", "word", "of_id");
CREATE UNIQUE INDEX "settings_name" ON "settings" ("name");
CREATE UNIQUE INDEX "dismissals_subject" ON "dismissals" ("rule", "subject_id");

-- What the find prompt searches, one short row a source so that all of it is read quickly.
CREATE TABLE "finder" (
	"id" INTEGER PRIMARY KEY, -- the source
	"key" TEXT NOT NULL -- folded name, practice, the rest and digits, each part ended by U+001F
) STRICT;

-- Kept: the queue. What each rule of data/rules gives for each record, after what a person dismissed.
CREATE TABLE "dues" (
	"subject_id" INTEGER NOT NULL, -- the source, referral, step, recipient or clinic it asks about
	"rule" TEXT NOT NULL, -- which rule asks
	"source_id" INTEGER, -- the source; NULL where it is about none
	"due_on" INTEGER NOT NULL, -- asks from this day; days since 1970-01-01
	"raw_due_on" INTEGER NOT NULL, -- before it was put off; days since 1970-01-01
	PRIMARY KEY ("subject_id", "rule")
) STRICT, WITHOUT ROWID;
CREATE INDEX "dues_due" ON "dues" ("due_on", "rule", "subject_id");
CREATE INDEX "dues_source" ON "dues" ("source_id") WHERE "source_id" IS NOT NULL;

-- Kept: referrals in by the month they came (year * 12 + month - 1).
CREATE TABLE "months" (
	"month" INTEGER PRIMARY KEY, -- year * 12 + month - 1
	"referrals" INTEGER NOT NULL, -- that came in
	"came" INTEGER NOT NULL, -- of them evaluated
	"billed_cents" INTEGER NOT NULL, -- sum
	"received_cents" INTEGER NOT NULL, -- sum
	"no_amount" INTEGER NOT NULL -- evaluated, without an amount billed or received
) STRICT;

-- Kept: how many sources stand where.
CREATE TABLE "tallies" (
	"name" TEXT PRIMARY KEY, -- first, trust, maintain (live), paused, let_go, archived
	"n" INTEGER NOT NULL -- sources
) STRICT, WITHOUT ROWID;

-- One row a write: who did what, when. The chain is BLAKE2b over the chain before, this row's
-- meta digest and the digests of its changes in order.
CREATE TABLE "batches" (
	"id" INTEGER PRIMARY KEY, -- 1, 2, 3 ...
	"at_ms" INTEGER NOT NULL, -- ms since 1970-01-01 UTC
	"who" TEXT NOT NULL, -- the user
	"label" TEXT NOT NULL, -- what was done, in words
	"how" TEXT NOT NULL, -- do, undo, redo, or base for what cannot be undone
	"of_batch" INTEGER, -- undo and redo: the batch taken back or brought back
	"undone" INTEGER NOT NULL DEFAULT 0, -- do: 1 while it is taken back
	"source_id" INTEGER, -- the source it was about, if one
	"chain" BLOB NOT NULL -- 32 bytes
) STRICT;
CREATE INDEX "batches_who" ON "batches" ("who", "how", "undone", "id");
CREATE INDEX "batches_source" ON "batches" ("source_id", "id") WHERE "source_id" IS NOT NULL;

-- One row a changed record: what was before and after, a line a field.
CREATE TABLE "changes" (
	"id" INTEGER PRIMARY KEY, -- 1, 2, 3 ...
	"batch" INTEGER NOT NULL REFERENCES "batches" ("id") DEFERRABLE INITIALLY DEFERRED, -- the write
	"kind" TEXT NOT NULL, -- source, touch ...
	"row" INTEGER NOT NULL, -- the record's id
	"op" TEXT NOT NULL, -- insert, update or delete
	"content" TEXT, -- field, before and after, tab-separated; NULL once forgotten
	"nonce" BLOB, -- 16 random bytes that make the digest unguessable; NULL once forgotten
	"digest" BLOB -- BLAKE2b of nonce and content; set only once forgotten
) STRICT;
CREATE INDEX "changes_batch" ON "changes" ("batch");
CREATE INDEX "changes_row" ON "changes" ("row");

-- Half-typed forms, offered again; outside journal and export.
CREATE TABLE "drafts" (
	"who" TEXT NOT NULL, -- the user
	"form" TEXT NOT NULL, -- log, referral, add ...
	"subject" INTEGER NOT NULL, -- the source, or 0
	"text" TEXT NOT NULL, -- the fields as typed
	PRIMARY KEY ("who", "form", "subject")
) STRICT, WITHOUT ROWID;

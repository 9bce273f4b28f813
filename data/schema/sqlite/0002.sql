-- Version 2: what is known of them, what they were given, and what was told to many.

-- An open question worth asking a source; the built-in ones are data of the program.
CREATE TABLE "questions" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"text" TEXT NOT NULL, -- an open question worth asking
	"gone" INTEGER NOT NULL DEFAULT 0 -- not asked any more
) STRICT;

-- What a source answered, with the question in its words.
CREATE TABLE "answers" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"source_id" INTEGER NOT NULL REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- who answered
	"touch_id" INTEGER REFERENCES "touches" ("id") DEFERRABLE INITIALLY DEFERRED, -- the touch at which it was asked
	"on" INTEGER NOT NULL, -- the day; days since 1970-01-01
	"question" TEXT NOT NULL, -- what was asked
	"text" TEXT NOT NULL, -- what they said
	"by" TEXT -- who of ours
) STRICT;

-- Things worth sharing: articles, books, news, patient stories without names.
CREATE TABLE "shelf_items" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"title" TEXT NOT NULL, -- what it is called
	"type" TEXT NOT NULL, -- article, book, news, story ...
	"where" TEXT, -- a link, or where it lies
	"topic" TEXT, -- whom it is for: populations, body parts
	"text" TEXT, -- the story without names, or what to say with it
	"added_on" INTEGER, -- the day it was put on the shelf; days since 1970-01-01
	"by" TEXT, -- who of ours
	"gone" INTEGER NOT NULL DEFAULT 0 -- not offered any more
) STRICT;

-- Who was sent which thing of the shelf.
CREATE TABLE "shares" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"shelf_item_id" INTEGER NOT NULL REFERENCES "shelf_items" ("id") DEFERRABLE INITIALLY DEFERRED, -- what was shared
	"source_id" INTEGER NOT NULL REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- with whom
	"touch_id" INTEGER REFERENCES "touches" ("id") DEFERRABLE INITIALLY DEFERRED, -- the touch with which it went
	"on" INTEGER NOT NULL -- the day; days since 1970-01-01
) STRICT;

-- What one physician may be given in a calendar year; takes the place of the built-in figure.
CREATE TABLE "gift_limits" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"year" INTEGER NOT NULL, -- the calendar year
	"limit_cents" INTEGER NOT NULL, -- what one physician may be given in that year; cents
	"origin" TEXT -- where the figure stands
) STRICT;

-- Why a touch was logged though it went over the limit.
CREATE TABLE "gift_overrides" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"touch_id" INTEGER NOT NULL REFERENCES "touches" ("id") DEFERRABLE INITIALLY DEFERRED, -- the touch that went over the limit
	"reason" TEXT NOT NULL, -- why it was logged all the same
	"by" TEXT -- who of ours
) STRICT;

-- A talk, screening, column: many sources at once.
CREATE TABLE "events" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"on" INTEGER NOT NULL, -- the day; days since 1970-01-01
	"title" TEXT NOT NULL, -- what it was
	"type" TEXT NOT NULL, -- talk, screening, column ...
	"place" TEXT, -- where it was
	"note" TEXT, -- what was said
	"by" TEXT -- who of ours
) STRICT;

-- A source reached by an event.
CREATE TABLE "guests" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"event_id" INTEGER NOT NULL REFERENCES "events" ("id") DEFERRABLE INITIALLY DEFERRED, -- which event
	"source_id" INTEGER NOT NULL REFERENCES "sources" ("id") DEFERRABLE INITIALLY DEFERRED, -- who was reached
	"touch_id" INTEGER REFERENCES "touches" ("id") DEFERRABLE INITIALLY DEFERRED -- the touch on their timeline
) STRICT;

-- How the columns of a file with that header were read the last time.
CREATE TABLE "mappings" (
	"id" INTEGER PRIMARY KEY, -- made by the client: ms since 2020 << 21 | 21 random bits
	"rev" INTEGER NOT NULL, -- one more with each change
	"header" TEXT NOT NULL, -- the names of the columns
	"kind" TEXT NOT NULL, -- what the rows are
	"fields" TEXT NOT NULL -- what each column gives
) STRICT;

CREATE UNIQUE INDEX "questions_text" ON "questions" ("text");
CREATE INDEX "answers_source" ON "answers" ("source_id", "on" DESC, "id" DESC);
CREATE INDEX "answers_touch" ON "answers" ("touch_id") WHERE "touch_id" IS NOT NULL;
CREATE INDEX "shares_item" ON "shares" ("shelf_item_id");
CREATE INDEX "shares_source" ON "shares" ("source_id", "on" DESC, "id" DESC);
CREATE INDEX "shares_touch" ON "shares" ("touch_id") WHERE "touch_id" IS NOT NULL;
CREATE UNIQUE INDEX "gift_limits_year" ON "gift_limits" ("year");
CREATE UNIQUE INDEX "gift_overrides_touch" ON "gift_overrides" ("touch_id");
CREATE INDEX "events_on" ON "events" ("on" DESC, "id" DESC);
CREATE INDEX "guests_event" ON "guests" ("event_id");
CREATE INDEX "guests_source" ON "guests" ("source_id");
CREATE INDEX "guests_touch" ON "guests" ("touch_id") WHERE "touch_id" IS NOT NULL;
CREATE UNIQUE INDEX "mappings_header" ON "mappings" ("header");
CREATE INDEX "touches_cost" ON "touches" ("on") WHERE "cost_cents" > 0;

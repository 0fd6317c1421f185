import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For whoever follows what happens: the latest events by their ids, which lie in the order in which they were stored. */
export class FollowEvents1764000026000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A page of it tells of many of the table: nothing is added to it for an event, so storing one costs what it did.
    await db.query(`CREATE INDEX session_event_ids ON session_event
      USING brin (id) WITH (autosummarize = on, pages_per_range = 32)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX session_event_ids`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Few are sent to a call of their own; whether somebody was is asked of each call that is up (`unrecorded.ts`). */
export class FindWhoWasNotAdmitted1764000030000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX join_decision_not_admitted
      ON join_decision (session_id, participant_id, decided_at) WHERE decision = 'inviteNewBot'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX join_decision_not_admitted`);
  }
}

import { percentiles } from '../../bench/percentiles.js';
import { auditAnswers } from './answers.js';
import type { Evidence, Finding, NameOf } from './evidence.js';
import { gateViolations } from './gate.js';
import { missedWithoutGap, unexplainedGaps, unsettledConversations } from './gaps.js';
import { contradictedJoinings, joiningsWithoutDecision } from './joinings.js';
import { commandsLeftUndone, factsTwice, falseEnds, ghosts, lostSessions } from './lives.js';
import { rescueTimes } from './rescues.js';
import { participantsSeatedTwice, seatsOverCapacity, unseated } from './seats.js';

/** One line of the table. */
export interface Column {
  name: string;
  value: number | null;
  unit?: string;
  /** How many a percentile is of. */
  of?: number;
  /** More of it fails the run; null: it is only told. */
  most: number | null;
  /** False: too few for a verdict. */
  isJudged: boolean;
  findings: Finding[];
}

const RESCUE_P99_MS = 1_500;
/** Of fewer the 99th percentile is the worst one, and tells of the machine rather than of us. */
const FEWEST_RESCUES = 50;

export function audit(evidence: Evidence, nameOf: NameOf): Column[] {
  const { storm, settled } = evidence;
  const answers = auditAnswers(evidence, nameOf);
  const rescues = rescueTimes(evidence, nameOf);
  const rescue = rescues.length > 0 ? percentiles(rescues) : null;
  const joined = storm.joinings.length > 0 ? percentiles(storm.joinings.map(({ ms }) => ms)) : null;
  return [
    told('invites', storm.legs.length),
    told('answered in time', answers.answered),
    told('rejected or redirected', answers.declined),
    told('withdrawn by Teams before an answer', answers.withdrawn),
    told('missed, excused', answers.excused.length, answers.excused),
    bad('missed', answers.missed),
    bad('answered twice', answers.twice),
    told('joinings', storm.joinings.length),
    bad('joinings without decision', joiningsWithoutDecision(evidence)),
    bad('joinings contradicted', contradictedJoinings(evidence)),
    bad('seats over capacity', seatsOverCapacity(evidence)),
    bad('participants with two seats', participantsSeatedTwice(evidence)),
    bad('participants without a seat', unseated(evidence)),
    bad('sessions lost', lostSessions(evidence)),
    bad('ghosts', ghosts(evidence)),
    bad('false ends', falseEnds(evidence)),
    bad('facts on record twice', factsTwice(evidence)),
    told(
      'gaps in what was kept',
      settled.gaps.length,
      settled.gaps.map(({ callId, cause }) => ({ callId, what: cause })),
    ),
    bad('gaps that nothing explains', unexplainedGaps(evidence)),
    bad('missed, and no gap', missedWithoutGap(evidence)),
    bad('conversations without their ledger', unsettledConversations(evidence)),
    told('segments kept', evidence.kept.length),
    bad('gate violations', gateViolations(evidence)),
    bad('commands left undone', commandsLeftUndone(evidence)),
    told(
      'commands set aside',
      settled.buried.length,
      settled.buried.map(({ kind, error }) => ({ callId: kind, what: error ?? '' })),
    ),
    told('joining to decision, p50', joined && Math.round(joined.p50), [], 'ms'),
    told('joining to decision, p99', joined && Math.round(joined.p99), [], 'ms'),
    { ...told('rescue, p50', rescue && rescue.p50, [], 'ms'), of: rescues.length },
    {
      ...told('rescue, p99', rescue && rescue.p99, [], 'ms'),
      of: rescues.length,
      most: RESCUE_P99_MS,
      isJudged: rescues.length >= FEWEST_RESCUES,
    },
  ];
}

export function failed(columns: readonly Column[]): Column[] {
  return columns.filter(({ value, most, isJudged }) => isJudged && most !== null && (value ?? 0) > most);
}

function told(name: string, value: number | null, findings: Finding[] = [], unit?: string): Column {
  return { name, value, most: null, isJudged: false, findings, ...(unit !== undefined && { unit }) };
}

function bad(name: string, findings: Finding[]): Column {
  return { name, value: findings.length, most: 0, isJudged: true, findings };
}

import type { Session } from '@app/contracts';

export const clock = (at: string): string => at.slice(11, 23);

type Told = Pick<
  Session,
  | 'id'
  | 'decision'
  | 'response'
  | 'responseMs'
  | 'missed'
  | 'establishedAt'
  | 'recordingStartedAt'
  | 'recordingStoppedAt'
  | 'endedAt'
  | 'endReason'
>;

/** A session in a few lines for people; what did not happen, or was not told, is left out or said in words. */
export function sessionLines(session: Told): string[] {
  const { id, decision, establishedAt } = session;
  return [
    `  session ${id}`,
    `    decided      ${decision ? `${decision.action} by ${decision.ruleId}` : 'nothing'}`,
    `    response     ${responseOf(session)}`,
    `    established  ${establishedAt ? clock(establishedAt) : 'never'}`,
    `    recording    ${recordingOf(session)}`,
    `    ended        ${endOf(session)}`,
  ];
}

export function responseOf({ response, responseMs, missed }: Told): string {
  const given = response && response !== 'missed' && [response, responseMs !== null && `after ${responseMs} ms`];
  const failing = missed && `missed at ${missed.stage}: ${missed.cause}${missed.code ? ` (${missed.code})` : ''}`;
  return [given && given.filter(Boolean).join(' '), failing].filter(Boolean).join(', ') || 'none';
}

export function recordingOf({ recordingStartedAt: from, recordingStoppedAt: to }: Told): string {
  return from ? `from ${clock(from)} to ${to ? clock(to) : 'now'}` : 'never';
}

export function endOf({ endedAt, endReason }: Told): string {
  if (!endedAt) return 'not yet';
  const codes = [endReason?.code, endReason?.subcode].filter((code) => code !== null && code !== undefined).join('/');
  const reason = [codes, endReason?.message].filter(Boolean).join(' ');
  return [clock(endedAt), reason].filter(Boolean).join(', ');
}

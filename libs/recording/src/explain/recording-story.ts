import { firstOf, lastOf, type CallFacts } from './call-facts.js';
import { because, refusal } from './codes-of.js';
import { clockOf } from './plain-time.js';

/** Whether the call came up, and what was recorded of it. Of a call that was not answered there is nothing to tell. */
export function recordingStory(facts: CallFacts): string[] {
  const { response, establishedAt, endedAt, decision } = facts.session;
  if (response !== 'answered') return [];
  const clock = clockOf(facts.session.receivedAt);
  if (establishedAt === null)
    return [endedAt ? 'Teams never said that the call was up.' : 'Teams has not said yet that the call is up.'];
  const up = `The call was up at ${clock(establishedAt)}.`;
  return decision?.action === 'record' ? [up, ...recorded(facts)] : [up, 'It was not to be recorded.'];
}

function recorded(facts: CallFacts): string[] {
  const { recordingStartedAt, recordingStoppedAt, flags } = facts.session;
  const clock = clockOf(facts.session.receivedAt);
  return [
    ...(recordingStartedAt === null
      ? unconfirmed(facts)
      : [`Recording was reported, and confirmed by Graph, at ${clock(recordingStartedAt)}.`, kept(facts)]),
    ...refused(facts),
    ...orders(facts),
    ...(flags.includes('mediaLost') ? ['Media was lost: its timeline says when, and what is missing.'] : []),
    ...(recordingStoppedAt === null ? [] : [`Recording stopped at ${clock(recordingStoppedAt)}.`]),
  ];
}

/** Who paused, resumed or stopped it, and why; in the order in which it happened. */
function orders({ events, session: { receivedAt } }: CallFacts): string[] {
  const clock = clockOf(receivedAt);
  return events.flatMap(({ type, at, data }) => {
    if (type === 'recording.PauseOrdered')
      return [`${data.orderedBy} paused it at ${clock(at)}, until ${clock(data.until)} at most: ${data.why}.`];
    if (type === 'recording.StopOrdered')
      return [`${data.orderedBy} stopped it for good at ${clock(at)}: ${data.why}.`];
    if (type !== 'recording.ResumeOrdered') return [];
    if (data.orderedBy === null) return [`The pause ended by itself at ${clock(at)}.`];
    return [`${data.orderedBy} resumed it at ${clock(at)}: ${data.why}.`];
  });
}

/** Nothing may be kept before Graph has confirmed it. */
function unconfirmed({ session: { endedAt } }: CallFacts): string[] {
  return [endedAt ? 'Graph never confirmed that it is recorded.' : 'Graph has not confirmed that it is recorded.'];
}

function refused(facts: CallFacts): string[] {
  const told = lastOf(facts, 'recording.RecordingRefused');
  if (!told) return [];
  const at = clockOf(facts.session.receivedAt)(told.at);
  return [`Graph refused to show it as recorded at ${at}${because(refusal(told.data.code))}.`];
}

function kept(facts: CallFacts): string {
  const { mediaHostId, receivedAt } = facts.session;
  const keeping = firstOf(facts, 'recording.KeepingStarted');
  const host = mediaHostId === null ? 'Its media host' : `Media host ${mediaHostId}`;
  if (!keeping) return `${host} has not said that it keeps media.`;
  return `${host} kept media from ${clockOf(receivedAt)(keeping.at)} on.`;
}

import type { Witnessed } from '../recording.events.js';
import { lastOf, type CallFacts } from './call-facts.js';
import { because, endCode } from './codes-of.js';
import { clockOf } from './plain-time.js';

const WITNESSES: Readonly<Record<Witnessed['witness'], string>> = {
  graphGone: 'Graph knows it no more',
  mediaGone: 'its media is gone',
  rosterEmpty: 'rosters show nobody but recorders',
  conversationEnded: 'its conversation has ended',
  refusedByUs: 'the recorder had refused it or hung up',
};

/** How the call ended, if it has. */
export function endStory(facts: CallFacts): string[] {
  return [...hungUp(facts), ...(facts.session.endedAt === null ? goesOn(facts) : ended(facts))];
}

function goesOn({ session: { response } }: CallFacts): string[] {
  return response === 'answered' ? ['The call is still up.'] : [];
}

function hungUp(facts: CallFacts): string[] {
  const ordered = lastOf(facts, 'recording.HangUpOrdered');
  if (!ordered) return [];
  const at = clockOf(facts.session.receivedAt)(ordered.at);
  switch (ordered.data.reason) {
    case 'alone':
      return [`The recorder hung up at ${at}: nobody was left whom it was to record.`];
    case 'noMedia':
      return [`Teams set the call up all the same, and the recorder hung up at ${at}: its media had been given up.`];
    case 'operator':
      return [`The recorder hung up at ${at}, because somebody ordered it.`];
  }
}

function ended({ session }: CallFacts): string[] {
  const { receivedAt, endedAt, endReason } = session;
  if (!endReason) return [];
  const at = clockOf(receivedAt)(endedAt);
  switch (endReason.by) {
    case 'teams':
      return [`The call ended at ${at}${because(endCode(session)) || ', and Teams gives no reason'}.`];
    case 'vanished': {
      const words = endReason.witnesses.map(({ witness }) => WITNESSES[witness]);
      return [`The call was found gone at ${at}, without a word of Teams: ${words.join(', ')}.`];
    }
    case 'missed':
      // When it was given up has been told.
      return [];
  }
}

import type { Capacity, Gap, MediaHost, Session, Statistics } from '@app/contracts';
import { takesCalls } from '../media-hosts/host-state.js';
import { callsInWords, when, type AttentionItem, type Listed } from './attention-item.js';
import { unrecordedItems } from './unrecorded-calls.js';

/** What is known so far; undefined what was not heard yet, or is not told to this person. */
export interface Known {
  hosts?: readonly MediaHost[] | undefined;
  /** Calls that policy wants recorded and that are not. */
  unrecorded?: Listed<Session> | undefined;
  /** Calls that are up, with a flag. */
  flagged?: Listed<Session> | undefined;
  hour?: Pick<Statistics, 'from' | 'totals'> | undefined;
  gaps?: Listed<Gap> | undefined;
  capacity?: Capacity | undefined;
}

const HOSTS = ['/media-hosts', 'Media hosts'] as const;

/** A quota that will be met within so many days is a matter of now. */
const DAYS_TO_ACT = 30;

/** What needs somebody, the worst first. */
export function attentionItems({ hosts, unrecorded, flagged, hour, gaps, capacity }: Known): AttentionItem[] {
  const items = [
    ...(hosts ? ofHosts(hosts) : []),
    ...(unrecorded ? unrecordedItems(unrecorded) : []),
    ...(flagged ? ofFlags(flagged) : []),
    ...(hour ? ofTheHour(hour) : []),
    ...(gaps ? ofGaps(gaps) : []),
    ...(capacity ? ofCapacity(capacity) : []),
  ];
  return [...items.filter(({ tone }) => tone === 'bad'), ...items.filter(({ tone }) => tone === 'warn')];
}

function ofHosts(hosts: readonly MediaHost[]): AttentionItem[] {
  const open = hosts.filter(takesCalls);
  const none: AttentionItem = {
    key: 'no-host',
    tone: 'bad',
    what: 'No media host takes calls',
    so: 'Teams is told busy, and nothing new is recorded.',
    where: HOSTS,
  };
  const silent = hosts
    .filter((host) => host.silent)
    .map(({ hostId, reservedCalls }): AttentionItem => ({
      key: `silent-${hostId}`,
      tone: 'bad',
      what: `Media host ${hostId} is silent`,
      so: `${callsInWords(reservedCalls)} counted on it.`,
      where: HOSTS,
    }));
  return open.length === 0 ? [none, ...silent] : silent;
}

function ofFlags({ items, nextCursor }: Listed<Session>): AttentionItem[] {
  const flags = [...new Set(items.flatMap((call) => call.flags))];
  return when(items.length > 0, {
    key: 'flags',
    tone: 'warn',
    what: `${callsInWords(items.length, nextCursor !== null)} up, with a flag`,
    so: `${flags.join(', ')}.`,
    where: ['/sessions?active=true&flagged=true', 'Such calls'],
  });
}

function ofTheHour({ from, totals: { missed, failed } }: NonNullable<Known['hour']>): AttentionItem[] {
  const since = `from=${encodeURIComponent(from)}`;
  return [
    ...when(missed > 0, {
      key: 'missed',
      tone: 'bad',
      what: `${missed === 1 ? 'An invitation was missed' : `${missed} invitations were missed`} in the last hour`,
      so: 'Depending on policy, people could not call.',
      where: [`/sessions?response=missed&${since}`, 'Such calls'],
    }),
    ...when(failed > 0, {
      key: 'failed-lately',
      tone: 'bad',
      what: `Recording failed in ${callsInWords(failed)} of the last hour`,
      so: 'Those that are up are counted, too.',
      where: [`/sessions?recordingStatus=failed&${since}`, 'Such calls'],
    }),
  ];
}

function ofGaps({ items, nextCursor }: Listed<Gap>): AttentionItem[] {
  const many = `${items.length}${nextCursor === null ? '' : ' or more'} gaps that nothing explains`;
  return when(items.length > 0, {
    key: 'gaps',
    tone: 'bad',
    what: items.length === 1 && nextCursor === null ? 'A gap that nothing explains' : many,
    so: 'Policy wanted it recorded, nobody kept it, and no cause is known.',
    where: ['/gaps', 'Gaps'],
  });
}

function ofCapacity({ liveCalls, monthlyCalls }: Capacity): AttentionItem[] {
  return [
    { name: 'live calls', ...liveCalls },
    { name: 'calls a month', ...monthlyCalls },
  ].flatMap(({ name, daysLeft, explanation }) =>
    when(daysLeft !== null && daysLeft <= DAYS_TO_ACT, {
      key: `quota-${name}`,
      tone: daysLeft === 0 ? 'bad' : 'warn',
      what: daysLeft === 0 ? `The quota of ${name} is met` : `Quota of ${name}: ${daysLeft} days left`,
      so: explanation,
      where: ['/capacity', 'Capacity'],
    }),
  );
}

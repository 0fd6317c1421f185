import type { Capacity, Gap, MediaHost, Session, Statistics } from '@app/contracts';
import type { Tone } from '../../parts/badge.js';
import { takesCalls } from '../media-hosts/host-state.js';

/** Something that a person should look at. */
export interface AttentionItem {
  key: string;
  tone: Extract<Tone, 'warn' | 'bad'>;
  what: string;
  /** What follows from it, or what can be done. */
  so: string;
  /** The page on which it is done or looked into, with its name. */
  where: readonly [path: string, name: string];
}

/** What is known so far; undefined what was not heard yet, or is not told to this person. */
export interface Known {
  hosts?: readonly MediaHost[] | undefined;
  calls?: readonly Session[] | undefined;
  hour?: Statistics['totals'] | undefined;
  gaps?: { first: readonly Gap[]; isAll: boolean } | undefined;
  capacity?: Capacity | undefined;
}

const HOSTS = ['/media-hosts', 'Media hosts'] as const;

/** A quota that will be met within so many days is a matter of now. */
const DAYS_TO_ACT = 30;

/** What needs somebody, the worst first. */
export function attentionItems({ hosts, calls, hour, gaps, capacity }: Known): AttentionItem[] {
  const items = [
    ...(hosts ? ofHosts(hosts) : []),
    ...(calls ? ofCalls(calls) : []),
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

function ofCalls(calls: readonly Session[]): AttentionItem[] {
  const failed = calls.filter(({ recordingStatus }) => recordingStatus === 'failed').length;
  const flagged = calls.filter(({ flags }) => flags.length > 0);
  const flags = [...new Set(flagged.flatMap((call) => call.flags))];
  return [
    ...when(failed > 0, {
      key: 'failed',
      tone: 'bad',
      what: `${callsInWords(failed)} up, whose recording failed`,
      so: 'Teams shows it.',
      where: ['/sessions?active=true&recordingStatus=failed', 'Those calls'],
    }),
    ...when(flagged.length > 0, {
      key: 'flags',
      tone: 'warn',
      what: `${callsInWords(flagged.length)} up, with a flag`,
      so: `${flags.join(', ')}.`,
      where: ['/sessions?active=true', 'Calls that are up'],
    }),
  ];
}

function ofTheHour({ missed }: Statistics['totals']): AttentionItem[] {
  const what = missed === 1 ? 'An invitation was missed' : `${missed} invitations were missed`;
  return when(missed > 0, {
    key: 'missed',
    tone: 'bad',
    what: `${what} in the last hour`,
    so: 'Depending on policy, people could not call.',
    where: ['/sessions', 'Calls'],
  });
}

function ofGaps({ first, isAll }: NonNullable<Known['gaps']>): AttentionItem[] {
  const many = `${first.length}${isAll ? '' : ' or more'} gaps that nothing explains`;
  return when(first.length > 0, {
    key: 'gaps',
    tone: 'bad',
    what: first.length === 1 && isAll ? 'A gap that nothing explains' : many,
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

const when = (isSo: boolean, item: AttentionItem): AttentionItem[] => (isSo ? [item] : []);

const callsInWords = (count: number): string => (count === 1 ? '1 call' : `${count} calls`);

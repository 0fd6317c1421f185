import type { Capacity, Gap, MediaHost, Session, Statistics } from '@app/contracts';
import type { Tone } from '../../parts/badge.js';

/** Something that a person should look at. */
export interface AttentionItem {
  key: string;
  tone: Extract<Tone, 'warn' | 'bad'>;
  what: string;
  /** What follows from it, or what can be done. */
  so: string;
}

/** What is known so far; undefined what was not heard yet, or is not told to this person. */
export interface Known {
  hosts?: readonly MediaHost[] | undefined;
  calls?: readonly Session[] | undefined;
  hour?: Statistics['totals'] | undefined;
  gaps?: { first: readonly Gap[]; isAll: boolean } | undefined;
  capacity?: Capacity | undefined;
}

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
  const open = hosts.filter(({ silent, draining, drainOrdered }) => !silent && !draining && !drainOrdered);
  const none: AttentionItem = {
    key: 'no-host',
    tone: 'bad',
    what: 'No media host takes calls',
    so: 'Teams is told busy, and nothing new is recorded.',
  };
  const silent = hosts
    .filter((host) => host.silent)
    .map(({ hostId, reservedCalls }): AttentionItem => ({
      key: `silent-${hostId}`,
      tone: 'bad',
      what: `Media host ${hostId} is silent`,
      so: `${callsInWords(reservedCalls)} counted on it.`,
    }));
  return open.length === 0 ? [none, ...silent] : silent;
}

function ofCalls(calls: readonly Session[]): AttentionItem[] {
  const failed = calls.filter(({ recordingStatus }) => recordingStatus === 'failed');
  const flagged = calls.filter(({ flags }) => flags.length > 0);
  const flags = [...new Set(flagged.flatMap((call) => call.flags))];
  return [
    ...some(
      failed.length,
      'bad',
      'failed',
      `${callsInWords(failed.length)} up, whose recording failed`,
      'Teams shows it.',
    ),
    ...some(flagged.length, 'warn', 'flags', `${callsInWords(flagged.length)} up, with a flag`, `${flags.join(', ')}.`),
  ];
}

function ofTheHour({ missed }: Statistics['totals']): AttentionItem[] {
  const what = missed === 1 ? 'An invitation was missed' : `${missed} invitations were missed`;
  return some(missed, 'bad', 'missed', `${what} in the last hour`, 'Depending on policy, people could not call.');
}

function ofGaps({ first, isAll }: NonNullable<Known['gaps']>): AttentionItem[] {
  const many = `${first.length}${isAll ? '' : ' or more'}`;
  const what = first.length === 1 && isAll ? 'A gap that nothing explains' : `${many} gaps that nothing explains`;
  return some(first.length, 'bad', 'gaps', what, 'Policy wanted it recorded, nobody kept it, and no cause is known.');
}

function ofCapacity({ liveCalls, monthlyCalls }: Capacity): AttentionItem[] {
  return [
    { name: 'live calls', ...liveCalls },
    { name: 'calls a month', ...monthlyCalls },
  ].flatMap(({ name, daysLeft, explanation }) =>
    daysLeft === null || daysLeft > DAYS_TO_ACT
      ? []
      : some(
          1,
          daysLeft === 0 ? 'bad' : 'warn',
          `quota-${name}`,
          `Quota of ${name}: ${daysLeft} days left`,
          explanation,
        ),
  );
}

function some(count: number, tone: AttentionItem['tone'], key: string, what: string, so: string): AttentionItem[] {
  return count === 0 ? [] : [{ key, tone, what, so }];
}

const callsInWords = (count: number): string => (count === 1 ? '1 call' : `${count} calls`);

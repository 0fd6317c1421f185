import { expect, it } from 'vitest';
import { callLanes } from './call-lanes.js';

const at = (second: number) => `2026-01-05T12:00:${String(second).padStart(2, '0')}.000Z`;
const entry = (second: number, type: string, data: Record<string, unknown> = {}) => ({
  at: at(second),
  type: `recording.${type}`,
  cause: 'test',
  messageId: null,
  data,
});

const TIMELINE = [
  entry(0, 'InvitationReceived', { respondBy: at(5) }),
  entry(1, 'GraphAsked', { verb: 'answer', status: 202 }),
  entry(2, 'CallStateChanged', { state: 'establishing' }),
  entry(3, 'CallStateChanged', { state: 'established' }),
  entry(3, 'CallEstablished', { report: 'recording' }),
  entry(4, 'RecordingStarted', { permitId: 'p' }),
  entry(4, 'KeepingStarted', { permitId: 'p' }),
  entry(4, 'FirstMedia'),
  entry(6, 'MediaLost', { permitId: 'p' }),
  entry(8, 'MediaReturned', { permitId: 'p' }),
  entry(9, 'SegmentsKept', { from: at(4), to: at(9) }),
  entry(9, 'PauseOrdered', { until: at(50) }),
  entry(9, 'KeepingStopped', { permitId: 'p' }),
  entry(10, 'StatusConfirmed', { status: 'notRecording' }),
  entry(11, 'GraphAsked', { verb: 'keepAlive', status: null }),
  entry(12, 'ResumeOrdered'),
  entry(20, 'CallStateChanged', { state: 'terminated' }),
];

it('draws what happened to a call, lane by lane', () => {
  const lanes = callLanes({ receivedAt: at(0), endedAt: at(20) }, TIMELINE);
  const drawn = lanes.map(({ name, stretches, points = [] }) => [
    name,
    ...stretches.map(({ from, to, what }) => `${from.slice(17, 19)}-${to?.slice(17, 19) ?? ''} ${what}`),
    ...points.map(({ at: moment, what, tone }) => `${moment.slice(17, 19)} ${what} ${tone}`),
  ]);

  expect(drawn).toEqual([
    ['Call state', '00-02 incoming', '02-03 establishing', '03-20 established'],
    ['Teams shows', '04-10 recording', '10-20 notRecording'],
    ['Orders', '09-12 paused'],
    ['Keeping allowed', '04-09 keeping'],
    ['Media arrives', '04-06 flowing', '06-08 lost', '08-20 flowing'],
    ['Media kept', '04-09 kept'],
    ['Requests to Graph', '01 answer: 202 plain', '11 keepAlive: no reply bad'],
  ]);
});

it('draws no lane of which nothing is known, and none that has ended before the call has', () => {
  const lanes = callLanes({ receivedAt: at(0), endedAt: null }, []);

  expect(lanes).toEqual([
    { name: 'Call state', stretches: [{ from: at(0), to: null, what: 'incoming', tone: 'plain' }] },
  ]);
});

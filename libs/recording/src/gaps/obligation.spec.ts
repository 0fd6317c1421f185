import { describe, expect, it } from 'vitest';
import type { RecordingEventType } from '../recording.events.js';
import { obligationOf, type ObligationEvent } from './obligation.js';

type Told = [second: number, type: string, more?: { since?: number; detail?: string }];

const obligation = (...told: Told[]) =>
  obligationOf(
    told.map(([second, type, { since, detail } = {}]): ObligationEvent => ({
      type: `recording.${type}` as RecordingEventType,
      at: new Date(second),
      since: since === undefined ? null : new Date(since),
      detail: detail ?? null,
    })),
  );
const turns = (...told: Told[]) => obligation(...told).turns.map(({ from, cause }) => [from, cause]);

const invited: Told = [0, 'InvitationReceived'];
const wanted: Told = [0, 'CallDecided', { detail: 'record' }];
const up: Told[] = [wanted, [10, 'CallEstablished'], [11, 'RecordingStarted']];

describe('a call owes', () => {
  it('from when it is up', () => {
    expect(obligation(invited, ...up)).toEqual({
      ...{ invitedAt: 0, from: 10, until: Infinity, isUnserved: false },
      turns: [{ from: 10, cause: 'starting' }],
    });
  });

  it('nothing when no rule wanted it recorded, or when it ended before it was up', () => {
    expect(obligation(invited, [0, 'CallDecided', { detail: 'decline' }], [1, 'ResponseMissed']).from).toBeNull();
    expect(obligation(invited, [0, 'CallDecided', { detail: 'answer' }], [1, 'CallEstablished']).from).toBeNull();
    expect(obligation(invited, wanted, [5, 'CallEnded', { detail: '500' }]).from).toBeNull();
    expect(obligation(invited, wanted, [1, 'CallAnswered'], [5, 'CallEnded', { detail: '487' }]).from).toBeNull();
    expect(obligation(invited, wanted, [1, 'CallAnswered'], [5, 'CallEnded']).from).toBeNull();
    expect(obligation()).toMatchObject({ from: null, turns: [] });
  });

  it('from its invitation when it was answered, and its media could not be set up', () => {
    expect(obligation(invited, wanted, [1, 'CallAnswered'], [5, 'CallEnded', { detail: '500' }])).toMatchObject({
      ...{ from: 0, isUnserved: true },
      turns: [{ from: 0, cause: 'neverEstablished' }],
    });
  });

  it('until it was over by what others than Teams say', () => {
    expect(obligation(invited, ...up, [90, 'CallEnded', { since: 60, detail: 'vanished' }])).toMatchObject({
      until: 60,
      turns: [
        { from: 10, cause: 'starting' },
        { from: 60, cause: 'callEnded' },
      ],
    });
  });

  it('from its invitation when it was for want of an answer, or of a media host, that it never came up', () => {
    expect(obligation(invited, wanted, [5, 'ResponseMissed'], [6, 'CallEnded'])).toMatchObject({
      ...{ from: 0, isUnserved: true },
      turns: [{ from: 0, cause: 'notAnswered' }],
    });
    expect(turns(invited, wanted, [5, 'MediaUnavailable'], [6, 'CallEnded'])).toEqual([[0, 'noMediaHost']]);
    expect(turns(invited, [3, 'ResponseMissed'])).toEqual([[0, 'notAnswered']]);
  });

  it('also what passed until its answer was found to have been taken after all', () => {
    expect(
      obligation(invited, wanted, [5, 'ResponseMissed'], [7, 'CallRevived'], [7, 'CallEstablished']),
    ).toMatchObject({
      ...{ from: 0, isUnserved: false },
      turns: [
        { from: 0, cause: 'notAnswered' },
        { from: 7, cause: 'starting' },
      ],
    });
    expect(
      turns(invited, wanted, [5, 'ResponseMissed'], [40, 'HangUpOrdered', { detail: 'noMedia' }], [41, 'CallEnded']),
    ).toEqual([[0, 'notAnswered']]);
  });
});

describe('nothing is kept for a cause', () => {
  it('lost media: from when it was last kept', () => {
    expect(turns(...up, [50, 'MediaLost', { since: 40 }], [60, 'MediaReturned'], [90, 'CallEnded'])).toEqual([
      [10, 'starting'],
      [40, 'mediaLost'],
      [60, 'starting'],
      [90, 'callEnded'],
    ]);
  });

  it('an order stands, whatever becomes of the media meanwhile', () => {
    expect(
      turns(
        ...up,
        [20, 'PauseOrdered'],
        [30, 'MediaLost', { since: 30 }],
        [35, 'RecordingRefused'],
        [40, 'ResumeOrdered'],
        [50, 'MediaReturned'],
        [51, 'RecordingStarted'],
        [60, 'StopOrdered'],
        [70, 'HangUpOrdered', { detail: 'operator' }],
      ),
    ).toEqual([
      [10, 'starting'],
      [20, 'paused'],
      [40, 'mediaLost'],
      [50, 'recordingRefused'],
      [51, 'starting'],
      [60, 'stopped'],
      [70, 'hungUp'],
    ]);
  });

  it('times only go forward, whatever is heard late', () => {
    expect(turns(...up, [20, 'PauseOrdered'], [25, 'ResumeOrdered'], [30, 'MediaLost', { since: 15 }])).toEqual([
      [10, 'starting'],
      [20, 'paused'],
      [25, 'starting'],
      [25, 'mediaLost'],
    ]);
  });
});

import { expect, it } from 'vitest';
import { checkReportTimes } from './media-report-times.js';
import { ReportOutOfTime } from './recording.errors.js';

const invited = new Date('2026-01-05T12:00:00.000Z');
const now = new Date('2026-01-05T13:00:00.000Z');
const at = new Date('2026-01-05T12:30:00.000Z');
const fromInvitation = (ms: number) => new Date(invited.getTime() + ms);
const fromNow = (ms: number) => new Date(now.getTime() + ms);

function refusedOf(report: Parameters<typeof checkReportTimes>[0]): unknown {
  try {
    checkReportTimes(report, invited, now);
    return null;
  } catch (error) {
    if (error instanceof ReportOutOfTime) return error.facts.parameters;
    throw error;
  }
}

it('takes what a clock says that is a minute off, either way', () => {
  expect(refusedOf({ at: fromNow(60_000) })).toBeNull();
  expect(refusedOf({ at: fromInvitation(-60_000) })).toBeNull();
  expect(refusedOf({ at, segment: { from: fromInvitation(-60_000), to: fromNow(60_000) } })).toBeNull();
});

it('refuses what has not happened yet, and what happened before there was a call', () => {
  expect(refusedOf({ at: fromNow(60_001) })).toEqual([{ name: 'at', reason: "is ahead of the recorder's clock" }]);
  expect(refusedOf({ at: fromInvitation(-60_001) })).toMatchObject([{ name: 'at' }]);
  expect(refusedOf({ at: new Date('0000-01-01T00:00:00Z') })).toMatchObject([{ name: 'at' }]);
});

it('names each time of a segment that cannot be true', () => {
  expect(refusedOf({ at, segment: { from: new Date(0), to: at } })).toMatchObject([{ name: 'segment.from' }]);
  expect(refusedOf({ at, segment: { from: at, to: fromNow(3_600_000) } })).toMatchObject([{ name: 'segment.to' }]);
});

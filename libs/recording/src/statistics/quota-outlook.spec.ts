import { describe, expect, it } from 'vitest';
import { forecastOf } from './month-pace.js';
import { liveOutlook, monthlyOutlook } from './quota-outlook.js';

const flat = { today: 10, perDay: 0 };
const rising = { today: 10, perDay: 2 };
const falling = { today: 10, perDay: -2 };

describe('calls at one time', () => {
  it('have as many days left as the line takes to the quota', () => {
    expect(liveOutlook(100, 12, rising)).toEqual({
      ...{ quota: 100, trendPerDay: 2, daysLeft: 45 },
      explanation: 'If every day goes on as the trend says.',
    });
    expect(liveOutlook(101, 12, rising)).toMatchObject({ daysLeft: 46 });
  });

  it('have none left once the quota was met, wherever the line is', () => {
    expect(liveOutlook(100, 100, flat)).toMatchObject({ daysLeft: 0, explanation: 'The quota is met.' });
    expect(liveOutlook(10, 9, falling)).toMatchObject({ daysLeft: 0 });
  });

  it.each([
    ['without a quota', null, rising, 'No quota is set.'],
    ['without a trend', 100, null, 'A trend needs 7 whole days of figures.'],
    ['of a flat trend', 100, flat, 'The trend is flat or falling, and does not reach the quota.'],
    ['of a falling trend', 100, falling, 'The trend is flat or falling, and does not reach the quota.'],
    ['of one that hardly rises', 100, { today: 10, perDay: 0.01 }, 'By the trend it is more than ten years away.'],
  ])('have no number of days %s, and it is said why', (_what, quota, trend, explanation) => {
    expect(liveOutlook(quota, 12, trend)).toMatchObject({ quota, daysLeft: null, explanation });
  });
});

describe('calls of a month', () => {
  /** The 15th of a month of 31 days: 16 more are to come. */
  const month = { at: new Date('2026-01-15T10:00:00Z'), before: 140, today: 4 };

  it('are what there is, today as a whole day, and what is to come', () => {
    expect(forecastOf(month, flat)).toBe(140 + 10 + 16 * 10);
    expect(forecastOf({ ...month, today: 30 }, flat)).toBe(140 + 30 + 16 * 10);
    expect(forecastOf(month, rising)).toBe(140 + 10 + 16 * 10 + 2 * (16 * 17) * 0.5);
  });

  it('never become fewer, however the trend falls', () => {
    expect(forecastOf(month, { today: 2, perDay: -1 })).toBe(140 + 4 + 1);
  });

  it('are forecast for the whole of February, and on the last day of a month', () => {
    expect(forecastOf({ at: new Date('2028-02-28T23:59:00Z'), before: 0, today: 0 }, flat)).toBe(20);
    expect(forecastOf({ at: new Date('2026-02-28T00:00:00Z'), before: 0, today: 0 }, flat)).toBe(10);
  });

  it('meet a quota within the month at the present pace, also when the trend is flat', () => {
    expect(monthlyOutlook(300, month, flat)).toMatchObject({ trendPerDay: 0, daysLeft: 15 });
    expect(monthlyOutlook(144, month, flat)).toMatchObject({ daysLeft: 0, explanation: 'The quota is met.' });
  });

  it('start anew with each month, so that a flat trend may never meet one', () => {
    expect(monthlyOutlook(311, month, flat)).toMatchObject({
      daysLeft: null,
      explanation: 'The trend is flat or falling, and does not reach the quota.',
    });
    // Of February too few; March has 31 days of at least 10 + 0.1 for each day since the 15th of January.
    expect(monthlyOutlook(450, month, { today: 10, perDay: 0.1 })).toMatchObject({ daysLeft: 73 });
  });

  it('have no number of days without a quota or a trend', () => {
    expect(monthlyOutlook(null, month, rising)).toMatchObject({ daysLeft: null, explanation: 'No quota is set.' });
    expect(monthlyOutlook(10_000, month, null)).toMatchObject({
      ...{ trendPerDay: null, daysLeft: null },
      explanation: 'A trend needs 7 whole days of figures.',
    });
  });
});

import { expect, it } from 'vitest';
import { trendOf, type DayFigure } from './trend.js';

/** Of the days before today, the last one last. */
const figures = (...values: number[]): DayFigure[] => values.map((value, i) => ({ day: i - values.length, value }));

it('is the line through figures that lie on one', () => {
  expect(trendOf(figures(10, 12, 14, 16, 18, 20, 22))).toEqual({ today: 24, perDay: 2 });
});

it('stands still where every day is like the last', () => {
  expect(trendOf(figures(5, 5, 5, 5, 5, 5, 5, 5))).toEqual({ today: 5, perDay: 0 });
});

it('falls where figures fall', () => {
  expect(trendOf(figures(7, 6, 5, 4, 3, 2, 1))).toEqual({ today: 0, perDay: -1 });
});

it('leaves out days that are not known, instead of taking them for quiet ones', () => {
  const known = figures(10, 11, 12, 13, 14, 15, 16, 17, 18).filter(({ day }) => day !== -4 && day !== -3);

  const trend = trendOf(known);

  expect(trend?.perDay).toBeCloseTo(1);
  expect(trend?.today).toBeCloseTo(19);
});

it('goes through the middle of what is scattered', () => {
  const trend = trendOf(figures(9, 13, 11, 15, 13, 17, 15, 19));

  expect(trend?.perDay).toBeCloseTo(1.143, 3);
  expect(trend?.today).toBeCloseTo(19.143, 3);
});

it('is not drawn through fewer days than a week has', () => {
  expect(trendOf(figures(1, 2, 3, 4, 5, 6))).toBeNull();
});

import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { LanesPicture } from './lanes-picture.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 12) + second * 1_000).toISOString();
const stretch = (from: number, to: number | null) => ({
  from: at(from),
  to: to === null ? null : at(to),
  what: 'kept',
  tone: 'good' as const,
});
const drawn = (...stretches: ReturnType<typeof stretch>[]) =>
  renderToStaticMarkup(
    createElement(LanesPicture, {
      caption: 'A call',
      from: at(10),
      to: at(20),
      // Two people may be called alike when their ids are shortened.
      lanes: [
        { name: 'Media', stretches },
        { name: 'Media', stretches: [] },
      ],
    }),
  );

it('draws each stretch, also of those that begin together, and none of before or afterwards', () => {
  const markup = drawn(stretch(0, 9), stretch(5, 12), stretch(12, 14), stretch(12, 14), stretch(20, null));

  expect(markup.match(/<rect/g)).toHaveLength(3);
});

it('has a table that is drawn when somebody unfolds it', () => {
  expect(drawn(stretch(10, 12))).toContain('As a table');
  expect(drawn(stretch(10, 12))).not.toContain('<table');
});

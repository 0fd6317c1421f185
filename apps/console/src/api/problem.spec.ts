import { expect, it } from 'vitest';
import { problemOf } from './problem.js';

it('says what the recorder said, and keeps its code', async () => {
  const body = JSON.stringify({ title: 'No such session', detail: 'There is no session 7.', code: 'recording.gone' });

  expect(await problemOf(new Response(body, { status: 404 }))).toMatchObject({
    status: 404,
    code: 'recording.gone',
    message: 'There is no session 7.',
  });
});

it.each(['<html>Bad gateway</html>', '', '[]', 'null', '{"title":1}'])(
  'names the status when somebody else has answered: %s',
  async (body) => {
    expect(await problemOf(new Response(body, { status: 502 }))).toMatchObject({
      status: 502,
      code: null,
      message: 'The recorder answered with HTTP 502.',
    });
  },
);

import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AskAgain } from './ask-again.js';
import { newQueryClient } from './asking.js';
import { questions, type Question } from './questions.js';

const CHANGED = [{ sessionId: 's-1', callId: 'c-1' }];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page that shows the answer to this, each of which takes so long. */
function shown({ path, parameters }: Question<unknown>, queries = newQueryClient(), takesMs = 0) {
  const page = { queries, asked: 0, answered: 0, brokenOff: 0, leave: () => undefined as void };
  const observer = new QueryObserver(queries, {
    queryKey: [path, parameters],
    queryFn: async ({ signal }) => {
      const number = (page.asked += 1);
      signal.addEventListener('abort', () => (page.brokenOff += 1));
      await new Promise((done) => setTimeout(done, takesMs));
      page.answered += 1;
      return { number };
    },
  });
  page.leave = observer.subscribe(() => undefined);
  return page;
}

it('asks again about the calls that changed, and about no others', async () => {
  const changing = shown(questions.session('s-1'));
  const other = shown(questions.session('s-2'), changing.queries);
  const again = new AskAgain(changing.queries);
  await vi.advanceTimersByTimeAsync(10);

  for (let count = 0; count < 50; count += 1) again.about(CHANGED);
  await vi.advanceTimersByTimeAsync(5_000);

  expect([changing.asked, other.asked]).toEqual([2, 1]);
});

it('asks everything about calls again when too much was missed', async () => {
  const page = shown(questions.session('s-2'));
  const policies = shown(questions.policies({}), page.queries);
  await vi.advanceTimersByTimeAsync(10);

  new AskAgain(page.queries).everything();
  await vi.advanceTimersByTimeAsync(1_000);

  expect([page.asked, policies.asked]).toEqual([2, 1]);
});

it('lets slow answers arrive while changes keep coming, and ends with one from after the last change', async () => {
  const page = shown(questions.session('s-1'), newQueryClient(), 2_500);
  const again = new AskAgain(page.queries);
  for (let count = 0; count < 40; count += 1) {
    again.about(CHANGED);
    await vi.advanceTimersByTimeAsync(250);
  }
  const whileChanging = page.answered;
  const lastAsked = page.asked;
  await vi.advanceTimersByTimeAsync(10_000);

  expect(whileChanging).toBeGreaterThanOrEqual(2);
  expect(page.asked).toBe(lastAsked + 1);
  expect([page.answered, page.brokenOff]).toEqual([page.asked, 0]);
});

it('asks nothing more once it is stopped', async () => {
  const page = shown(questions.session('s-1'));
  const again = new AskAgain(page.queries);
  await vi.advanceTimersByTimeAsync(10);

  again.about(CHANGED);
  again.stop();
  await vi.advanceTimersByTimeAsync(5_000);

  expect(page.asked).toBe(1);
});

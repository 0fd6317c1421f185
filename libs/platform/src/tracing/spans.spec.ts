import { expect, it, vi } from 'vitest';
import { activeTrace, annotate, areTracesOn, inSpan, tellStory, traceHeaders } from './spans.js';

it('while traces are off, nothing is put together for them', async () => {
  const options = vi.fn();
  const attributes = vi.fn();

  const told = await inSpan('a span', options, (span) => Promise.resolve({ span }));
  annotate(attributes);
  tellStory(attributes);

  expect(areTracesOn()).toBe(false);
  expect(told).toEqual({ span: null });
  expect(options).not.toHaveBeenCalled();
  expect(attributes).not.toHaveBeenCalled();
  expect(activeTrace()).toBeNull();
  expect(traceHeaders()).toEqual({});
});

it('what fails fails as it would without', async () => {
  const fault = new Error('as ever');

  await expect(inSpan('a span', vi.fn(), () => Promise.reject(fault))).rejects.toBe(fault);
});

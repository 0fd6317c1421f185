import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PermittedSamples } from './permitted-samples.js';

it('passes whole samples through, however the stream is cut', () => {
  const gate = new PermittedSamples();

  const passed = [[1], [2, 3], [4, 5, 6], [7, 8]].map((bytes) => gate.pass(Buffer.from(bytes), 'p1'));

  expect(passed.map((buffer) => [...buffer])).toEqual([[], [1, 2], [3, 4, 5, 6], [7, 8]]);
});

it('drops the sample that was under way when the gate opened or closed', () => {
  const gate = new PermittedSamples();

  const passed = [
    gate.pass(Buffer.from([1, 2, 3]), null),
    gate.pass(Buffer.from([4, 5, 6, 7]), 'p1'),
    gate.pass(Buffer.from([8, 9, 10]), null),
    gate.pass(Buffer.from([11, 12]), 'p2'),
  ];

  expect(passed.map((buffer) => [...buffer])).toEqual([[], [5, 6], [], [11, 12]]);
});

it('keeps exactly the samples of which both bytes came under one permit', () => {
  const stream = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(null, 'p1', 'p2')), { maxLength: 40 });
  fc.assert(
    fc.property(stream, (pieces) => {
      const gate = new PermittedSamples();
      const arrivedUnder: (string | null)[] = [];
      const passed: number[] = [];
      for (const [length, permitId] of pieces) {
        const start = arrivedUnder.length;
        for (let n = 0; n < length; n++) arrivedUnder.push(permitId);
        passed.push(...gate.pass(Buffer.from(Array.from({ length }, (_, n) => start + n)), permitId));
      }

      const expected = arrivedUnder.flatMap((permitId, index) =>
        index % 2 === 0 && permitId !== null && arrivedUnder[index + 1] === permitId ? [index, index + 1] : [],
      );

      expect(passed).toEqual(expected);
    }),
  );
});

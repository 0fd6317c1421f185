import fc from 'fast-check';

/** A call of a history: which conversation it is a leg of, and for whom Teams invited us to it. */
export interface Leg {
  chain: string;
  application: string;
  participant: string;
  receivedMs: number;
  /** Teams names a paired recorder for the participant. */
  isPaired: boolean;
}

const leg = (chain: string, participant: string, more: Partial<Leg> = {}): Leg => ({
  ...{ chain, participant, application: 'bot', receivedMs: 0, isPaired: false },
  ...more,
});

export const LEGS: readonly Leg[] = [
  leg('a', 'p0'),
  // Its twin: another lane, as of which people have two seats in this conversation.
  leg('a', 'p0', { receivedMs: 2_000 }),
  leg('b', 'p0'),
  // Whoever has joined the call before may have moved here.
  leg('b', 'p1', { receivedMs: 500 }),
  // Of another application: the conversation is watched for whom it records twice.
  leg('b', 'p0', { application: 'another bot', receivedMs: 700 }),
  leg('c', 'p2', { isPaired: true }),
  leg('d', 'p1'),
];

/** What is done to the session alone. */
const PLAIN = [
  ...['decide', 'answer', 'establish', 'confirm', 'media', 'mediaLost', 'share', 'name', 'keptAlive', 'gone'],
  ...['miss', 'end'],
  // Refused; refused after something was written; what Postgres will not have.
  ...['refuse', 'joinAndFail', 'spoil'],
] as const;

type Act =
  | { kind: 'open' }
  | { kind: (typeof PLAIN)[number] }
  /** Several at once, some of them twice. */
  | { kind: 'join'; people: readonly number[] }
  | { kind: 'leave'; person: number; ofJoining: number | null }
  | { kind: 'roster'; people: readonly number[]; delta: boolean; version: number | null; isAsked: boolean };

export type Step = Act & {
  /** Of LEGS. */
  call: number;
  /** How many turns of the event loop after the step before it comes; 0: in the same. */
  wait: number;
};

const people = fc.array(fc.nat(3), { maxLength: 4 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'open' as const }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom(...PLAIN) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('join' as const), people }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('leave' as const),
      person: fc.nat(3),
      ofJoining: fc.option(fc.nat(3)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ kind: fc.constant('roster' as const), delta: fc.boolean(), isAsked: fc.boolean() },
      // One without people may end a doubted call; what it had just done with seats would come before all else of its batch,
      // and the end after it.
      people: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
      version: fc.option(fc.nat(20)),
    }),
  },
);
const call = fc.nat(LEGS.length - 1);
const wait = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(60) });

/**
 * Some calls are opened, all at one moment, and answered; then anything happens to any call, repeated invitations and what
 * is said of calls that nobody knows included.
 */
export const history: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.shuffledSubarray([...LEGS.keys()], { minLength: 3 }),
    fc.array(
      fc.tuple(act, call, wait).map(([does, of, after]) => ({ ...does, call: of, wait: after })),
      { minLength: 1, maxLength: 30 },
    ),
  )
  .map(([opened, steps]) => [
    ...opened.map((of) => ({ kind: 'open' as const, call: of, wait: 0 })),
    ...opened.map((of) => ({ kind: 'answer' as const, call: of, wait: 0 })),
    ...steps,
  ]);

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { damagedBody, placesIn } from './mutations.fixture.js';
import { parseJsonText } from '@app/platform';
import { parseNotifications } from './notifications.js';
import { redactNotification } from './redact.js';

const KINDS = ['notifications', 'legacyInvite', 'foreign'];

/** What PostgreSQL would refuse: NUL and halves of surrogate pairs, as JSON.stringify writes them. */
const UNSTORABLE = /\\u0000|\\ud[89a-f][0-9a-f]{2}/;

it('reads any damaged notification without failing, into something that can be stored', () => {
  fc.assert(
    fc.property(damagedBody, (text) => {
      const parsed = parseNotifications(parseJsonText(text)?.json);

      expect(KINDS).toContain(parsed.kind);
      expect(JSON.stringify(parsed)).not.toMatch(UNSTORABLE);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    }),
    { numRuns: 1_000 },
  );
});

it('reads any JSON value at all without failing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      for (const body of [value, { value }, { value: [value] }, { value: [{ resourceData: value }] }]) {
        expect(KINDS).toContain(parseNotifications(body).kind);
        expect(JSON.stringify(redactNotification(body))).not.toMatch(UNSTORABLE);
      }
    }),
    { numRuns: 500 },
  );
});

it('makes a storable copy of any damaged notification', () => {
  fc.assert(
    fc.property(damagedBody, (text) => {
      const stored = redactNotification(parseJsonText(text)?.json);

      expect(JSON.stringify(stored)).not.toMatch(UNSTORABLE);
      expect(redactNotification(stored)).toEqual(stored);
    }),
    { numRuns: 500 },
  );
});

const SECRET = 'Kim-Beispiel-7f3a';
const JWT = 'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJraW0ifQ.S2ltLUJlaXNwaWVs';

/** A secret as Teams may send it: under its name in any case, as text or inside whatever stands there instead. */
const hidden = fc
  .tuple(
    fc.constantFrom('token', 'blob', 'passcode', 'displayName', 'subject', 'MeetingUrl', 'metadata', 'tone'),
    fc.constantFrom('as it is', 'upper', 'lower'),
    fc.constantFrom<unknown>(SECRET, [SECRET], { value: SECRET }, { [SECRET]: [[SECRET]] }, `x ${SECRET} y`),
  )
  .map(([name, spelling, value]): [string, unknown] => [
    spelling === 'upper' ? name.toUpperCase() : spelling === 'lower' ? name.toLowerCase() : name,
    value,
  ]);

/** A credential, a join URL or an address gives itself away by its form, wherever it stands. */
const credential = fc
  .constantFrom(
    `https://teams.microsoft.com/l/meetup-join/${SECRET}`,
    `mailto:${SECRET}@contoso.com`,
    JWT,
    `Bearer ${SECRET}`,
    `https://x/?t=${JWT}&a=1`,
    `{"authorization":"bearer  ${SECRET}"}`,
  )
  .map((text): [string, unknown] => ['anything', text]);

it('lets no token, blob or name survive, whatever else is damaged', () => {
  fc.assert(
    fc.property(
      damagedBody,
      fc.array(fc.tuple(fc.oneof(hidden, credential), fc.nat()), { minLength: 1 }),
      (text, planted) => {
        const root = JSON.parse(`{"body":${text}}`) as Parameters<typeof placesIn>[0];
        const objects = placesIn(root)
          .map(({ inside }) => inside)
          .filter((inside) => !Array.isArray(inside) && inside !== root);
        fc.pre(objects.length > 0);
        for (const [[name, value], at] of planted) Object.assign(objects[at % objects.length] ?? {}, { [name]: value });

        const stored = JSON.stringify(redactNotification(root.body));

        expect(stored).not.toContain(SECRET);
        expect(stored).not.toContain(JWT);
      },
    ),
    { numRuns: 500 },
  );
});
